"""For the tests of signing in: a code of the second step is good whenever the test comes to use it."""

import pytest


@pytest.fixture
def a_code_outlives_its_half_minute(settings: object) -> None:
    """A test that makes a code at the end of a half minute enters it in the next one."""
    settings.MFA_TOTP_TOLERANCE = 1  # type: ignore[attr-defined]

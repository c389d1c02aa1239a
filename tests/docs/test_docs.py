"""The docs say what is the case."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_direct_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    listed = [*project["dependencies"], *(p for extra in project["optional-dependencies"].values() for p in extra)]
    direct = {re.split(r"[\[<>=!~ ]", line)[0] for line in listed}
    reasons = dict(re.findall(r"^\| ([a-z0-9.-]+) \| (.+) \|$", (ROOT / "docs/decisions/0002-dependencies.md").read_text(), re.MULTILINE))
    assert {name for name, reason in reasons.items() if name != "package" and len(reason) > 10} == direct


def test_the_locked_requirements_carry_hashes_and_name_no_index() -> None:
    for name in ("run", "test"):
        lock = (ROOT / "requirements" / f"{name}.lock").read_text()
        assert lock.count("--hash=sha256:") > 50
        assert "://" not in lock

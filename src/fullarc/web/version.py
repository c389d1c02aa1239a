"""The version of the application, as it stands in pyproject.toml; stored with every audit event."""

VERSION = "0.1.0"

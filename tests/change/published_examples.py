"""Worked examples from papers and manuals, kept as data in `published/`."""

import tomllib
from pathlib import Path
from typing import Any


def published(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "published" / f"{name}.toml").read_text(encoding="utf-8"))

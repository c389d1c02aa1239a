"""The docs say what is the case."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")])

MODULES = {
    "django-allauth": "allauth",
    "django-axes": "axes",
    "django-csp": "csp",
    "django-ninja": "ninja",
    "import-linter": "lint-imports",
    "pyjwt": "jwt",
    "python-dateutil": "dateutil",
    "python-docx": "docx",
}
USED_WITHOUT_A_NAME = {
    "argon2-cffi": "Django's Argon2 hasher imports it",
    "django-stubs": "mypy's plugin, named in pyproject.toml",
    "psycopg": "Django's PostgreSQL backend imports it",
    "pyarrow": "DuckDB and Polars hand tables over in it",
    "pytest-rerunfailures": "pytest finds it by itself; it gives the mark `flaky`",
    "pytest-xdist": "pytest finds it by itself; it gives -n",
    "tzdata": "zoneinfo reads it where the machine has no time zones",
}


def _direct() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    listed = [*project["dependencies"], *(p for extra in project["optional-dependencies"].values() for p in extra)]
    return {re.split(r"[\[<>=!~ ]", line)[0] for line in listed}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_direct_dependency_has_its_reason() -> None:
    reasons = dict(re.findall(r"^\| ([a-z0-9.-]+) \| (.+) \|$", (ROOT / "docs/decisions/0002-dependencies.md").read_text(), re.MULTILINE))
    assert {name for name, reason in reasons.items() if name != "package" and len(reason) > 10} == _direct()


def test_every_direct_dependency_is_imported_or_called() -> None:
    written = [path for folder in ("src", "tests", "deploy") for path in (ROOT / folder).rglob("*.py")] + [ROOT / "test", ROOT / "run"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in written)
    named = set(re.findall(r"^\s*(?:from|import) ([\w.]+)", text, re.MULTILINE)) | set(re.findall(r"[\"']([\w.-]+)[\"']", text))
    modules = {part for name in named for part in (name, name.split(".")[0], ".".join(name.split(".")[:2]))}
    unused = {name for name in _direct() - set(USED_WITHOUT_A_NAME) if MODULES.get(name, name.replace("-", "_")) not in modules}
    assert unused == set()
    assert set(USED_WITHOUT_A_NAME) <= _direct()


def test_the_locked_requirements_carry_hashes_and_name_no_index() -> None:
    for name in ("run", "test"):
        lock = (ROOT / "requirements" / f"{name}.lock").read_text()
        assert lock.count("--hash=sha256:") > 50
        assert "://" not in lock

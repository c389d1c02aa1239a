"""What an assessment rests on beside the record: the thresholds in force, the expected courses, the version of the rules."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from fullarc.change.local_expected_course import LocalCourse
from fullarc.course.signal_settings import DEFAULTS, SignalSettings, settings_from
from fullarc.instruments.catalogue import catalogue as shipped
from fullarc.instruments.definition import Instrument
from fullarc.reading.reader import RULES_VERSION
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.progress.expected import known_courses
from fullarc.web.progress.models import ExpectedCourses, Thresholds

ROOMS = ("fullarc.course", "fullarc.change", "fullarc.goals", "fullarc.charts")


@dataclass(frozen=True, slots=True)
class InForce:
    """Thresholds and expected courses of today. `key` changes when one of them, a measure, or a rule of reading or judging changes.
    It begins with `rules`, which changes with the thresholds and with what this version of Fullarc brings, and not by itself."""

    settings: SignalSettings
    expected: Mapping[str, LocalCourse]
    refused: Mapping[str, str]
    rules: str
    key: str


def in_force() -> InForce:
    """What holds now, in a fixed number of queries."""
    newest = Thresholds.objects.first()
    settings = read_settings(newest)
    row = ExpectedCourses.objects.first()
    learned = row.learned if row else {}
    expected, refused = known_courses(learned)
    rules = figure([RULES_VERSION, rules_of_judging(), fingerprints(shipped()), asdict(settings)])
    return InForce(settings, expected, refused, rules, rules + figure([fingerprints(catalogue()), learned]))


def fingerprints(measures: Iterable[Instrument]) -> list[str]:
    return sorted(f"{measure.id} {measure.fingerprint}" for measure in measures)


def figure(told: Sequence[object]) -> str:
    """32 characters that change with anything that is told."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


def read_settings(row: Thresholds | None) -> SignalSettings:
    """The stored thresholds; a name that no longer exists is left out, what was added since keeps its default."""
    if row is None:
        return DEFAULTS
    return settings_from({name: value for name, value in row.values.items() if hasattr(DEFAULTS, name)})


@cache
def rules_of_judging() -> str:
    """One figure for everything that judges: it changes with any file of those rooms."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for file in sorted(files(room).iterdir(), key=lambda each: each.name):
            if file.name.endswith((".py", ".toml")):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()

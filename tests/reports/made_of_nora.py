"""Reports of Nora's invented course, for the tests."""

from tests.charts.nora import note_text
from tests.charts.nora_judged import nora

from fullarc.reports.compose import composed
from fullarc.reports.frozen import Frozen, freeze
from fullarc.reports.given import Given, Person, Words
from fullarc.reports.readers import readers
from fullarc.reports.report import Letterhead, Report

OWN = {"why": "She works again.\n\nThis was her first wish.", "recommendation": "A booster session in November."}
SIGNED = ("Dr. A. Lindqvist, clinician", "Signed 30 September 2026, 16:05")


def frozen_nora() -> Frozen:
    return freeze(nora(), note_text, rules="rules-1", app="1.0")


def given(**more: object) -> Given:
    letterhead = Letterhead("Practice Lindqvist", ("Quay Street 4",), "To whom it may concern.", "With kind regards.")
    usual = {"client": Person("Nora V.", "C-0417", 34), "words": Words(own=OWN), "letterhead": letterhead, "signer": SIGNED}
    return Given(**{**usual, **more})  # type: ignore[arg-type]


def report_for(reader: str, chosen: dict[str, int] | None = None, **more: object) -> Report:
    one = readers()[reader]
    return composed(frozen_nora(), one, one.levels(chosen), given(**more))

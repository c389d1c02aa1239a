"""What is made of the findings of a note once all are there: one sequence of steps, which leave findings out, turn them or add some.

`read` goes through the steps and keeps what is left; `left_out.py` goes through the same steps and looks at what each leaves out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

from fullarc.reading.context.line import Line
from fullarc.reading.context.no_day_without import on_every_day
from fullarc.reading.counted.listed_once import listed_once
from fullarc.reading.counted.named_for_the_work import without_names_for_the_work
from fullarc.reading.counted.one_observation import in_their_place, one_finding_each
from fullarc.reading.counted.told_elsewhere import without_echoes
from fullarc.reading.counted.told_in_more_words import told_in_more_words
from fullarc.reading.counted.wept_in_the_room import seen_or_told
from fullarc.reading.danger.company import against_whom, in_claimed_company
from fullarc.reading.danger.danger_of_somebody_named import of_whom_it_is_told
from fullarc.reading.danger.figures_and_mishaps import without_figures_and_mishaps
from fullarc.reading.danger.goodbyes_in_the_work import without_goodbyes_in_the_work
from fullarc.reading.danger.hospital_words import without_stays_for_the_body
from fullarc.reading.danger.said_of_what import by_what_it_is_said_of
from fullarc.reading.danger.said_twice import told_once, without_overdoses_of_others
from fullarc.reading.danger.taken_back import with_what_was_taken_back
from fullarc.reading.danger.talk_of_ending import without_the_end_of_the_therapy
from fullarc.reading.finding import Finding
from fullarc.reading.forms.answers_before_labels import with_answers_before_labels
from fullarc.reading.forms.answers_behind_labels import with_answers_behind_labels
from fullarc.reading.forms.answers_in_cells import with_answers_in_cells
from fullarc.reading.forms.boxes_behind_labels import with_boxes_behind_labels
from fullarc.reading.forms.boxes_left_empty import without_empty_boxes
from fullarc.reading.forms.choices_behind_labels import with_choices_behind_labels
from fullarc.reading.forms.homework_behind_labels import item_by_item, with_homework_behind_labels
from fullarc.reading.forms.kinds_answered import by_kind_and_day
from fullarc.reading.forms.left_unanswered import left_unanswered
from fullarc.reading.forms.questions_answered import with_questions_answered
from fullarc.reading.learned.mentions import with_learned, without_unlikely
from fullarc.reading.learned.status import in_likelier_status
from fullarc.reading.phrases.lexicon import groups
from fullarc.reading.senses.other_fields import in_their_field
from fullarc.reading.senses.other_senses import by_their_sense
from fullarc.reading.senses.work_in_part import in_part
from fullarc.reading.session_work.answers_by_place import as_it_ended, with_answers_by_place
from fullarc.reading.session_work.falling_ratings import answers_by_rating
from fullarc.reading.session_work.feelings_of_the_therapist import without_feelings_of_the_therapist
from fullarc.reading.session_work.quoted_answers import quoted_answers
from fullarc.reading.session_work.responses import with_interventions, without_answers_to_nothing
from fullarc.reading.session_work.tasks_by_place import tasks_by_place, without_errands
from fullarc.reading.session_work.whose_work import by_the_clinician
from fullarc.reading.text.passages import Sentence

if TYPE_CHECKING:
    from fullarc.reading.learned.tagged import Tagged


class Told(Enum):
    """Where what a step leaves out is told all the same: not at all, by words in the same place or sentence, or there or further up."""

    NOWHERE = auto()
    BESIDE = auto()
    BEFORE = auto()


@dataclass(frozen=True, slots=True)
class NoteRead:
    """A note as the steps see it: its sentences with what is known of each, the numbers of those carried forward, the ids of the rules
    that count only in company and of a practice's own, and what the tagger makes of its words (None: it was not asked) with the
    findings that follow from it."""

    text: str
    parts: list[Sentence]
    lines: Sequence[Line]
    repeated: frozenset[int]
    needy: frozenset[str]
    own: frozenset[str]
    tagged: "Tagged | None"
    learned: list[Finding]


@dataclass(frozen=True, slots=True)
class Step:
    """`take` gives the findings as they are behind the step. `leaves_out` says in plain words why it leaves one out; empty where it leaves
    out none. `told`: where a finding that stays tells the same, if one does."""

    file: str
    take: Callable[[NoteRead, list[Finding]], list[Finding]]
    leaves_out: str = ""
    told: Told = Told.NOWHERE


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.evidence.start, finding.evidence.end, finding.indicator


@cache
def _risk() -> frozenset[str]:
    return frozenset(indicator for indicator, group in groups().items() if group.name == "risk")


_ANSWERS_NOTHING = "it answers nothing that was done in the session, or is only hoped for"

LAST_STEPS = (
    Step("forms/answers_behind_labels.py", lambda note, found: with_answers_behind_labels(note.text, found)),
    Step("forms/boxes_behind_labels.py", lambda note, found: with_boxes_behind_labels(note.text, found)),
    Step("forms/questions_answered.py", lambda note, found: with_questions_answered(note.text, found)),
    Step("forms/kinds_answered.py", lambda note, found: by_kind_and_day(note.text, found)),
    Step("forms/answers_in_cells.py", lambda note, found: with_answers_in_cells(note.text, found)),
    Step("forms/choices_behind_labels.py", lambda note, found: with_choices_behind_labels(note.text, found)),
    Step("forms/answers_before_labels.py", lambda note, found: with_answers_before_labels(note.text, found)),
    Step("forms/left_unanswered.py", lambda note, found: left_unanswered(note.text, found)),
    Step("context/no_day_without.py", lambda note, found: on_every_day(note.text, found)),
    Step(
        "danger/company.py",
        lambda note, found: in_claimed_company(found, [part.start for part in note.parts], note.needy, _risk()),
        "it counts only together with a danger, and the danger named near it is denied",
    ),
    Step(
        "danger/company.py",
        lambda _, found: against_whom(found),
        "it counts only together with a danger to oneself, and the danger named near it is to others",
    ),
    Step(
        "danger/said_of_what.py",
        lambda note, found: by_what_it_is_said_of(note.text, found),
        "it belongs to something else that the note tells before it",
    ),
    Step(
        "danger/hospital_words.py",
        lambda note, found: without_stays_for_the_body(note.text, found),
        "it is a stay or visit for the body, or letters that do not stand for a hospital",
    ),
    Step(
        "forms/boxes_left_empty.py",
        lambda note, found: without_empty_boxes(note.text, found),
        "its box is empty, and another box of the same question is ticked",
    ),
    Step(
        "counted/wept_in_the_room.py",
        lambda note, found: seen_or_told(note.text, found),
        "tears seen in the session count as affect",
        told=Told.BESIDE,
    ),
    Step("senses/other_senses.py", lambda note, found: by_their_sense(note.text, found), "the words mean something else here"),
    Step(
        "danger/said_twice.py",
        lambda note, found: without_overdoses_of_others(note.text, found),
        "it is somebody else’s overdose of drugs, and nothing says that it was intended",
    ),
    Step(
        "danger/said_twice.py",
        lambda note, found: told_once(note.text, found, _risk()),
        "the same danger is already told by other words",
        told=Told.BEFORE,
    ),
    Step(
        "session_work/answers_by_place.py",
        lambda note, found: as_it_ended(note.text, found),
        "it was hard only at first, and how it ended counts",
        told=Told.BESIDE,
    ),
    Step("session_work/tasks_by_place.py", lambda note, found: [*found, *tasks_by_place(found, note.text, note.parts, note.repeated)]),
    Step("forms/homework_behind_labels.py", lambda note, found: item_by_item(found, note.text)),
    Step(
        "forms/homework_behind_labels.py",
        lambda note, found: with_homework_behind_labels(found, note.text, note.parts, note.repeated),
        "each item of the homework counts by itself",
        told=Told.BESIDE,
    ),
    Step(
        "session_work/tasks_by_place.py",
        lambda note, found: without_errands(found, note.text),
        "it is an errand, an appointment, or something that somebody else is to do or asked for",
    ),
    Step(
        "session_work/answers_by_place.py",
        lambda note, found: with_answers_by_place(found, note.text, note.parts, note.lines, note.repeated),
        "it is part of an answer that is already counted, or something that the clinician did",
        told=Told.BESIDE,
    ),
    Step("session_work/quoted_answers.py", lambda note, found: [*found, *quoted_answers(note.text, found, note.parts, note.repeated)]),
    Step("session_work/falling_ratings.py", lambda note, found: [*found, *answers_by_rating(found, note.text, note.parts, note.repeated)]),
    Step("last_steps.py", lambda _, found: sorted(found, key=_place)),
    Step(
        "learned/mentions.py",
        lambda note, found: without_unlikely(note.tagged, found, note.own) if note.tagged is not None else found,
        "people who annotated notes did not mark such words as this",
    ),
    Step(
        "learned/status.py",
        lambda note, found: in_likelier_status(note.tagged, found, note.own) if note.tagged is not None else found,
    ),
    Step(
        "session_work/whose_work.py",
        lambda note, found: by_the_clinician(note.text, found),
        "the client or the family said, asked or explained it, not the clinician",
    ),
    Step("session_work/responses.py", lambda note, found: without_answers_to_nothing(found, note.parts, note.learned), _ANSWERS_NOTHING),
    Step(
        "counted/one_observation.py",
        lambda _, found: in_their_place(found),
        "in this part of the note, or said in this way, the words tell of something else",
    ),
    Step(
        "counted/one_observation.py",
        lambda _, found: one_finding_each(found),
        "another finding fits these words better",
        told=Told.BESIDE,
    ),
    Step(
        "counted/told_in_more_words.py",
        lambda _, found: told_in_more_words(found),
        "another finding tells the same in more words",
        told=Told.BESIDE,
    ),
    Step(
        "counted/named_for_the_work.py",
        lambda note, found: without_names_for_the_work(note.text, found),
        "it names what the session was about and says nothing of how the client is",
    ),
    Step(
        "counted/listed_once.py",
        lambda note, found: listed_once(note.text, found),
        "one thing is named several times in a row and counts once",
        told=Told.BESIDE,
    ),
    Step("learned/mentions.py", lambda note, found: sorted(with_learned(note.text, found, note.learned), key=_place)),
    Step(
        "senses/other_fields.py",
        lambda note, found: in_their_field(note.text, found),
        "it stands in a report about the body, where such words say nothing of how the client feels",
    ),
    Step(
        "counted/told_elsewhere.py",
        lambda note, found: without_echoes(note.text, found),
        "the note tells the same elsewhere",
        told=Told.BEFORE,
    ),
    Step("danger/danger_of_somebody_named.py", lambda note, found: of_whom_it_is_told(note.text, found)),
    Step(
        "session_work/feelings_of_the_therapist.py",
        lambda note, found: without_feelings_of_the_therapist(note.text, found),
        "it is what the therapist felt, or was feared to feel",
    ),
    Step(
        "danger/figures_and_mishaps.py",
        lambda note, found: without_figures_and_mishaps(note.text, found),
        "it is a mishap in the household, at work or at sport",
    ),
    Step(
        "danger/talk_of_ending.py",
        lambda note, found: without_the_end_of_the_therapy(note.text, found),
        "it is talk of the end of the therapy",
    ),
    Step(
        "danger/goodbyes_in_the_work.py",
        lambda note, found: without_goodbyes_in_the_work(note.text, found),
        "it is a goodbye of grief work or of the end of a therapy",
    ),
    Step("senses/work_in_part.py", lambda note, found: in_part(note.text, found)),
    Step("danger/taken_back.py", lambda note, found: with_what_was_taken_back(note.text, found, note.parts)),
    Step("session_work/responses.py", lambda note, found: with_interventions(found, note.parts)),
)

"""From a frozen assessment to a report for one reader: reduced to what may be told, set in sections, every sentence with its footnote."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from fullarc.charts.arc import arc_for_print, description, has_anything_dated
from fullarc.charts.words import number
from fullarc.course.assessment import CourseAssessment
from fullarc.course.days import full_date
from fullarc.course.durability_words import NOT_RATED
from fullarc.exchange.pages.course_pdf import CAPTION, OWN_PAGE_FROM, TEXT_HEIGHT, TEXT_WIDTH
from fullarc.exchange.pages.course_view import goal_views, statement_views
from fullarc.exchange.pages.course_words import DOMAINS, attendance_in_words, course_dates, given_amounts, signal_state
from fullarc.exchange.pages.evidence_numbers import Numbering, Place, numbered_evidence
from fullarc.reports.disclosed import OF_DOMAIN, disclosed
from fullarc.reports.footnotes import Day, footnotes, short_days
from fullarc.reports.for_the_client import told_to_the_client
from fullarc.reports.frozen import Frozen
from fullarc.reports.given import OWN_WORDS, Given, taken_out, usually_told
from fullarc.reports.parts import (
    diagnosis_lines,
    domain_rows,
    goal_footnote,
    plain_lead,
    plan_rows,
    risk_assessed,
    score_rows,
    still_there,
    table,
    treatment_rows,
)
from fullarc.reports.readers import Level, Levels, Reader
from fullarc.reports.report import Block, Footnote, Kind, Report, Section, Segment, in_reading_order

RECOMMENDED = "From your therapist"
NO_DIAGNOSIS = "none recorded"
NO_PLAN = "No signed treatment plan is in the record."
AS_NAMED = "In how many sessions a note names each. What was done without being named is not counted."
FOOT = "A statement without proof is not printed. Not mentioned is not absent."


@dataclass
class Desk:
    """What the sections of one report are written from; `more` collects footnotes beside those of the evidence."""

    seen: CourseAssessment
    given: Given
    levels: Levels
    numbering: Numbering
    say: Day
    needs: tuple[str, ...]
    more: list[Footnote]
    first_free: int = 0  # footnotes of the evidence, where they are not those of the numbering

    def note(self, words: str) -> int:
        """A footnote of its own; the same words keep one number."""
        number_ = next((note.number for note in self.more if note.words == words), 0)
        if not number_:
            number_ = max(self.first_free, len(self.numbering.pieces)) + len(self.more) + 1
            self.more.append(Footnote(number_, (("", words),)))
        return number_


def composed(frozen: Frozen, reader: Reader, levels: Levels, given: Given, *, say: Day | None = None) -> Report:
    """The report for a reader. `levels` say how much of each part is told (`reader.levels()` never lets more through than may be)."""
    whole = frozen.seen
    chosen = given.words.chosen if given.words.chosen is not None else usually_told(whole)
    seen = disclosed(whole, levels, worded=given.words.worded, chosen=chosen)
    numbering = numbered_evidence(seen)
    desk = Desk(seen, given, levels, numbering, say or short_days(seen.as_of), reader.needs, [])
    if reader.title == "client":
        story, evidence = told_to_the_client(whole, given.language, desk.say)
        desk.first_free = len(evidence)
        sections = (*story, Section(RECOMMENDED, _own_words(desk)))
    else:
        sections = _sections(desk)
        evidence = footnotes(seen, numbering, frozen.around if _quotes(levels) else {}, desk.say, _rules(desk) if reader.inside else {})
    name = given.client.name if levels["identity"] is Level.QUOTED else ""
    remains = still_there(seen, desk.say, taken_out(whole, chosen, seen.statements))
    title = (seen.lead or plain_lead(whole, levels)) if reader.title == "lead" else reader.name
    report = Report(
        reader=reader.key,
        name=reader.name,
        title=title,
        running=(
            ", ".join(filter(None, (reader.name, given.client.code))),
            ", ".join(filter(None, (given.letterhead.practice, full_date(seen.as_of)))),
        ),
        lead=" ".join(filter(None, (plain_lead(whole, levels), remains))) if reader.title == "plain" else "",
        addressed=given.addressed,
        head=_head(desk, whole, name),
        sections=tuple(section for section in sections if section.blocks),
        footnotes=(*evidence, *desk.more),
        signed=_signed(desk) if reader.signs else (),
        foot=f"{FOOT} {given.from_review or f'From the record as it stood on {full_date(seen.as_of)}, not from a signed review.'}",
        letterhead=given.letterhead,
        day=(seen.as_of.year, seen.as_of.month, seen.as_of.day),
        language=given.language,
    )
    return in_reading_order(report)


def _quotes(levels: Levels) -> bool:
    return any(level is Level.QUOTED for level in levels.values())


def _rules(desk: Desk) -> Mapping[int, str]:
    """The rule that produced a statement, behind the first piece of its evidence."""
    rules: dict[int, str] = {}
    for place, marks in desk.numbering.marks.items():
        if place.kind == "statement" and marks:
            rules.setdefault(marks[0][1], f"[{desk.seen.statements[place.number - 1].rule}]")
    return rules


def _head(desk: Desk, whole: CourseAssessment, name: str) -> tuple[tuple[str, str], ...]:
    seen, given, line = desk.seen, desk.given, desk.seen.timeline
    age = f"{given.client.age} years" if given.client.age is not None and name else ""
    rows = [("Client", ", ".join(filter(None, (name, age, given.client.code))))]
    if line.presenting_problem:
        rows.append(("Presenting problem", f"“{line.presenting_problem}”"))
    unsaid = NO_DIAGNOSIS if "diagnoses" in desk.needs and desk.levels["diagnoses"] else ""
    rows.append(("Diagnoses", "; ".join(diagnosis_lines(line)) or unsaid))
    if desk.levels["attendance"]:
        rows.append(
            ("Course of care", "; ".join(filter(None, (course_dates(seen), attendance_in_words(line), given.modality, given.ending))))
        )
    if desk.levels["risk_assessed"] and not desk.levels["risk"]:
        rows.append(("Risk assessed", risk_assessed(whole)))
    if desk.levels["domains"] or desk.levels["unknown"]:
        rows.append(("Rests on", given_amounts(whole.timeline)))
    return tuple((term, words) for term, words in rows if words)


def _sections(desk: Desk) -> tuple[Section, ...]:
    seen, levels = desk.seen, desk.levels
    return (
        Section("Outcome", _outcome(desk)),
        Section("Asks for attention", _attention(desk) if levels["attention"] else ()),
        Section("Measures", table(("Measure", "First", "Latest", "Change"), score_rows(seen, desk.say)) if not levels["arc"] else ()),
        Section("The arc", _arc(seen) if levels["arc"] else ()),
        Section("Five domains", table(("Domain", "Change", "Durability", "Based on, and what is missing"), domain_rows(seen))),
        Section("Goals", _goals(desk)),
        Section("Treatment given", _treatment(desk) if not levels["arc"] else ()),
        Section("Treatment plan", _plan(desk)),
        Section(f"Compared with the review of {desk.given.earlier_on}", _earlier(desk)),
        Section("In the clinician’s words", _own_words(desk)),
        Section("Not known", tuple(Block(Kind.SMALL, ((line, ()),)) for line in seen.not_known)),
    )


def _outcome(desk: Desk) -> tuple[Block, ...]:
    """The statements. Those on goals stand with the goals."""
    goals = {goal.goal for goal in desk.seen.goals}
    views = statement_views(desk.seen, desk.numbering)
    return tuple(
        Block(Kind.SAY, view.segments, state=view.state, durability=_without_day(view.durability), facts=view.facts)
        for view, statement in zip(views, desk.seen.statements, strict=True)
        if statement.topic not in goals
    )


def _without_day(durability: str) -> str:
    """A report says its days itself, or weeks of care where no day may be told."""
    return "not rated lately" if durability.startswith(NOT_RATED) else durability


def _attention(desk: Desk) -> tuple[Block, ...]:
    blocks = []
    for i, signal in enumerate(desk.seen.signals, 1):
        marks = desk.numbering.marks[Place("signal", i)]
        numbers = tuple(dict.fromkeys(n for _, n in marks))
        blocks.append(Block(Kind.SAY, ((signal.reason, numbers),), state=signal_state(signal), facts=f"since {desk.say(signal.since)}"))
    return tuple(blocks)


def _arc(seen: CourseAssessment) -> tuple[Block, ...]:
    if not has_anything_dated(seen.timeline):
        return ()
    return (picture(arc_for_print(seen), description(seen)),)


def picture(svg: str, alt: str) -> Block:
    """A picture as wide as it may be; a tall one begins a page."""
    width, height = (float(v) for v in re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0])
    shown = min(TEXT_WIDTH, TEXT_HEIGHT * width / height)
    return Block(Kind.PICTURE, svg=svg, alt=alt, caption=CAPTION, width=shown, own_page=shown * height / width > OWN_PAGE_FROM)


def _goals(desk: Desk) -> tuple[Block, ...]:
    seen = desk.seen
    blocks = []
    for i, (view, goal) in enumerate(zip(goal_views(seen, desk.numbering), seen.goals, strict=True), 1):
        marks: tuple[int, ...] = (desk.note(words),) if (words := goal_footnote(goal, i, desk.say)) else ()
        facts = " ".join(
            filter(
                None,
                (view.rated, f"{view.meaning}." if view.meaning else "", view.addressed if desk.levels["goals"] is Level.QUOTED else ""),
            )
        )
        segments: tuple[Segment, ...] = ((f"“{view.text}”", (*marks, *view.marks)),)
        steps = tuple((level, cls) for level, cls, _ in view.steps)
        blocks.append(
            Block(
                Kind.GOAL,
                segments,
                state=view.state if view.state[1] else None,
                durability=_without_day(view.durability),
                facts=facts,
                steps=steps,
            )
        )
    if seen.goal_attainment is not None and blocks:
        start, now = (number(round(t, 1)) for t in seen.goal_attainment)
        blocks.append(Block(Kind.SMALL, ((f"GAS T {start} at the start, {now} now; 50 is what was expected.", ()),)))
    return tuple(blocks)


def _treatment(desk: Desk) -> tuple[Block, ...]:
    rows = table(("What was done", "Sessions"), treatment_rows(desk.seen, desk.say))
    return (Block(Kind.SMALL, ((AS_NAMED, ()),)), *rows) if rows else ()


def _plan(desk: Desk) -> tuple[Block, ...]:
    if not desk.levels["plan"]:
        return ()
    if desk.given.plan is None:
        return (Block(Kind.SMALL, ((NO_PLAN, ()),)),) if "plan" in desk.needs else ()
    return table(("Goal", "Objective", "Intervention", "How often"), plan_rows(desk.given.plan))


def _earlier(desk: Desk) -> tuple[Block, ...]:
    if not desk.levels["earlier"]:
        return ()
    left_out = {DOMAINS[domain] for domain, part in OF_DOMAIN.items() if not desk.levels[part]}
    told = [row for row in desk.given.earlier if desk.levels.get(row.part) and not (row.part == "domains" and row.what in left_out)]
    rows = tuple((("", row.what), ("", row.then), ("", row.now), ("", row.between)) for row in told)
    return table(("", "Then", "Now", "Between them"), rows)


def _own_words(desk: Desk) -> tuple[Block, ...]:
    """What the clinician wrote, paragraph by paragraph, each with the footnote of whose words they are."""
    blocks = []
    whose = ", ".join(desk.given.signer[:1]) or "the clinician"
    signed = desk.given.signer[1] if len(desk.given.signer) > 1 else "not signed"
    for key, (heading, _) in OWN_WORDS.items():
        text = desk.given.words.own.get(key, "").strip()
        if text and desk.levels[key] is Level.QUOTED:
            mark = desk.note(f"Words of {whose}; {signed[:1].lower()}{signed[1:]}.")
            paragraphs = [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]
            blocks += [Block(Kind.OWN, ((paragraph, (mark,)),), facts=heading if not i else "") for i, paragraph in enumerate(paragraphs)]
    return tuple(blocks)


def _signed(desk: Desk) -> tuple[tuple[str, ...], ...]:
    lines = [desk.given.signer] if desk.given.signer else []
    return (*lines, ("Read and discussed with the client", desk.given.discussed)) if desk.given.discussed else tuple(lines)


def without_letterhead(report: Report) -> Report:
    """The report without a name of the practice or of who signed."""
    return replace(report, letterhead=type(report.letterhead)(), addressed=(), signed=())

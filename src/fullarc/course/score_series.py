"""The course of one measure: baseline, reliable change, side of the cut-off, durability."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fullarc.course.assessment import ScoreCourse, ScorePoint
from fullarc.course.change import settle
from fullarc.course.days import count_in_words
from fullarc.course.dips import Point, SeriesDip, dips_of
from fullarc.course.durability import ESTABLISHED, LASTING, Held, bridged, durability_of, runs_of
from fullarc.course.statement import Change, Domain, Durability, Proof
from fullarc.course.step_back import SHORT_OF_A_LEVEL, StepBack, steps_back_of
from fullarc.course.thresholds import ReliableStep, class_between, is_clinical, reliable_step, scale_of
from fullarc.course.timeline import Attendance, ScoreRecord, Timeline
from fullarc.instruments.catalogue import Catalogue
from fullarc.instruments.definition import Better, Instrument, Scale
from fullarc.instruments.informants import CLIENT, told_by

LEFT_OVER = 1 / 3  # of the largest change so far; with less left the change is gone, reliable or not


@dataclass(frozen=True, slots=True)
class JudgedSeries:
    """A ScoreCourse with what the later steps need: its records, step, dips and since when the change has held."""

    course: ScoreCourse
    records: tuple[ScoreRecord, ...]
    step: ReliableStep | None
    dips: tuple[SeriesDip, ...]
    since: date | None
    baseline_record: ScoreRecord | None
    settled: Change  # as `change`, but from the median of the last three scores: the lens of the domains
    late_baseline: bool
    speaks_to: tuple[str, ...]
    about: str = ""
    of_outcome: bool = True  # False for a measure of the sessions themselves (alliance): it speaks to no domain
    step_back: StepBack | None = None
    after_a_lasting_gain: bool = False  # the step back came when a gain had lasted
    gone: tuple[ScoreRecord, ...] = ()  # the scores after the gain was first there in which it was not, dips left out
    lost: tuple[ScoreRecord, ...] = ()  # the scores at the end, two or more, in which a gain that had been there in two or more is gone
    one_score_against: bool = False  # an improvement that stands, though the last score alone is not reliably better than the first

    @property
    def valid(self) -> tuple[ScoreRecord, ...]:
        return tuple(record for record in self.records if record.value is not None)

    @property
    def dip_days(self) -> frozenset[date]:
        return frozenset(day for dip in self.dips for day in dip.days)


def series_of(timeline: Timeline, measures: Catalogue) -> dict[tuple[str, str, str], tuple[ScoreRecord, ...]]:
    """Scores by measure, scale and informant: nothing else may be compared. However its name is spelled, a measure is one."""
    groups: dict[tuple[str, str, str], list[ScoreRecord]] = defaultdict(list)
    for record in timeline.scores:
        measure = measures.get(record.measure).id if record.measure in measures else record.measure
        groups[measure, record.scale, record.informant].append(record)
    return {key: tuple(records) for key, records in groups.items()}


def judge_series(
    records: Sequence[ScoreRecord],
    timeline: Timeline,
    situations: Sequence[Proof],
    measures: Catalogue,
    no_dips: Sequence[tuple[date, date]] = (),
) -> JudgedSeries:
    """The course of one series by the rules of docs/methods/assessment.md, "Scores".

    A measure that the catalogue does not know keeps its points; its change cannot be judged. `no_dips` are stretches that lasted too
    long to be situational dips, or in which there was danger to life.
    """
    earlier, records, breaks = by_edition(records)
    instrument = measures.get(records[0].measure) if records[0].measure in measures else None
    scale = scale_of(instrument, records[0].scale) if instrument else None
    if instrument is None or scale is None:
        judged = _unknown(records, timeline)
    else:
        judged = _known(tuple(records), timeline, situations, instrument, scale, no_dips)
    if not breaks:
        return judged
    course = replace(judged.course, earlier=tuple(_point(record, 0, None) for record in earlier), breaks=breaks)
    return replace(judged, course=course, late_baseline=False)


def by_edition(records: Sequence[ScoreRecord]) -> tuple[tuple[ScoreRecord, ...], tuple[ScoreRecord, ...], tuple[date, ...]]:
    """Records of earlier editions, records that may be compared with the latest one, and the first day of each new edition.

    A changed wording or scoring makes another measure of it: the series begins anew. A record of unknown edition goes with those before it.
    """
    start, edition, breaks = 0, "", list[date]()
    for place, record in enumerate(records):
        if record.edition and edition and record.edition != edition:
            start = place
            breaks.append(record.date)
        edition = record.edition or edition
    return tuple(records[:start]), tuple(records[start:]), tuple(breaks)


def baseline_of(records: Sequence[ScoreRecord], timeline: Timeline) -> tuple[ScoreRecord | None, bool]:
    """The first valid score on or before the second contact; failing that the first valid one, and True for "late"."""
    valid = [record for record in records if record.value is not None]
    contacts = [session.date for session in timeline.sessions if session.attendance is Attendance.ATTENDED]
    if not valid:
        return None, False
    late = bool(contacts) and valid[0].date > contacts[min(1, len(contacts) - 1)]
    return valid[0], late


def _last_of_each_day(records: Sequence[ScoreRecord], baseline: ScoreRecord) -> tuple[ScoreRecord, ...]:
    """Several scores on one day: the first is the baseline, otherwise the last counts."""
    by_day = {record.date: record for record in records if record.value is not None}
    by_day[baseline.date] = baseline
    return tuple(by_day[day] for day in sorted(by_day))


def _known(
    records: tuple[ScoreRecord, ...],
    timeline: Timeline,
    situations: Sequence[Proof],
    instrument: Instrument,
    scale: Scale,
    no_dips: Sequence[tuple[date, date]],
) -> JudgedSeries:
    sign = -1 if instrument.better is Better.LOWER else 1
    step = reliable_step(scale)
    cutoff = scale.cutoffs[0] if scale.cutoffs else None
    first, late = baseline_of(records, timeline)
    valid = _last_of_each_day(records, first) if first else ()
    start = first.value if first and first.value is not None else 0.0
    steps = {id(r): step.reached_by(sign * (_value(r) - start)) if step else 0 for r in valid}
    after = valid[1:]
    dips = dips_of([Point(r.date, -sign * _value(r)) for r in valid], step.points, situations, no_dips) if step else ()
    dip_days = {day for dip in dips for day in dip.days}
    kept = [r for r in after if r.date not in dip_days]
    last = valid[-1] if after else None
    change = _change(steps[id(last)]) if last and step else Change.NOT_ENOUGH
    outlived = change is Change.NO_CLEAR_CHANGE and last in kept and _outlives_the_last(kept, start, sign, step)
    change = Change.IMPROVED if outlived else change
    settled = _settled(kept, start, sign, step) if last else Change.NOT_ENOUGH
    worse = change is Change.WORSENED
    durability, since = (Durability.NONE, None)
    if change is not Change.NOT_ENOUGH:
        counted = kept[:-1] if outlived else kept
        durability, since = settle(_held(counted, start, -sign if worse else sign, step), change)
    observed = _held(kept, start, sign, step)
    back, lasted = _step_back(valid[:1], kept, start, sign, step, None if worse else since)
    against = max(len(back.scores) if back else 0, 1 if observed and not observed[-1].held else 0)
    clinical = [is_clinical(start, cutoff, instrument.better), is_clinical(_value(last), cutoff, instrument.better) if last else None]
    course = ScoreCourse(
        measure=instrument.id,
        name=told_by(instrument.short_name if scale is instrument.total else f"{instrument.short_name} {scale.name}", records[0].informant),
        scale=records[0].scale,
        better=instrument.better.value,
        low=scale.low,
        high=scale.high,
        points=tuple(
            _point(r, steps.get(id(r), 0), is_clinical(r.value, cutoff, instrument.better) if r.value is not None else None)
            for r in records
        ),
        not_given=_not_given(timeline, records[0]),
        cutoff=cutoff.at if cutoff else None,
        cutoff_source=cutoff.source if cutoff else "",
        reliable_change=step.points if step else None,
        reliable_change_source=step.source if step else "",
        verified=(step is None or step.verified) and (cutoff is None or cutoff.verified),
        change=change,
        durability=durability,
        classification=class_between(steps[id(last)], clinical[0], clinical[1]) if last and step else None,
        reliable=steps[id(last)] != 0 if last and step else None,
        baseline=first.value if first else None,
        current=_value(last) if last else None,
        domain=domain_of_measure(instrument),
        informant=records[0].informant,
        step_back=len(back.scores) if back else 0,
        held_until=_scores_in_words(against) if durability in LASTING and not worse else "",
    )
    return JudgedSeries(
        course,
        records,
        step,
        dips,
        since,
        first,
        settled,
        late,
        instrument.speaks_to,
        instrument.about,
        bool(instrument.domain),
        back,
        lasted,
        _gone(kept, observed),
        _lost(kept, observed),
        outlived,
    )


def _held(kept: Sequence[ScoreRecord], start: float, sign: int, step: ReliableStep | None) -> list[Held]:
    """Was the change there? Reliably different from the baseline, and not more than two thirds of the largest so far given back.

    Where it was not, it was lost if the score is reliably worse than the best before it.
    """
    observed, largest = [], 0.0
    for record in kept:
        size = sign * (_value(record) - start)
        largest = max(largest, size)
        held = step is not None and step.reached_by(size) > 0 and size >= largest * LEFT_OVER
        observed.append(Held(record.date, held, step is not None and not held and step.reached_by(size - largest) < 0))
    return observed


def _step_back(
    first: Sequence[ScoreRecord],
    kept: Sequence[ScoreRecord],
    start: float,
    sign: int,
    step: ReliableStep | None,
    since: date | None,
) -> tuple[StepBack | None, bool]:
    """The step back at the end, and whether it came when a gain had lasted.

    After a lasting gain it is one however long it lasts, until the gain is back (`since`); otherwise for two scores.
    """
    found = steps_back_of([*first, *kept], sign, step)
    for back in found:
        stands = since is None or back.since > since
        if stands and _had_lasted([one for one in kept if one.date <= back.before.date], start, sign, step):
            return back, True
    return next((back for back in found if len(back.scores) <= SHORT_OF_A_LEVEL), None), False


def _lost(kept: Sequence[ScoreRecord], observed: Sequence[Held]) -> tuple[ScoreRecord, ...]:
    """The scores since a gain is gone; empty while it may be error of measurement, or where it was never there in two."""
    runs = runs_of(bridged(observed))
    if not runs or runs[-1].held or runs[-1].count < ESTABLISHED or not any(run.held and run.count >= ESTABLISHED for run in runs):
        return ()
    return tuple(record for record in kept if record.date >= runs[-1].begin)


def _gone(kept: Sequence[ScoreRecord], observed: Sequence[Held]) -> tuple[ScoreRecord, ...]:
    first = next((one.date for one in observed if one.held), None)
    return tuple(record for record, one in zip(kept, observed, strict=True) if first and one.date > first and not one.held)


def _scores_in_words(against: int) -> str:
    return {0: "", 1: "the last score"}.get(against, f"the last {count_in_words(against)} scores")


def _had_lasted(kept: Sequence[ScoreRecord], start: float, sign: int, step: ReliableStep | None) -> bool:
    """Whether a gain stood at the last of these scores and had lasted, by the rules of docs/methods/durability.md."""
    return durability_of(_held(kept, start, sign, step)) in {Durability.SUSTAINED, Durability.REGAINED}


def _outlives_the_last(kept: Sequence[ScoreRecord], start: float, sign: int, step: ReliableStep | None) -> bool:
    """Whether a gain had lasted until the score before the last and stands by the mean of the last three: one score does not undo it."""
    if step is None or len(kept) < 4:
        return False
    mean = sum(_value(record) for record in kept[-3:]) / 3
    return _had_lasted(kept[:-1], start, sign, step) and step.reached_by(sign * (mean - start)) > 0


def _value(record: ScoreRecord) -> float:
    if record.value is None:
        raise ValueError("a score that could not be computed has no value; expected a valid score")
    return record.value


def _change(reached: int) -> Change:
    return Change.IMPROVED if reached > 0 else Change.WORSENED if reached < 0 else Change.NO_CLEAR_CHANGE


def _settled(after: Sequence[ScoreRecord], start: float, sign: int, step: ReliableStep | None) -> Change:
    """Change from the median of the last three scores that are no dip (of the last one, when there are fewer than three)."""
    if step is None or not after:
        return Change.NOT_ENOUGH
    values = sorted(_value(record) for record in after[-3:])
    middle = values[1] if len(values) == 3 else _value(after[-1])
    return _change(step.reached_by(sign * (middle - start)))


def _point(record: ScoreRecord, reached: int, clinical: bool | None) -> ScorePoint:
    words = "better" if reached > 0 else "worse" if reached < 0 else ""
    return ScorePoint(record.date, record.session, record.value, words, clinical, record.not_scored, record.source)


def _not_given(timeline: Timeline, first: ScoreRecord) -> tuple[date, ...]:
    """Days on which the client was asked and did not answer; nobody is known to owe the form of an observer."""
    if first.informant != CLIENT:
        return ()
    given = {record.date for record in timeline.scores if record.measure == first.measure and record.informant == CLIENT}
    return tuple(due.date for due in timeline.due if due.measure == first.measure and due.date not in given)


def domain_of_measure(instrument: Instrument) -> Domain:
    """The domain that the definition names; for a measure of the sessions themselves, which speaks to none, overall presentation."""
    return Domain(instrument.domain) if instrument.domain else Domain.OVERALL_PRESENTATION


def _unknown(records: Sequence[ScoreRecord], timeline: Timeline) -> JudgedSeries:
    measure = records[0].measure
    values = [record.value for record in records if record.value is not None]
    first, late = baseline_of(records, timeline)
    course = ScoreCourse(
        measure=measure,
        name=told_by(measure, records[0].informant),
        scale=records[0].scale,
        better="",
        low=min(values, default=0.0),
        high=max(values, default=0.0),
        points=tuple(_point(record, 0, None) for record in records),
        not_given=_not_given(timeline, records[0]),
        cutoff=None,
        cutoff_source="",
        reliable_change=None,
        reliable_change_source="",
        verified=False,
        change=Change.NOT_ENOUGH,
        durability=Durability.NONE,
        classification=None,
        reliable=None,
        baseline=values[0] if values else None,
        current=values[-1] if len(values) > 1 else None,
        domain=Domain.SYMPTOM_BURDEN,
        informant=records[0].informant,
    )
    return JudgedSeries(course, tuple(records), None, (), None, first, Change.NOT_ENOUGH, late, ())

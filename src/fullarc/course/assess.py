"""A timeline in, the CourseAssessment out: the one value that pages, charts and reports read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fullarc.change.local_expected_course import LocalCourse
from fullarc.course.assessment import CourseAssessment, Dip, Disagreement, DomainCourse, GoalCourse, IndicatorCourse, Level
from fullarc.course.attention import Evidence, signals_of
from fullarc.course.change import STEP, LevelChange, change_of_levels
from fullarc.course.completeness import domain_rests_on, not_known
from fullarc.course.counts_in_notes import with_counts
from fullarc.course.course_statements import (
    dip_statement,
    disagreement_statement,
    goal_statement,
    life_statement,
    log_statements,
    stability_statement,
)
from fullarc.course.dips import Point, SeriesDip, dips_of, life_events, merged, situations, times_of_danger
from fullarc.course.disagreement import Contradiction, contradiction
from fullarc.course.domains import RULE, RULE_RISK, RULE_STABILITY, RolledUp, indicator_as_part, roll_up, scores_as_part
from fullarc.course.goal_courses import goal_course
from fullarc.course.groups import domain_of, group_of
from fullarc.course.in_detail import details_marked
from fullarc.course.indicator_statements import ORDERS, indicator_statement, unchanged_together
from fullarc.course.lasting_losses import lasting_losses
from fullarc.course.lead import LATEST_NOTE, lead_of
from fullarc.course.levels import levels_of
from fullarc.course.present_use import of_present_use
from fullarc.course.problem import problem_of, with_the_problem_first
from fullarc.course.proofs import finding_proof, score_proof
from fullarc.course.quantities import quantities_of
from fullarc.course.risk import RiskCourse, risk_course
from fullarc.course.risk_disagreement import Differing, differing, differing_statements
from fullarc.course.risk_statements import risk_statement
from fullarc.course.said import Said, numbered
from fullarc.course.score_series import JudgedSeries, judge_series, series_of
from fullarc.course.score_statements import score_statement
from fullarc.course.shown_at_the_work import without_the_work
from fullarc.course.signal_settings import DEFAULTS, SignalSettings
from fullarc.course.stability import StabilityCourse, stability_course
from fullarc.course.statement import Domain, Proof
from fullarc.course.subscales import under_their_totals, without_subscales
from fullarc.course.timeline import Timeline
from fullarc.course.tracked_statements import tracked_statements
from fullarc.course.written_scores import two_totals, with_written_scores
from fullarc.goals.attainment import attainment
from fullarc.instruments.catalogue import Catalogue, catalogue
from fullarc.reading.finding import Finding, Status
from fullarc.reading.reader import read

DIP_LEVEL = 1.0  # a level read from notes must rise this much
WORSE_PRESENTATION = 2  # of the last sessions: one hour is no worse presentation
SPOKEN_FOR = {Domain.SYMPTOM_BURDEN: 6, Domain.FUNCTIONAL_CAPACITY: 4, Domain.OVERALL_PRESENTATION: 3}


@dataclass(frozen=True, slots=True)
class _Indicators:
    courses: tuple[IndicatorCourse, ...]
    judged: Mapping[str, LevelChange]
    dips: Mapping[str, tuple[SeriesDip, ...]]
    levels: dict[str, tuple[Level, ...]]

    def set_aside(self, indicator: str) -> frozenset[date]:
        return frozenset(day for dip in self.dips[indicator] for day in dip.days)


def assess_timeline(
    timeline: Timeline,
    as_of: date | None = None,
    *,
    measures: Catalogue | None = None,
    settings: SignalSettings = DEFAULTS,
    expected: Mapping[str, LocalCourse] | None = None,
) -> CourseAssessment:
    """Judges a course of care by the rules in docs/methods/assessment.md.

    Only what is dated on or before `as_of` counts; without `as_of` the day of the last record is taken. `measures` is the
    catalogue to look thresholds up in; the shipped one when left out. `settings` are the thresholds of the signals, `expected` the
    practice's own expected courses by measure. Nothing reads the clock.
    """
    known = measures or catalogue()
    day = as_of or last_day(timeline)
    timeline = with_counts(with_written_scores(until(timeline, day), known))
    events = life_events(timeline)
    near = situations(events)
    danger = times_of_danger(risk_course(timeline, {}))
    series, indicators = _judged(timeline, near, known, danger)
    lasting = lasting_losses(_dips(series, indicators), timeline, series, indicators.levels)
    if lasting:
        series, indicators = _judged(timeline, near, known, (*danger, *lasting))
    by_id = {course.indicator: course for course in indicators.courses}
    risk = risk_course(timeline, _forms_by_name(series))
    dips = _dips(series, indicators)
    set_aside = frozenset(d for dip in dips for d in _days_of(dip, timeline))
    stability = stability_course(timeline, series, indicators.levels, set_aside)
    goals = _goals(timeline)
    contradictions = _contradictions(series, timeline, by_id)
    apart = differing(risk)
    drafts = _statements(timeline, day, series, indicators, risk, stability, goals, dips, contradictions, events, apart)
    lead, lead_ids = lead_of(drafts, problem_of(timeline).words)
    domains = _domains(timeline, series, indicators, risk, stability, drafts, set_aside)
    told = tuple((one, _statement_of(drafts, one.series.course.name)) for one in contradictions)
    sentences = tuple((one, draft.statement.text) for one, draft in told)
    evidence = Evidence(timeline, day, series, indicators.courses, goals, risk, sentences, settings, expected or {})
    return CourseAssessment(
        timeline=timeline,
        as_of=day,
        lead=lead,
        lead_statements=lead_ids,
        statements=tuple(draft.statement for draft in drafts),
        domains=domains,
        indicators=indicators.courses,
        scores=tuple(one.course for one in series),
        goals=goals,
        life_context=events,
        interventions=_interventions(timeline),
        responses=tuple(finding_proof(n) for n in timeline.findings if group_of(n.finding.indicator) == "responses"),
        dips=dips,
        disagreements=(
            *_about_risk(apart, drafts, series),
            *(
                Disagreement(
                    one.series.course.measure, one.indicators, one.begin, one.stretch[-1].date, draft.statement.id, one.series.course.name
                )
                for one, draft in told
            ),
        ),
        signals=signals_of(evidence),
        not_known=not_known(timeline, series, indicators.courses, day, two_totals(timeline, known)),
        goal_attainment=_attainment(timeline),
    )


def evidence_on(timeline: Timeline, day: date, *, measures: Catalogue | None = None, goals: bool = True) -> Evidence:
    """What the signals can know of a course on a day, as if it were still going on. Without `goals` no goal is looked at."""
    known = measures or catalogue()
    seen = replace(with_counts(with_written_scores(until(timeline, day), known)), ended=None)
    danger = times_of_danger(risk_course(seen, {}))
    series, indicators = _judged(seen, situations(life_events(seen)), known, danger)
    by_id = {course.indicator: course for course in indicators.courses}
    risk = risk_course(seen, _forms_by_name(series))
    found = tuple((one, disagreement_statement(one, day).statement.text) for one in _contradictions(series, seen, by_id))
    return Evidence(seen, day, series, indicators.courses, _goals(seen) if goals else (), risk, found)


def assess(timeline: Timeline, as_of: date | None = None) -> CourseAssessment:
    """Judges a course of care: what changed, whether it lasted, what else was going on, every sentence with its evidence.

    `timeline` comes of a folder (`fullarc.exchange.incoming.course_folder.read_course`) or of records of one's own
    (`fullarc.course.timeline.timeline_of`). Only what is dated on or before `as_of` counts; without it the day of the last record is
    taken. Rules: docs/methods/assessment.md; with thresholds of one's own: `assess_timeline`. Refused (ValueError): not one record.
    """
    return assess_timeline(timeline, as_of)


def last_day(timeline: Timeline) -> date:
    """The day of the last thing recorded. A timeline with nothing dated is refused."""
    rows = (timeline.sessions, timeline.notes, timeline.scores, timeline.ratings, timeline.entries, timeline.events, timeline.tracked)
    days = [kind[-1].date for kind in (*rows, timeline.logged_risk) if kind] + [day for day in (timeline.began,) if day is not None]
    if not days:
        raise ValueError(
            "found a course without a single dated record; expected at least one session, note or score, or a day to judge it on"
        )
    return max(days)


def until(timeline: Timeline, day: date) -> Timeline:
    """The timeline as it stood at the end of a day."""
    return replace(
        timeline,
        sessions=tuple(row for row in timeline.sessions if row.date <= day),
        notes=tuple(row for row in timeline.notes if row.date <= day),
        findings=tuple(row for row in timeline.findings if row.date <= day),
        scores=tuple(row for row in timeline.scores if row.date <= day),
        ratings=tuple(row for row in timeline.ratings if row.date <= day),
        entries=tuple(row for row in timeline.entries if row.date <= day),
        events=tuple(row for row in timeline.events if row.date <= day),
        tracked=tuple(row for row in timeline.tracked if row.date <= day),
        logged_risk=tuple(row for row in timeline.logged_risk if row.date <= day),
        due=tuple(row for row in timeline.due if row.date <= day),
    )


def _judged(
    timeline: Timeline, near: Sequence[Proof], known: Catalogue, no_dips: Sequence[tuple[date, date]] = ()
) -> tuple[tuple[JudgedSeries, ...], _Indicators]:
    series = tuple(judge_series(records, timeline, near, known, no_dips) for records in series_of(timeline, known).values())
    return series, _indicators(timeline, near, no_dips)


def _indicators(timeline: Timeline, near: Sequence[Proof], no_dips: Sequence[tuple[date, date]]) -> _Indicators:
    levels = levels_of(of_present_use(without_the_work(timeline.findings, timeline.notes), timeline.notes))
    courses, judged, dips = [], {}, {}
    for indicator, series in levels.items():
        domain = domain_of(indicator)
        if domain is None:
            continue
        dips[indicator] = dips_of([Point(level.date, level.level) for level in series], DIP_LEVEL, near, no_dips)
        worse_in = WORSE_PRESENTATION if domain is Domain.OVERALL_PRESENTATION else 1
        result = change_of_levels(series, frozenset(day for dip in dips[indicator] for day in dip.days), worse_in=worse_in)
        judged[indicator] = result
        until = LATEST_NOTE if result.against else ""
        courses.append(IndicatorCourse(indicator, domain, result.change, result.durability, series, result.baseline, result.current, until))
    courses.sort(key=lambda course: (-len(course.levels), course.indicator))
    return _Indicators(tuple(courses), judged, dips, levels)


def _dips(series: Sequence[JudgedSeries], indicators: _Indicators) -> tuple[Dip, ...]:
    """Dips worth a statement: seen in a score; where no measure was given, in at least two indicators at once.

    A subscale is not told beside the total of the same form.
    """
    told = without_subscales(series, lambda one: one.course)
    scores = {one.course.key: one.dips for one in told if one.dips and one.of_outcome}
    together = merged({**scores, **{name: dips for name, dips in indicators.dips.items() if dips}})
    measured = any(one.step is not None and len(one.valid) > 2 for one in series)
    return tuple(dip for dip in together if any(topic in scores for topic in dip.topics) or (not measured and len(dip.topics) > 1))


def _days_of(dip: Dip, timeline: Timeline) -> list[date]:
    return [session.date for session in timeline.sessions if dip.begin <= session.date <= dip.end]


def _goals(timeline: Timeline) -> tuple[GoalCourse, ...]:
    read_in_goal: dict[str, tuple[Finding, ...]] = {goal.id: tuple(read(goal.text, learned=False)) for goal in timeline.goals}
    return tuple(goal_course(goal, timeline, read_in_goal) for goal in timeline.goals)


def _contradictions(
    series: Sequence[JudgedSeries], timeline: Timeline, indicators: Mapping[str, IndicatorCourse]
) -> tuple[Contradiction, ...]:
    return tuple(found for one in series if (found := contradiction(one, timeline.notes, indicators)) is not None)


def _attainment(timeline: Timeline) -> tuple[float, float] | None:
    """GAS T at the start and now, over the goals that have both; None when there is no such goal."""
    result = attainment(timeline.goals, timeline.ratings)
    return None if result.baseline is None or result.current is None else (result.baseline, result.current)


def _interventions(timeline: Timeline) -> tuple[tuple[str, tuple[Proof, ...]], ...]:
    found: dict[str, dict[date, Proof]] = {}
    for noted in timeline.findings:
        if group_of(noted.finding.indicator) == "interventions" and noted.finding.status in {Status.PRESENT, Status.UNCERTAIN}:
            found.setdefault(noted.finding.indicator, {}).setdefault(noted.date, finding_proof(noted))
    return tuple((name, tuple(days.values())) for name, days in sorted(found.items(), key=lambda item: -len(item[1])))


def _statements(
    timeline: Timeline,
    as_of: date,
    series: Sequence[JudgedSeries],
    indicators: _Indicators,
    risk: RiskCourse,
    stability: StabilityCourse,
    goals: Sequence[GoalCourse],
    dips: Sequence[Dip],
    contradictions: Sequence[Contradiction],
    events: Sequence[Proof],
    apart: Sequence[Differing],
) -> tuple[Said, ...]:
    names = {one.course.key: one.course.name for one in series}
    scores = under_their_totals([(one, draft) for one in series if (draft := score_statement(one, as_of)) is not None])
    drafts: list[Said | None] = [*scores, *details_marked(_indicator_statements(timeline, indicators, as_of), scores)]
    drafts += [goal_statement(goal, timeline, as_of) for goal in goals]
    drafts += [dip_statement(dip, _dip_proofs(dip, series, indicators), names, as_of, _back_on(dip, timeline)) for dip in dips]
    drafts += [disagreement_statement(one, as_of) for one in contradictions]
    drafts += differing_statements(apart, as_of)
    drafts += [risk_statement(risk, as_of), stability_statement(stability, as_of), life_statement(events, as_of, _began(timeline))]
    drafts += log_statements(timeline.entries)
    drafts += tracked_statements(timeline.tracked)
    return numbered(with_the_problem_first([draft for draft in drafts if draft is not None], problem_of(timeline)))


def _began(timeline: Timeline) -> date | None:
    """The day on which the course began, or of its first session or note; None where only scores are known."""
    days = [row.date for rows in (timeline.sessions, timeline.notes) for row in rows[:1]]
    return timeline.began or min(days, default=None)


def _indicator_statements(timeline: Timeline, indicators: _Indicators, as_of: date) -> list[Said]:
    """The fullest of each domain; an indicator that moved goes before one that did not, and those that did not share a sentence."""
    quantities = quantities_of(timeline.findings)
    drafts = [
        draft
        for course in indicators.courses
        if course.domain in ORDERS
        and (draft := indicator_statement(course, indicators.judged[course.indicator], quantities, as_of)) is not None
    ]
    kept: list[Said] = []
    for domain, number in SPOKEN_FOR.items():
        of_domain = unchanged_together([draft for draft in drafts if draft.domain is domain])
        kept += sorted(of_domain, key=lambda draft: -draft.weight)[:number]
    return kept


def _dip_proofs(dip: Dip, series: Sequence[JudgedSeries], indicators: _Indicators) -> list[Proof]:
    proofs = []
    for one in series:
        if one.course.key in dip.topics:
            proofs += [
                score_proof(record, one.course.name)
                for record in one.valid
                if record.date in one.dip_days and dip.begin <= record.date <= dip.end
            ]
    for topic in dip.topics:
        for level in indicators.levels.get(topic, ()):
            if dip.begin <= level.date <= dip.end:
                proofs += level.proofs
    return proofs


def _back_on(dip: Dip, timeline: Timeline) -> date | None:
    return next((session.date for session in timeline.sessions if session.date > dip.end and session.number is not None), None)


def _statement_of(drafts: Sequence[Said], name: str) -> Said:
    """The statement of the disagreement of a series, found by the name that says its scale and who answered."""
    return next(one for one in drafts if one.lead == name and one.statement.rule.startswith("disagreement."))


def _about_risk(apart: Sequence[Differing], drafts: Sequence[Said], series: Sequence[JudgedSeries]) -> list[Disagreement]:
    """The disagreements of notes and forms about suicidality, one a statement; they go before those of whole stretches."""
    measures = {name: measure for (measure, _), name in _forms_by_name(series).items()}
    found = []
    for draft in drafts:
        days = [one for one in apart if one.is_told_by(draft.statement)]
        if days:
            form, indicators = days[0].form_name, tuple(dict.fromkeys(mention.indicator for one in days for mention in one.note))
            found.append(Disagreement(measures.get(form, form), indicators, days[0].day, days[-1].day, draft.statement.id, form, True))
    return found


def _forms_by_name(series: Sequence[JudgedSeries]) -> dict[tuple[str, str], str]:
    """The name of each form by measure and informant: that of its total where it has one, not that of a subscale."""
    ordered = sorted(series, key=lambda one: one.course.scale == "total")
    return {(one.course.measure, one.course.informant): one.course.name for one in ordered}


def _domains(
    timeline: Timeline,
    series: Sequence[JudgedSeries],
    indicators: _Indicators,
    risk: RiskCourse,
    stability: StabilityCourse,
    drafts: Sequence[Said],
    set_aside: frozenset[date],
) -> tuple[DomainCourse, ...]:
    """The days of a dip that the course shows are set aside for every part, also for one that says nothing of it."""
    parts = [indicator_as_part(course, indicators.set_aside(course.indicator) | set_aside, STEP) for course in indicators.courses]
    parts += [scores_as_part(one, set_aside) for one in series if one.of_outcome and one.course.scale == "total"]
    rolled = {domain: (roll_up(domain, parts), RULE) for domain in ORDERS}
    rolled[Domain.STABILITY] = (RolledUp(stability.change, stability.durability, ()), RULE_STABILITY)
    rolled[Domain.RISK_PROFILE] = (
        RolledUp(risk.change, risk.durability, tuple(dict.fromkeys(m.indicator for m in risk.mentions))),
        RULE_RISK,
    )
    unsteady = sum(level.level > 0 for level in stability.levels)
    courses = []
    for domain in Domain:
        result, rule = rolled[domain]
        rests, missing = domain_rests_on(domain, indicators.courses, series, risk, len(timeline.notes), unsteady)
        ids = tuple(draft.statement.id for draft in drafts if draft.domain is domain)
        courses.append(DomainCourse(domain, result.change, result.durability, ids, rests, missing, rule, result.parts))
    return tuple(courses)

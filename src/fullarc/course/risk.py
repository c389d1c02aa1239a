"""The risk profile. It is never averaged: the most serious unresolved signal decides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.course.assessment import Level
from fullarc.course.change import settle
from fullarc.course.durability import Held
from fullarc.course.groups import group_of
from fullarc.course.levels import NO_LEVEL, as_it_counts, speaks_about_now
from fullarc.course.proofs import finding_proof, logged_risk_proof
from fullarc.course.statement import Change, Durability, Kind, Proof
from fullarc.course.timeline import NotedFinding, Review, Timeline
from fullarc.instruments.informants import told_by
from fullarc.reading.danger.danger_from_others import CARRIED_BY, FROM_OTHERS, VIOLENCE, denies_others, from_others
from fullarc.reading.danger.whose_violence import whose
from fullarc.reading.finding import Finding, Severity, Status

DENIALS_THAT_RESOLVE = 2
QUIET_DAYS = 28
BASELINE_DAYS = 3
RECENT_DAYS = 14
SUICIDE, SELF_HARM, OTHERS, BY_OTHERS, CARE = "suicide", "self_harm", "others", "by_others", "care"
_FAMILY = {
    "suicidal_ideation": SUICIDE,
    "suicide_plan": SUICIDE,
    "suicide_intent": SUICIDE,
    "suicide_attempt": SUICIDE,
    "suicide_warning_sign": SUICIDE,
    "access_to_means": SUICIDE,
    "self_harm": SELF_HARM,
    "self_harm_urge": SELF_HARM,
    "homicidal_ideation": OTHERS,
    "violence": OTHERS,
    FROM_OTHERS: BY_OTHERS,
    "crisis_contact": CARE,
    "hospitalization": CARE,
    "emergency_visit": CARE,
}
DANGERS = (
    "suicide_attempt",
    "suicide_intent",
    "suicide_plan",
    "suicidal_ideation",
    "homicidal_ideation",
    "self_harm",
    FROM_OTHERS,
    "violence",
    "suicide_warning_sign",
    "access_to_means",
    "self_harm_urge",
)
BY_GRAVITY = (*DANGERS, "hospitalization", "emergency_visit", "crisis_contact")  # the gravest first; it gives a day and a signal their name
_RESOLVES = frozenset({"suicidal_ideation", "self_harm", "self_harm_urge", "homicidal_ideation", "violence", FROM_OTHERS})
HISTORY = ("suicide_attempt", "suicide_plan", "suicide_intent", "self_harm", "violence", "homicidal_ideation", "hospitalization")
PROTECTS = "protective_factor"
_SERIOUS = frozenset({"suicide_plan", "suicide_intent", "suicide_attempt", "hospitalization", "emergency_visit", "crisis_contact"})


def family_of(danger: str) -> str:
    """The kind of risk that a danger is of: what is open and denied together."""
    return _FAMILY[danger]


@dataclass(frozen=True, slots=True)
class RiskMention:
    """One thing said about risk on one day: its level (0 asked and denied, 1 doubtful or mild, 2, 3 most serious)."""

    date: date
    indicator: str
    level: float
    proof: Proof
    by: str = ""  # of violence: who did it, as far as the words say
    contested: bool = False  # its own note denies it as well

    @property
    def family(self) -> str:
        return family_of(self.indicator)


@dataclass(frozen=True, slots=True)
class RiskCourse:
    mentions: tuple[RiskMention, ...]
    unresolved: tuple[RiskMention, ...]  # the latest positive of each family that nothing has resolved, most pressing first
    change: Change
    durability: Durability
    since: date | None
    levels: tuple[Level, ...]  # the most serious thing said on each day
    history: tuple[Proof, ...] = ()  # what notes tell of the time before: a past attempt, past self-harm; the gravest first
    protective: tuple[Proof, ...] = ()  # what notes name as protective

    @property
    def positive(self) -> tuple[RiskMention, ...]:
        return tuple(mention for mention in self.mentions if mention.level > 0)

    @property
    def gravest(self) -> tuple[RiskMention, ...]:
        """What was there on the gravest day of the course, the gravest first and all of its side; of days that are alike those of the
        latest."""
        days: dict[date, list[RiskMention]] = defaultdict(list)
        for mention in sorted(self.positive, key=gravity, reverse=True):
            days[mention.date].append(mention)
        if not days:
            return ()
        of_one_side = ([one for one in said if is_of_one_side(one.indicator, said[0].indicator)] for said in days.values())
        gravest = max(of_one_side, key=lambda said: (_gravities(said), said[0].date))
        return tuple(gravest)

    @property
    def denials(self) -> tuple[RiskMention, ...]:
        return tuple(mention for mention in self.mentions if mention.level == 0 and mention.indicator in _RESOLVES)


def gravity(mention: RiskMention) -> tuple[float, int, float]:
    """How grave a mention is: what is plainly there before what is doubtful, mild or denied in the same note, then by its kind, then by
    its level."""
    plain = 1.0 if mention.contested else 2.0
    return min(mention.level, plain), -BY_GRAVITY.index(mention.indicator), mention.level


def _gravities(said: Sequence[RiskMention]) -> tuple[tuple[float, int, float], ...]:
    """Of one day, each kind once, the gravest first: a day on which more was there than that is graver."""
    kinds: dict[str, tuple[float, int, float]] = {}
    for mention in said:
        kinds.setdefault(mention.indicator, gravity(mention))
    return tuple(kinds.values())


def risk_course(timeline: Timeline, names: Mapping[tuple[str, str], str]) -> RiskCourse:
    """What was said about risk, what of it is unresolved on the last day, and whether that is better or worse than at the start.

    A positive stays open until its kind was denied on two later days, or once and four weeks have passed without another.
    Contacts in a crisis close by themselves after four weeks without another. Silence closes nothing else. While anything is
    open the profile is not called improved.
    `names` gives the name of a form whose risk item was answered, by measure and informant.
    """
    said = [*_read(timeline), *_answered(timeline, names), *_logged(timeline)]
    mentions = tuple(sorted(said, key=lambda one: one.date))
    levels = _by_day(mentions)
    history, protective = _history(timeline), _protective(timeline)
    if not mentions:
        return RiskCourse((), (), Change.NOT_ENOUGH, Durability.NONE, None, (), history, protective)
    latest = max([note.date for note in timeline.notes] + [mention.date for mention in mentions])
    unresolved = _unresolved(mentions, latest)
    change, durability, since = _judge(levels, unresolved)
    return RiskCourse(mentions, unresolved, change, durability, since, levels, history, protective)


def _history(timeline: Timeline) -> tuple[Proof, ...]:
    """What notes tell of the past in so many words. It opens nothing and is no part of the change, but it is never left out.

    Self-harm and the like that this course has noted as present itself are told as "noted earlier"; a past attempt always stands.
    """
    told = [noted for noted in timeline.findings if noted.finding.indicator in HISTORY and not noted.finding.carried_forward]
    current = {noted.finding.indicator for noted in told if noted.finding.status is Status.PRESENT} - {HISTORY[0]}
    past = [n for n in told if n.finding.status is Status.HISTORICAL and n.finding.indicator not in current]
    return tuple(finding_proof(noted) for noted in sorted(past, key=lambda n: (HISTORY.index(n.finding.indicator), n.date)))


def _protective(timeline: Timeline) -> tuple[Proof, ...]:
    named = [n for n in timeline.findings if n.finding.indicator == PROTECTS and n.finding.status is Status.PRESENT]
    return tuple(finding_proof(noted) for noted in named if speaks_about_now(noted.finding))


def _read(timeline: Timeline) -> Iterable[RiskMention]:
    done_to_them = _from_others(timeline)
    texts, beside = _by_source(timeline)
    since = min((noted.date for noted in done_to_them), default=None)
    for noted in timeline.findings:
        finding = noted.finding
        if finding.indicator in CARRIED_BY and noted in done_to_them:
            yield RiskMention(noted.date, FROM_OTHERS, _level(FROM_OTHERS, finding.status, None), finding_proof(noted))
            continue
        if since is not None and noted.date > since and denies_others(finding):
            yield RiskMention(noted.date, FROM_OTHERS, 0.0, finding_proof(noted))
        if group_of(finding.indicator) != "risk" or finding.indicator in NO_LEVEL or not speaks_about_now(finding):
            continue
        level = _level(finding.indicator, finding.status, as_it_counts(noted).severity)
        by = whose(finding, beside[noted.source], texts.get(noted.source, "")) if finding.indicator == VIOLENCE else ""
        yield RiskMention(noted.date, finding.indicator, level, finding_proof(noted), by, level > 0 and _is_contested(noted, beside))


def _is_contested(noted: NotedFinding, beside: Mapping[str, Sequence[Finding]]) -> bool:
    """Whether the note denies the same danger too ("SI: asked, none since two weeks") and no clinician has said which of the two is so."""
    if noted.review in (Review.CORRECTED, Review.ADDED, Review.CONFIRMED):
        return False
    return any(each.indicator == noted.finding.indicator and each.status is Status.DENIED for each in beside[noted.source])


def _by_source(timeline: Timeline) -> tuple[dict[str, str], dict[str, list[Finding]]]:
    """The words and the findings of each note."""
    beside: dict[str, list[Finding]] = defaultdict(list)
    for noted in timeline.findings:
        beside[noted.source].append(noted.finding)
    return {note.source: note.text for note in timeline.notes}, beside


def _from_others(timeline: Timeline) -> frozenset[NotedFinding]:
    """What the notes tell of a danger to the client from others, each read with the other findings and the words of its note. To whatever a
    clinician gave the status of another time or person, its words tell of none."""
    texts, _ = _by_source(timeline)
    by_source: dict[str, list[NotedFinding]] = defaultdict(list)
    for noted in timeline.findings:
        taken_back = noted.status_said and noted.finding.status not in (Status.PRESENT, Status.UNCERTAIN)
        if noted.finding.indicator in CARRIED_BY and not taken_back:
            by_source[noted.source].append(noted)
    told: set[NotedFinding] = set()
    for source, rows in by_source.items():
        found = from_others([row.finding for row in rows], texts.get(source, ""))
        told.update(row for row in rows if row.finding in found)
    return frozenset(told)


def _level(indicator: str, status: Status, severity: Severity | None) -> float:
    if status is Status.DENIED or severity is Severity.NONE:
        return 0.0
    if status is Status.UNCERTAIN:
        return 1.0
    if indicator in _SERIOUS or severity is Severity.SEVERE:
        return 3.0
    return 1.0 if severity is Severity.MILD or indicator == "self_harm_urge" else 2.0


def _answered(timeline: Timeline, names: Mapping[tuple[str, str], str]) -> Iterable[RiskMention]:
    """Risk items of measures: an answer at or above its line is a positive, a lower one counts as asked and denied."""
    for record in timeline.scores:
        name = names.get((record.measure, record.informant)) or told_by(record.measure, record.informant)
        positive = {answer.about for answer in record.risk}
        for answer in record.risk:
            label = f"{name}, answer to item {answer.item}"
            proof = Proof(Kind.SCORE, record.date, label, record.source, record.session, indicator=answer.about, value=answer.answer)
            yield RiskMention(record.date, answer.about, 2.0 if answer.answer > 1 else 1.0, proof)
        for about in record.risk_asked:
            if about not in positive and about in _FAMILY:
                proof = Proof(
                    Kind.SCORE, record.date, f"{name}, answer to the risk item", record.source, record.session, indicator=about, value=0
                )
                yield RiskMention(record.date, about, 0.0, proof)


def _logged(timeline: Timeline) -> Iterable[RiskMention]:
    """What the client's own logs say at or above the line of a risk item. A lower answer is no denial: nobody has asked face to face."""
    for logged in timeline.logged_risk:
        if logged.about in _FAMILY:
            yield RiskMention(logged.date, logged.about, _level(logged.about, Status.PRESENT, None), logged_risk_proof(logged))


def _by_day(mentions: Sequence[RiskMention]) -> tuple[Level, ...]:
    days: dict[date, list[RiskMention]] = defaultdict(list)
    for mention in mentions:
        days[mention.date].append(mention)
    return tuple(
        Level(said[0].proof.session, day, max(one.level for one in said), tuple(one.proof for one in said))
        for day, said in sorted(days.items())
    )


def _unresolved(mentions: Sequence[RiskMention], latest: date) -> tuple[RiskMention, ...]:
    open_ones = []
    for family in dict.fromkeys(mention.family for mention in mentions):
        of_family = [mention for mention in mentions if mention.family == family]
        positives = [mention for mention in of_family if mention.level > 0]
        if not positives or _is_resolved(positives[-1].date, of_family, latest):
            continue
        last_day = [mention for mention in positives if mention.date == positives[-1].date]
        open_ones.append(max(last_day, key=lambda mention: (mention.level, -BY_GRAVITY.index(mention.indicator))))
    return tuple(sorted(open_ones, key=lambda mention: _pressing(mention, latest)))


def _pressing(mention: RiskMention, latest: date) -> tuple[bool, int, float]:
    """What was told in the last two weeks of the record before what is older; within each the gravest first, as in the list of signals."""
    return (latest - mention.date).days >= RECENT_DAYS, BY_GRAVITY.index(mention.indicator), -mention.level


def _is_resolved(last_positive: date, of_family: Sequence[RiskMention], latest: date) -> bool:
    quiet = (latest - last_positive).days >= QUIET_DAYS
    if of_family[0].family == CARE:
        return quiet
    denied = {
        mention.date for mention in of_family if mention.level == 0 and mention.indicator in _RESOLVES and mention.date > last_positive
    }
    return len(denied) >= DENIALS_THAT_RESOLVE or (bool(denied) and quiet)


def is_of_one_side(danger: str, other: str) -> bool:
    """Whether two dangers are both of one side: to the client by the client, to other people, or to the client from others. One says
    nothing of a side that is not its own."""
    sides = (OTHERS, BY_OTHERS)
    return all((_FAMILY[danger] == side) == (_FAMILY[other] == side) for side in sides)


def told_or_answered_since(risk: RiskCourse, indicator: str, day: date) -> bool:
    """Whether what a note of a day tells of a danger asks for nothing now: later days have told of its kind, as grave or graver, or the
    kind was resolved since."""
    family, gravity = _FAMILY[indicator], BY_GRAVITY.index(indicator)
    if not any(one.family == family for one in risk.unresolved):
        return True
    later = [one for one in risk.positive if one.family == family and one.date > day]
    return any(BY_GRAVITY.index(one.indicator) <= gravity for one in later)


def _judge(levels: Sequence[Level], unresolved: Sequence[RiskMention]) -> tuple[Change, Durability, date | None]:
    first = levels[:BASELINE_DAYS] if len(levels) > BASELINE_DAYS else levels[: max(1, len(levels) - 1)]
    baseline = max(level.level for level in first)
    current = max((mention.level for mention in unresolved), default=0.0)
    if not unresolved and baseline >= 1:
        change = Change.IMPROVED
    elif current >= baseline + 1:
        change = Change.WORSENED
    else:
        return Change.NO_CLEAR_CHANGE, Durability.NONE, None
    worse = change is Change.WORSENED
    held = [Held(one.date, one.level >= baseline + 1 if worse else one.level <= baseline - 1) for one in levels[len(first) :]]
    durability, since = settle(held, change) if held else (Durability.RECENT, None)
    return change, durability, since

"""What is true of a simulated client, before a word is written: latent severities, setbacks, risk, dips, disagreements."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from fullarc.course.statement import Change, Domain, Durability
from fullarc.demo.presentation import Presentation
from fullarc.demo.simulated import Verdict
from fullarc.demo.trajectories import SHAPES, trajectory, with_dip, with_return

STEADY = Verdict(Change.NO_CLEAR_CHANGE, Durability.NONE)
_GAINS = frozenset({"steady_gain", "uneven_gain", "sudden_gain", "situational_dip"})
_SETBACKS = frozenset({"deterioration", "relapse"})
DIP_EVENTS = ("bereavement", "breakup", "job_loss", "family_illness", "academic_event")
SHARE_THAT_DISAGREES = 0.7
SILENT_SHARE = 0.62  # from here on the measure rises and the notes are silent


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything by index of the attended session. `risk` names what is said: denied, passive, uncertain, active, urge, self_harm."""

    kind: str
    symptoms: tuple[float, ...]
    function: tuple[float, ...]
    presence: tuple[float, ...]
    unsteady: tuple[str, ...]  # "", crisis, emergency, swing, setback
    risk: tuple[str, ...]
    dip: tuple[int, int] | None  # first index and length
    dip_event: str
    silent_from: int | None  # the disagreement: from here on nothing is written about what the measure measures
    anxious: tuple[float, ...]  # what the disagreeing measure measures
    verdicts: Mapping[Domain, Verdict]


def plan_course(presentation: Presentation, kind: str, sessions: int, rng: Random) -> Plan:
    """Draws the truth of one course. The verdicts follow from how the trajectories are built."""
    symptoms = trajectory(kind, sessions, rng)
    function_kind = _function_kind(kind, rng)
    function = symptoms if function_kind == kind else trajectory(function_kind, sessions, rng)
    dip: tuple[int, int] | None = None
    if kind == "situational_dip":
        dip = (rng.randint(round(sessions * 0.55), round(sessions * 0.72)), rng.choice((1, 2)))
        symptoms = with_dip(symptoms, *dip, depth=0.5)
        function = with_dip(function, *dip, depth=0.4)
    silent_from = _silence(presentation, kind, sessions, rng)
    anxious = with_return(symptoms, silent_from, 0.42) if silent_from is not None else symptoms
    risk, risk_verdict = _risk(presentation, kind, sessions, rng)
    unsteady, stability = _stability(presentation, kind, sessions, risk_verdict, rng)
    verdicts = {
        Domain.SYMPTOM_BURDEN: SHAPES[kind].verdict,
        Domain.FUNCTIONAL_CAPACITY: SHAPES[function_kind].verdict,
        Domain.STABILITY: stability,
        Domain.RISK_PROFILE: risk_verdict,
        Domain.OVERALL_PRESENTATION: SHAPES[kind].verdict,
    }
    return Plan(
        kind=kind,
        symptoms=tuple(symptoms),
        function=tuple(function),
        presence=tuple(0.85 * value for value in symptoms),
        unsteady=unsteady,
        risk=risk,
        dip=dip,
        dip_event=rng.choice(DIP_EVENTS),
        silent_from=silent_from,
        anxious=tuple(anxious),
        verdicts=verdicts,
    )


def _function_kind(kind: str, rng: Random) -> str:
    if kind in {"deterioration", "dropout", "fluctuating", "relapse", "regained", "recent_gain", "situational_dip"}:
        return kind
    return rng.choices((kind, "plateau", "steady_gain"), (0.65, 0.15, 0.2))[0]


def _silence(presentation: Presentation, kind: str, sessions: int, rng: Random) -> int | None:
    able = kind in {"steady_gain", "sudden_gain"} and "gad-7" in presentation.measures[1:] and sessions >= 14
    return round(sessions * SILENT_SHARE) if able and rng.random() < SHARE_THAT_DISAGREES else None


def _stability(presentation: Presentation, kind: str, sessions: int, risk: Verdict, rng: Random) -> tuple[tuple[str, ...], Verdict]:
    """Unsteady sessions come early and stop, come late and stay, or come now and then.

    A crisis is a matter of risk too, so that only those have one whose risk is planned to move the same way at that time.
    """
    if "emotion_dysregulation" in presentation.symptoms:
        # Where the trouble is instability itself, stability goes the way of the symptoms.
        return ("",) * sessions, SHAPES[kind].verdict
    if presentation.unsteady and kind in _GAINS:
        chances = [0.85 if i < sessions * 0.33 else 0.35 if i < sessions * 0.5 else 0.02 for i in range(sessions)]
        verdict = Verdict(Change.IMPROVED, Durability.SUSTAINED)
    elif kind in _SETBACKS:
        chances = [0.03 if i < sessions * 0.55 else 0.85 for i in range(sessions)]
        verdict = Verdict(Change.WORSENED, Durability.SUSTAINED)
    else:
        chances = [0.3 if kind == "fluctuating" else 0.05] * sessions
        verdict = STEADY
    grave = [_is_grave(risk, i, sessions) for i in range(sessions)]
    return tuple(_setback(one, rng) if rng.random() < chance else "" for chance, one in zip(chances, grave, strict=True)), verdict


def _is_grave(risk: Verdict, i: int, sessions: int) -> bool:
    return (risk.change is Change.IMPROVED and i < 3) or (risk.change is Change.WORSENED and i >= sessions - 2)


def _setback(grave: bool, rng: Random) -> str:
    return rng.choices(("swing", "setback", "crisis", "emergency"), (4, 3, 2, 1) if grave else (4, 3, 0, 0))[0]


def _risk(presentation: Presentation, kind: str, sessions: int, rng: Random) -> tuple[tuple[str, ...], Verdict]:
    asked = ["denied" if rng.random() < 0.7 else "" for _ in range(sessions)]
    asked[0], asked[1], asked[-1], asked[-2] = "denied", "denied", "denied", "denied"
    if rng.random() >= presentation.risk:
        return tuple(asked), STEADY
    positive = (
        ["passive", "uncertain", "passive", "urge", "self_harm"] if presentation.id == "borderline" else ["passive", "passive", "uncertain"]
    )
    if kind in _SETBACKS:
        for i in range(sessions - 2, sessions):
            asked[i] = rng.choice(("passive", "active"))
        return tuple(asked), Verdict(Change.WORSENED, Durability.RECENT)
    if kind in {"plateau", "fluctuating", "recent_gain"}:
        for i in (0, 1, *range(3, sessions - 2, 3), sessions - 2, sessions - 1):
            asked[i] = "passive"
        return tuple(asked), STEADY
    if kind == "dropout":
        return tuple(asked), STEADY
    asked[0] = "passive"
    for i in range(1, 3):
        asked[i] = rng.choice(positive)
    for i in range(3, sessions):
        asked[i] = asked[i] or ("denied" if rng.random() < 0.3 else "")
    return tuple(asked), Verdict(Change.IMPROVED, Durability.SUSTAINED)

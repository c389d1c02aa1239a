"""SDQ and RCADS, scored from the sections of measures.md."""

from fractions import Fraction

from .arithmetic import filled_in, judge, missing, span, turned, whole

SDQ = {
    "emotional": (3, 8, 13, 16, 24),
    "conduct": (5, 7, 12, 18, 22),
    "hyperactivity": (2, 10, 15, 21, 25),
    "peer": (6, 11, 14, 19, 23),
    "prosocial": (1, 4, 9, 17, 20),
}
TOTAL_STARTS = {"": (), "parent": (14, 17), "teacher": (12, 16), "self": (16, 20)}


def sdq(a, informant=""):
    points = turned(a, (7, 11, 14, 21, 25), 2)
    found = {name: mean_times_five(points, items) for name, items in SDQ.items()}
    four = [found[name] for name in ("emotional", "conduct", "hyperactivity", "peer")]
    total = None if None in four else sum(four)
    scored = {name: judge(value) for name, value in found.items()} if not informant else {}
    return {"total": judge(total, TOTAL_STARTS[informant])} | scored | {"impact": judge(impact(a))}


def mean_times_five(points, items):
    answered = [points[n] for n in items if points.get(n) is not None]
    return None if len(answered) < 3 else whole(Fraction(sum(answered), len(answered)) * 5)


def impact(a):
    if a.get(26) == 0:
        return 0
    if missing(a, span(28, 32)):
        return None
    return sum((0, 0, 1, 2)[a[n]] for n in span(28, 32))


RCADS = {
    "separation": (5, 9, 17, 18, 33, 45, 46),
    "social_phobia": (4, 7, 8, 12, 20, 30, 32, 38, 43),
    "generalised": (1, 13, 22, 27, 35, 37),
    "panic": (3, 14, 24, 26, 28, 34, 36, 39, 41),
    "obsessive": (10, 16, 23, 31, 42, 44),
    "depression": (2, 6, 11, 15, 19, 21, 25, 29, 40, 47),
}


def rcads(a):
    anxious = [n for name, items in RCADS.items() if name != "depression" for n in items]
    return (
        {"total": judge(filled_in(a, span(1, 47))), "anxiety": judge(filled_in(a, anxious))}
        | {name: judge(filled_in(a, items)) for name, items in RCADS.items()}
    )  # fmt: skip


def rcads_25(a):
    low = (1, 4, 8, 10, 13, 15, 16, 19, 21, 24)
    return {
        "total": judge(filled_in(a, span(1, 25))),
        "depression": judge(filled_in(a, low)),
        "anxiety": judge(filled_in(a, [n for n in span(1, 25) if n not in low])),
    }


MEASURES = {"sdq": sdq, "rcads": rcads, "rcads-25": rcads_25}

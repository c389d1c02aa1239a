"""Measures of depression, scored from the sections of measures.md."""

from .arithmetic import filled_in, judge, span, turned, whole

PHQ_BANDS = (5, 10, 15, 20)


def phq_9(a):
    total = whole(filled_in(a, span(1, 9), 2, never=[9]))
    return {"total": judge(total, PHQ_BANDS, at_least=10)}


def phq_8(a):
    return {"total": judge(whole(filled_in(a, span(1, 8), 2)), PHQ_BANDS, at_least=10)}


def phq_2(a):
    return {"total": judge(filled_in(a, (1, 2)), at_least=3)}


def teens(a):
    return {"total": judge(whole(filled_in(a, span(1, 9), 2, never=[9])), PHQ_BANDS, at_least=11)}


def phq_4(a):
    return {
        "total": judge(filled_in(a, span(1, 4)), (3, 6, 9)),
        "anxiety": judge(filled_in(a, (1, 2)), at_least=3),
        "depression": judge(filled_in(a, (3, 4)), at_least=3),
    }


def ces_d(a):
    return {"total": judge(filled_in(turned(a, (4, 8, 12, 16), 3), span(1, 20)), at_least=16)}


def cesd_r(a):
    capped = {n: None if answer is None else min(answer, 3) for n, answer in a.items()}
    return {"total": judge(filled_in(capped, span(1, 20)), at_least=16)}


def epds(a):
    return {"total": judge(filled_in(a, span(1, 10)), at_least=13)}


def odsis(a):
    return {"total": judge(filled_in(a, span(1, 5)), at_least=8)}


def major(a):
    symptoms = [a[n] >= (1 if n == 9 else 2) for n in span(1, 9)]
    return (sum(symptoms) >= 5 and any(symptoms[:2]), 2 <= sum(symptoms) <= 4 and any(symptoms[:2]))


PATTERNS = {"phq-9": lambda a: dict(zip(("major_depressive", "other_depressive"), major(a), strict=True))}
MEASURES = {
    "phq-9": phq_9,
    "phq-8": phq_8,
    "phq-2": phq_2,
    "phq-a": teens,
    "phq-9-teens": teens,
    "phq-4": phq_4,
    "ces-d": ces_d,
    "cesd-r": cesd_r,
    "epds": epds,
    "odsis": odsis,
}

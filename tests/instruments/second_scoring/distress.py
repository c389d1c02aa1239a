"""Measures of distress, well-being, functioning, emotion regulation and alliance, scored from the sections of measures.md."""

from .arithmetic import filled_in, judge, span, turned, whole

CORE_BANDS = (6, 11, 15, 20, 25)


def core_10(a):
    ten = filled_in(turned(a, (2, 3), 4), span(1, 10), 1, never=[6])
    return {"total": judge(ten, CORE_BANDS, at_least=11)}


def core_om(a):
    risk = (6, 9, 16, 22, 24, 34)
    points = turned(a, (3, 4, 7, 12, 19, 21, 31, 32), 4)

    def clinical_score(items, allowed):
        total = filled_in(points, items, allowed, never=risk)
        return None if total is None else total / len(items) * 10

    return {
        "total": judge(clinical_score(span(1, 34), 3), CORE_BANDS, at_least=10),
        "wellbeing": judge(clinical_score((4, 14, 17, 31), 0)),
        "problems": judge(clinical_score((2, 5, 8, 11, 13, 15, 18, 20, 23, 27, 28, 30), 1)),
        "functioning": judge(clinical_score((1, 3, 7, 10, 12, 19, 21, 25, 26, 29, 32, 33), 1)),
        "risk": judge(clinical_score(risk, 0)),
        "non_risk": judge(clinical_score([n for n in span(1, 34) if n not in risk], 3)),
    }


def yp_core(a):
    return {"total": judge(filled_in(turned(a, (3, 5, 10), 4), span(1, 10), 1, never=[4]))}


def k10(a):
    return {"total": judge(whole(filled_in(a, span(1, 10), 1)), (16, 22, 30))}


def k6(a):
    return {"total": judge(filled_in(a, span(1, 6)), (5, 13), at_least=13)}


def dass_21(a):
    def doubled(items, allowed):
        half = whole(filled_in(a, items, allowed))
        return None if half is None else half * 2

    return {
        "total": judge(doubled(span(1, 21), 0)),
        "depression": judge(doubled((3, 5, 10, 13, 16, 17, 21), 1), (10, 14, 21, 28), at_least=10),
        "anxiety": judge(doubled((2, 4, 7, 9, 15, 19, 20), 1), (8, 10, 15, 20), at_least=8),
        "stress": judge(doubled((1, 6, 8, 11, 12, 14, 18), 1), (15, 19, 26, 34), at_least=15),
    }


def who_5(a):
    raw = filled_in(a, span(1, 5))
    return {"total": judge(None if raw is None else raw * 4, at_most=50)}


def pss_10(a):
    return {"total": judge(filled_in(turned(a, (4, 5, 7, 8), 4), span(1, 10)))}


def rses(a):
    return {"total": judge(filled_in(turned(a, (3, 5, 8, 9, 10), 3), span(1, 10)), (15, 26), below=15)}


def wsas(a):
    return {"total": judge(filled_in(a, span(1, 5)), (10, 21)), "without_work": judge(filled_in(a, span(2, 5)))}


def whodas_12(a):
    return {"total": judge(filled_in(a, span(1, 12), 1))}


def isi(a):
    return {"total": judge(filled_in(a, span(1, 7)), (8, 15, 22), at_least=10)}


def scales(a, count, parts):
    return {"total": judge(filled_in(a, span(1, count)))} | {name: judge(filled_in(a, items)) for name, items in parts.items()}


def ders(a):
    parts = {
        "non_acceptance": (11, 12, 21, 23, 25, 29),
        "goals": (13, 18, 20, 26, 33),
        "impulse": (3, 14, 19, 24, 27, 32),
        "awareness": (2, 6, 8, 10, 17, 34),
        "strategies": (15, 16, 22, 28, 30, 31, 35, 36),
        "clarity": (1, 4, 5, 7, 9),
    }
    return scales(turned(a, (20, 24, 2, 6, 8, 10, 17, 34, 22, 1, 7), 6), 36, parts)


def ders_16(a):
    parts = {"clarity": (1, 2), "goals": (3, 7, 15), "impulse": (4, 8, 11), "strategies": (5, 6, 12, 14, 16), "non_acceptance": (9, 10, 13)}
    return scales(a, 16, parts)


def ders_18(a):
    parts = {
        "awareness": (1, 4, 6),
        "clarity": (2, 3, 5),
        "goals": (8, 12, 15),
        "impulse": (9, 16, 18),
        "non_acceptance": (7, 13, 14),
        "strategies": (10, 11, 17),
    }
    return scales(turned(a, (1, 4, 6), 6), 18, parts)


def psychlops(a):
    return {"total": judge(filled_in(a, span(1, 4)))}


def wai_sr(a):
    return scales(a, 12, {"task": (1, 2, 10, 12), "bond": (3, 5, 7, 9), "goal": (4, 6, 8, 11)})


def br_wai(a):
    return {"total": judge(filled_in(a, span(1, 16)))}


def session_feedback(a):
    return {"total": judge(filled_in(a, span(1, 4)))}


MEASURES = {
    "core-10": core_10,
    "core-om": core_om,
    "yp-core": yp_core,
    "k10": k10,
    "k6": k6,
    "dass-21": dass_21,
    "who-5": who_5,
    "pss-10": pss_10,
    "rses": rses,
    "wsas": wsas,
    "whodas-12": whodas_12,
    "isi": isi,
    "ders": ders,
    "ders-16": ders_16,
    "ders-18": ders_18,
    "psychlops": psychlops,
    "wai-sr": wai_sr,
    "br-wai": br_wai,
    "session-feedback": session_feedback,
}

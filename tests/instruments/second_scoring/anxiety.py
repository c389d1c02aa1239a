"""Measures of anxiety, trauma and obsessions, scored from the sections of measures.md."""

from .arithmetic import Result, filled_in, judge, span, turned, whole


def gad_7(a):
    return {"total": judge(whole(filled_in(a, span(1, 7), 2)), (5, 10, 15), at_least=8)}


def gad_2(a):
    return {"total": judge(filled_in(a, (1, 2)), at_least=3)}


def pswq(a):
    return {"total": judge(filled_in(turned(a, (1, 3, 8, 10, 11), 6), span(1, 16)), at_least=45)}


def oasis(a):
    return {"total": judge(filled_in(a, span(1, 5)), at_least=8)}


def spin(a):
    parts = {"fear": (1, 3, 5, 10, 14, 15), "avoidance": (4, 6, 8, 9, 11, 12, 16), "physiological": (2, 7, 13, 17)}
    return {"total": judge(filled_in(a, span(1, 17)), at_least=19)} | {name: judge(filled_in(a, items)) for name, items in parts.items()}


def mini_spin(a):
    return {"total": judge(filled_in(a, (1, 2, 3)), at_least=6)}


def lsas(a):
    performance = [n for n in span(1, 24) if n in {1, 2, 3, 4, 6, 8, 9, 13, 14, 16, 17, 20, 21}]
    social = [n for n in span(1, 24) if n not in performance]
    both = {"performance": performance, "social": social}
    return {
        "total": judge(filled_in(a, span(1, 48)), at_least=30),
        "fear": judge(filled_in(a, span(1, 24))),
        "avoidance": judge(filled_in(a, span(25, 48))),
    } | {name: judge(filled_in(a, [*items, *(n + 24 for n in items)])) for name, items in both.items()}


def ies_r(a):
    parts = {"avoidance": (5, 7, 8, 11, 12, 13, 17, 22), "intrusion": (1, 2, 3, 6, 9, 16, 20), "hyperarousal": (4, 10, 14, 15, 18, 19, 21)}
    return {"total": judge(filled_in(a, span(1, 22)), at_least=33)} | {name: judge(filled_in(a, items)) for name, items in parts.items()}


def pcl_5(a):
    parts = {"intrusion": span(1, 5), "avoidance": (6, 7), "cognition_mood": span(8, 14), "arousal": span(15, 20)}
    total = judge(whole(filled_in(a, span(1, 20), 4)), at_least=33)
    return {"total": total} | {name: judge(filled_in(a, items)) for name, items in parts.items()}


def provisional_ptsd(a):
    clusters = ((span(1, 5), 1), ((6, 7), 1), (span(8, 14), 2), (span(15, 20), 2))
    return {"provisional_ptsd": all(sum(a[n] >= 2 for n in items) >= needed for items, needed in clusters)}


def pc_ptsd_5(a):
    if a.get(0) == 0:
        return {"total": Result(None) if any(a.get(n) for n in span(1, 5)) else judge(0, at_least=4)}
    return {"total": judge(filled_in(a, span(1, 5)), at_least=4)}


def y_bocs(a):
    return {
        "total": judge(filled_in(a, span(1, 10)), (8, 16, 24, 32)),
        "obsessions": judge(filled_in(a, span(1, 5))),
        "compulsions": judge(filled_in(a, span(6, 10))),
    }


PATTERNS = {"pcl-5": provisional_ptsd}
MEASURES = {
    "gad-7": gad_7,
    "gad-2": gad_2,
    "pswq": pswq,
    "oasis": oasis,
    "spin": spin,
    "mini-spin": mini_spin,
    "lsas": lsas,
    "ies-r": ies_r,
    "pcl-5": pcl_5,
    "pc-ptsd-5": pc_ptsd_5,
    "y-bocs": y_bocs,
}

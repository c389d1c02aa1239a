"""AUDIT, ASRS, MDQ and the C-SSRS screener, scored from the sections of measures.md."""

from .arithmetic import Result, filled_in, judge, missing, span


def audit(a):
    if a.get(1) == 0:
        a = a | {n: 0 for n in span(2, 8) if a.get(n) is None}
    return {"total": judge(filled_in(a, span(1, 10)), (8, 16, 20), at_least=8)}


def audit_c(a):
    return {"total": judge(filled_in(a, (1, 2, 3)), at_least=4)}


def asrs(a):
    return {"total": judge(filled_in(a, span(1, 18))), "part_a": judge(filled_in(a, span(1, 6)), at_least=14)}


def asrs_screen(a):
    """Four or more of six shaded; told as soon as the answers given decide it."""
    shaded = sum(a[n] is not None and a[n] >= (2 if n <= 3 else 3) for n in span(1, 6))
    could_be = shaded + len(missing(a, span(1, 6)))
    return {"positive_screen": True if shaded >= 4 else False if could_be < 4 else None}


def mdq(a):
    return {"total": judge(filled_in(a, span(1, 13)))}


def mdq_screen(a):
    yes, gone = sum(a[n] == 1 for n in span(1, 13)), len(missing(a, span(1, 13)))
    met = [True if yes >= 7 else None if yes + gone >= 7 else False]
    met.append(None if a[14] is None else a[14] == 1)
    met.append(None if a[15] is None else a[15] in (2, 3))
    return {"positive_screen": False if False in met else None if None in met else True}


def c_ssrs(a):
    """Every way the unanswered questions could be answered is tried: a level stands when all of them give it."""
    if a.get(2) == 0:
        if any(a.get(n) for n in (3, 4, 5)):
            return {"total": Result(None)}
        a = a | {3: 0, 4: 0, 5: 0}
    if a.get(6) == 0:
        if a.get(7):
            return {"total": Result(None)}
        a = a | {7: 0}
    gone = missing(a, span(1, 7))
    levels = {triage(a | {n: way >> place & 1 for place, n in enumerate(gone)}) for way in range(2 ** len(gone))}
    return {"total": judge(levels.pop(), (1, 2, 3)) if len(levels) == 1 else Result(None)}


def triage(a):
    if a[4] or a[5] or a[7]:
        return 3
    if a[3] or a[6]:
        return 2
    return 1 if a[1] or a[2] else 0


PATTERNS = {"asrs": asrs_screen, "mdq": mdq_screen}
MEASURES = {"audit": audit, "audit-c": audit_c, "asrs": asrs, "mdq": mdq, "c-ssrs-screener": c_ssrs}

"""The lexicon made ready for reading: what each rule claims, and one net of the words of all of them."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fullarc.reading.phrases.kept_on_disk import kept
from fullarc.reading.phrases.lexicon import Rule, rule_of, rules
from fullarc.reading.phrases.matching import Finder
from fullarc.reading.phrases.net import Net
from fullarc.reading.phrases.phrase import Phrase, holds_denial

HERE = Path(__file__).parents[1]
MADE_FROM = ("indicators/**/*.toml", "text/*.py", "phrases/*.*")
DENIED_IN_A_GAP = frozenset(
    [
        "access_to_means",
        "suicide_warning_sign",
        "suicide_plan",
        "suicide_attempt",
        "violence",
        "hospitalization",
        "emergency_visit",
        "self_harm_urge",
    ]
)
ROLES = ("phrases", "unless", "needs")  # fields of a rule; a phrase speaks for its rule, against it, or is what the rule needs beside it


@dataclass(frozen=True, slots=True)
class Said:
    """What the phrases at one place mean: rules that speak, that something speaks against, that have what they need. `hinders` are those
    of `unless` that introduce what follows them, perhaps from another sentence. `deniable` are indicators that a "no" in a gap of these
    phrases denies ("has [no] gun"): the phrases hold no word of denial themselves."""

    rules: tuple[Rule, ...]
    unless: frozenset[Rule]
    needs: tuple[Rule, ...]
    hinders: tuple[Rule, ...]
    deniable: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """`finder` finds what the lexicon knows; `ids` are those of its rules, `needy` of the rules that count only in company."""

    finder: Finder[Said]
    ids: frozenset[str]
    needy: frozenset[str]


@cache
def rule_book() -> RuleBook:
    """The shipped lexicon. Refused: a rule file that cannot be used, naming file and key."""
    with uninterrupted():
        made_from = [path for pattern in MADE_FROM for path in HERE.glob(pattern)]
        return _book(kept("lexicon", made_from, lambda: _as_json(rules())))


def book_of(found: Sequence[Rule]) -> RuleBook:
    """A book of these rules alone, as for a practice's own phrases beside the shipped ones."""
    return _book(_as_json(found))


def _as_json(found: Sequence[Rule]) -> dict[str, Any]:
    phrases, owners, roles, denying = list[Phrase](), list[int](), list[int](), list[int]()
    for role, name in enumerate(ROLES):
        for number, rule in enumerate(found):
            of_rule: tuple[Phrase, ...] = getattr(rule, name)
            phrases += of_rule
            owners += [number] * len(of_rule)
            roles += [role] * len(of_rule)
            denying += [int(not phrase.gaps or holds_denial(phrase)) for phrase in of_rule]
    net = Net.of(phrases).as_json()
    return {"rules": [rule.as_json() for rule in found], "owners": owners, "roles": roles, "denying": denying, "net": net}


def _book(said: dict[str, Any]) -> RuleBook:
    known = [rule_of(each) for each in said["rules"]]
    owners, roles, denying = said["owners"], said["roles"], said["denying"]

    def meaning(phrases: Sequence[int]) -> Said:
        speak, unless, needs = (tuple(dict.fromkeys(known[owners[each]] for each in phrases if roles[each] == role)) for role in range(3))
        own = {known[owners[each]] for each in phrases if roles[each] == 0 and denying[each]}
        hinders = tuple([rule for rule in unless if rule.evidence == "what follows"])
        return Said(speak, frozenset(unless), needs, hinders, DENIED_IN_A_GAP.intersection(rule.indicator for rule in {*speak} - own))

    ids, needy = frozenset(rule.id for rule in known), frozenset(rule.id for rule in known if rule.needy)
    return RuleBook(Finder(Net.of_json(said["net"]), meaning), ids, needy)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds the garbage collector while rules are loaded: they stay for good, and looking through them over and over doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

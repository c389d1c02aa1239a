"""How far two people who annotated the same notes apart from each other agree."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from fullarc.reading.evaluation.gold import GoldNote
from fullarc.reading.evaluation.pairing import pairs
from fullarc.reading.evaluation.tally import Tallies
from fullarc.reading.phrases.lexicon import group_of


@dataclass
class Agreement:
    """F1 between the two for mentions (the second held against the first), and Cohen's kappa for the status of those that both saw."""

    tallies: Tallies = field(default_factory=Tallies)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: int = 0

    @property
    def kappa(self) -> float | None:
        return cohens_kappa(self.statuses)

    def as_json(self) -> dict[str, Any]:
        return {
            "notes": self.notes,
            "status_kappa": self.kappa,
            "groups": {name: each.as_json() for name, each in self.tallies.groups.items()},
        }


def agreement(annotated_twice: Iterable[tuple[GoldNote, GoldNote]]) -> Agreement:
    """Compares note by note, by the same rule for what matches that the reader is judged by."""
    result = Agreement()
    for first, second in annotated_twice:
        result.notes += 1
        made = pairs(first.text, first.findings, second.findings)
        for number, finding in enumerate(first.findings):
            for tally in result.tallies.of(group_of(finding["indicator"])):
                tally.annotated += 1
                if number in made:
                    tally.add(finding, second.findings[made[number]])
            if number in made:
                result.statuses[finding["status"], second.findings[made[number]]["status"]] += 1
        for finding in second.findings:
            for tally in result.tallies.of(group_of(finding["indicator"])):
                tally.found += 1
    return result


def cohens_kappa(counts: Counter[tuple[str, str]]) -> float | None:
    """(observed - expected) / (1 - expected) agreement (Cohen 1960, Educ Psychol Meas 20:37–46); None where chance alone agrees always."""
    total = sum(counts.values())
    if not total:
        return None
    seen = sum(count for (one, other), count in counts.items() if one == other) / total
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in counts.items():
        first[one] += count
        second[other] += count
    chance = sum(first[each] * second[each] for each in first) / total**2
    return None if chance == 1 else (seen - chance) / (1 - chance)

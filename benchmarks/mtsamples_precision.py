"""Precision on the judged mentions of the mtsamples reports, and the slowest report: python benchmarks/mtsamples_precision.py [--draw SEED]

--draw SEED prints a new sample to judge: 60 mentions of risk and 60 of symptoms, one a sentence, without the rule that spoke.
Needs the folder shared/ beside the project.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.outside.judged_mentions import judged, reports, still_made, wilson  # noqa: E402

from fullarc.reading.phrases.lexicon import group_of  # noqa: E402
from fullarc.reading.reader import read  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", type=int, metavar="SEED")
    seed = parser.parse_args().draw
    texts, findings, slowest = reports(ROOT.parent / "shared"), {}, 0.0
    read("Denies SI.")
    for key, text in texts.items():
        began = time.process_time()
        findings[key] = read(text)
        slowest = max(slowest, time.process_time() - began)
    if seed is not None:
        return draw(seed, texts, findings)
    mentions = judged()
    made = still_made(mentions, findings)
    for sample in sorted({each.sample for each in mentions}):
        for group in ("risk", "symptoms"):
            drawn, today = (
                share([each.right for each in among if each.group == group and each.sample == sample]) for among in (mentions, made)
            )
            print(f"sample {sample}, {group}: when drawn {drawn}; still made {today}")
    print(f"{len(texts)} reports, the slowest took {slowest:.2f} s of processor time")
    return 0


def share(right: list[bool]) -> str:
    low, high = wilson(sum(right), len(right))
    return f"{sum(right)} of {len(right)} right, {sum(right) / len(right):.2f} ({low:.2f}–{high:.2f})"


def draw(seed: int, texts: dict, findings: dict) -> int:
    chance = Random(seed)
    for group in ("risk", "symptoms"):
        by_sentence: dict = {}
        for key, found in findings.items():
            for each in found:
                if group_of(each.indicator) == group:
                    by_sentence.setdefault((*key, each.sentence), []).append(each)
        for file, name, sentence in chance.sample(sorted(by_sentence), min(60, len(by_sentence))):
            each, text = chance.choice(by_sentence[file, name, sentence]), texts[file, name]
            words = f"{text[sentence[0] : each.evidence.start]}[[{each.quote}]]{text[each.evidence.end : sentence[1]]}"
            print(
                f"{file} {name} {each.evidence.start} {each.evidence.end} {each.indicator} {each.status.value}: {' '.join(words.split())}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())

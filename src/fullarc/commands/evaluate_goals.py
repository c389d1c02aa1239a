"""`fullarc evaluate --goals`: how well the linker finds the goals that a note addresses."""

import json
from dataclasses import asdict
from pathlib import Path

from fullarc.commands.refusals import CallWasWrong
from fullarc.goals.added_model import nearness
from fullarc.goals.link_evaluation import LinkReport, LinksNotUsable, evaluate_links, linked_notes

PARTS = ("development", "test")


def evaluate_goals(links: Path, notes: Path, part: str | None, *, errors: bool, as_json: bool) -> int:
    """Prints the figures of each part, or of the one asked for; with a model added (`fullarc semantic add`) those with it as well.

    Differences are those of the part development, unless the test part
    is asked for by name."""
    if not links.is_dir():
        raise CallWasWrong(f"{links}: there is no such folder; give one with annotated goals by --links")
    try:
        chosen = {each: linked_notes(links, notes, each) for each in ([part] if part else PARTS)}
    except LinksNotUsable as refusal:
        raise CallWasWrong(str(refusal)) from None
    reports = {each: evaluate_links(found) for each, found in chosen.items()}
    if near := nearness():
        reports |= {f"{each}, with the added model": evaluate_links(found, near) for each, found in chosen.items()}
    if errors:
        print("\n".join(reports[part or "development"].errors))
    if as_json:
        print(json.dumps({each: _figures(report) for each, report in reports.items()}, indent=1))
    else:
        for each, report in reports.items():
            _print(each, report)
    return 0


def _figures(report: LinkReport) -> dict[str, object]:
    return {name: value for name, value in asdict(report).items() if name != "errors"}


def _print(part: str, report: LinkReport) -> None:
    between = f" ({report.f1_between[0]:.3f}–{report.f1_between[1]:.3f})" if report.f1_between else ""
    print(
        f"part {part}: {report.notes} notes, {report.goals} goals, {report.links} of them addressed; 95 % interval by bootstrap over notes"
    )
    print(f"  links: precision {_share(report.precision)}, recall {_share(report.recall)}, F1 {_share(report.f1)}{between}")
    print(f"  words shown overlap the annotated ones in {_share(report.same_words)} of the right links")
    print(f"  {report.address_none} notes address none of their goals; none was linked in {_share(report.abstention)} of them")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"

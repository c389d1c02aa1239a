"""The page of a measure in docs/instruments, from its definition: `python -m fullarc.instruments.definition_page docs/instruments`."""

import sys
from pathlib import Path

from fullarc.instruments.catalogue import Catalogue, catalogue
from fullarc.instruments.definition import Better, Instrument, Verdict
from fullarc.instruments.definition_words import RIGHTS, band_lines, figures_of, kind_words, scoring_lines, state_words
from fullarc.instruments.finder import GIVEN_AS, PROBLEMS, ages_of, given_as, minutes_of, printed_items

DEFINITIONS = "../../src/fullarc/instruments/definitions"


def page_of(instrument: Instrument) -> str:
    """The Markdown page of one measure."""
    head = f"# {instrument.short_name}: {instrument.name}\n\n{instrument.about}. Looks back over {instrument.recall}. "
    head += f"{'Lower' if instrument.better is Better.LOWER else 'Higher'} is better. {kind_words(instrument)}"
    parts = [head, _about(instrument), _section("Scoring", [f"- {line}" for line in map(_bold_state, scoring_lines(instrument))])]
    parts.append(_figures(instrument))
    if instrument.notes:
        parts.append(_section("Read with care", [f"- {note}" for note in instrument.notes]))
    return "\n\n".join(part for part in parts if part) + "\n"


def index_of(measures: Catalogue) -> str:
    """The Markdown table of all measures."""
    rows = [
        f"| [{one.short_name}]({one.id}.md) | {one.about} | {one.total.low:g}–{one.total.high:g} | {one.better.value} | "
        f"{'tracker' if one.tracker else 'screener'} | {one.verdict.value.replace('_', ' ')} |"
        for one in sorted(measures, key=lambda one: one.short_name.casefold())
    ]
    return "\n".join(
        [
            "# Measures",
            "",
            "One page a measure: source, rights, scoring, figures. The pages are written from the definition files by",
            "`python -m fullarc.instruments.definition_page docs/instruments`; a test holds them together.",
            "The format of those files is described in [format.md](format.md).",
            "",
            f"{len(measures)} measures. Goals that the client rates from 0 to 10 are part of the goals, not a measure here.",
            "",
            "| measure | what it is about | total | better | use | rights |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def write_pages(folder: Path) -> int:
    """Write the page of every measure and the index into `folder`; the number of pages."""
    for instrument in catalogue():
        (folder / f"{instrument.id}.md").write_text(page_of(instrument), encoding="utf-8")
    (folder / "README.md").write_text(index_of(catalogue()), encoding="utf-8")
    return len(catalogue())


def _about(instrument: Instrument) -> str:
    rights = RIGHTS[instrument.verdict]
    if instrument.verdict is Verdict.WORDING_CONDITIONAL:
        rights = f"{rights[:-1]} (see the [notice]({DEFINITIONS}/NOTICE-wording.md))."
    minutes, count, use = minutes_of(instrument), printed_items(instrument), instrument.use
    length = f"{count} questions, about {minutes} min (our estimate)" if count else "length not known"
    lines = [
        f"- Source: {instrument.source}",
        f"- Definition: [`{instrument.id}.toml`]({DEFINITIONS}/{instrument.id}.toml), version {instrument.version}",
        f"- For: {', '.join(PROBLEMS[problem] for problem in use.problems)}; {length}; {GIVEN_AS[given_as(instrument)]}",
        f"- Who: aged {ages_of(instrument)} ({use.ages_from.source}, {_bold_state(state_words(use.ages_from.verified))}); "
        f"answered by {' or '.join(use.answered_by)}",
        f"- Rights: {rights} {instrument.licence} ({instrument.licence_source})",
    ]
    if instrument.attribution:
        lines.append(f"- Attribution: {instrument.attribution}")
    codes = [f"{what} {code}" for what, code in (("panel", instrument.code), ("total", instrument.total.code)) if code]
    return "\n".join([*lines, f"- LOINC: {', '.join(codes)}"] if codes else lines)


def _figures(instrument: Instrument) -> str:
    figures, bands = figures_of(instrument), band_lines(instrument)
    if not figures and not bands:
        none = "No cut-off, band or reliable change was found for it: change cannot be judged, only shown."
        none = "A triage has levels and no figures." if instrument.total.levels else none
        return _section("Figures", [none])
    lines: list[str] = []
    if figures:
        lines = ["The first cut-off and the first reliable-change value are the defaults.", ""]
        lines += ["| scale | figure | value | where from | state |", "|---|---|---|---|---|"]
        lines += [f"| {one.scale} | {one.what} | {one.value} | {one.told} | {_bold_state(state_words(one.verified))} |" for one in figures]
    for name, words, source, verified in bands:
        lines += [*([""] if lines else []), f"Bands, {name.lower()} ({source}, {_bold_state(state_words(verified))}): {words}."]
    return _section("Figures", lines)


def _section(name: str, lines: list[str]) -> str:
    return "\n".join([f"## {name}", "", *lines])


def _bold_state(text: str) -> str:
    return text.replace("not verified", "**not verified**")


if __name__ == "__main__":
    print(f"{write_pages(Path(sys.argv[1]))} pages written")

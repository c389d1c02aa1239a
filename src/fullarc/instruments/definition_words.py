"""What a definition says, in sentences and rows: for the page of a measure in the application and the one in the documentation."""

from collections.abc import Iterator
from dataclasses import dataclass

from fullarc.instruments.definition import Better, Cutoff, Fact, GroupFigures, Instrument, MissingRule, Scale, Verdict

RIGHTS = {
    Verdict.WORDING: "Ships with its wording.",
    Verdict.WORDING_CONDITIONAL: "Ships with its wording, unaltered, in a file of its own under its own licence.",
    Verdict.SCORING: "No wording ships: answers are entered by item number from the licensed form, under neutral labels of our own.",
    Verdict.TOTAL_ONLY: "No wording ships: only scores are entered.",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a scale: what it is, its value, what it means with where it comes from, whether that was read."""

    scale: str
    what: str
    value: str
    told: str
    verified: bool


def scoring_lines(instrument: Instrument) -> list[str]:
    """How the measure is scored, a sentence a step, in the order of scoring."""
    return [*_scale_lines(instrument), *_form_lines(instrument), *_risk_lines(instrument), *_pattern_lines(instrument)]


def figures_of(instrument: Instrument) -> list[Figure]:
    """Every cut-off, reliable change, reliability, norm and meaningful change, scale by scale. The first of a kind is the default."""
    return [figure for scale in instrument.scales for figure in (*_own_figures(instrument, scale), *_group_figures(instrument, scale))]


def band_lines(instrument: Instrument) -> list[tuple[str, str, str, bool]]:
    """The bands of each scale and group: (scale and group, the bands in words, source, verified)."""
    found = []
    for scale in instrument.scales:
        named: list[tuple[Scale | GroupFigures, str]] = [(scale, scale.name)]
        named += [(group, f"{scale.name}, {group.who}") for group in scale.groups]
        for figures, name in named:
            if figures.bands and figures.bands_from:
                words = ", ".join(f"{stretch(band.low, band.high)} {band.label}" for band in figures.bands)
                found.append((name, words, figures.bands_from.source, figures.bands_from.verified))
    return found


def stretch(low: float, high: float) -> str:
    """A band's ends: 5–9, or 4 where both are the same."""
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def missing_words(rule: MissingRule) -> str:
    """What happens to unanswered items under this rule."""
    if not rule.allowed:
        return "none may be missing"
    rounded = "rounded half up" if rule.rounding == "half_up" else "decimals kept"
    return f"up to {rule.allowed} {'is' if rule.allowed == 1 else 'are'} filled in with the mean of the rest ({rounded})"


def kind_words(instrument: Instrument) -> str:
    """What it is meant for: an outcome measure, or a screener."""
    return "An outcome measure that may be repeated." if instrument.tracker else "A screener, not an outcome measure."


def state_words(verified: bool) -> str:
    """Whether somebody has read a figure at its source."""
    return "read at a source" if verified else "not verified"


def _scale_lines(instrument: Instrument) -> Iterator[str]:
    for scale in instrument.scales:
        yield f"{scale.name}: {scale.low:g} to {scale.high:g}{_combination(instrument, scale)}"
        for level in scale.levels:
            met = " or ".join(f"item {number} from {least}" for number, least in level.any_of) or "none of these"
            yield f"Level {level.value}, {level.label}: {met}; {level.source} ({state_words(level.verified)})"
    reverse = [str(item.number) for item in instrument.items if item.reverse]
    if reverse:
        yield f"Reversed: {', '.join(reverse)}"
    odd = [item for item in instrument.items if item.scored and any(option.points is not None for option in item.options)]
    for options in dict.fromkeys(item.options for item in odd):
        numbers = tuple(item.number for item in odd if item.options == options)
        counts = ", ".join(str(option.counts) for option in options)
        yield f"{_items(numbers)}: answers {', '.join(str(option.value) for option in options)} count {counts}"


def _combination(instrument: Instrument, scale: Scale) -> str:
    if not instrument.items:
        return ""
    if scale.sum_of:
        return f", sum of {', '.join(instrument.scale(part).name.lower() for part in scale.sum_of)}"
    text = f", {_items(scale.items).lower()}"
    if scale.levels:
        text += ", the highest level that is met"
    if scale.multiply != 1:
        text += f", sum times {scale.multiply:g}"
    if scale.average_times:
        text += f", mean of the items times {scale.average_times:g}"
    if scale.items_from and not scale.items_from.verified:
        text += f" (list of items not verified: {scale.items_from.source})"
    return text


def _form_lines(instrument: Instrument) -> Iterator[str]:
    if instrument.gate:
        yield "A question comes before the items; a no scores 0 without them."
    for skip in instrument.skips:
        after = "and counts 0, whatever is answered" if skip.answered_anyway == "zero" else "and counts 0 when left empty"
        told = f"{skip.source} ({state_words(skip.verified)})"
        yield f"Item {skip.item} answered {skip.on}: what follows is not asked {after} ({_items(skip.items).lower()}); {told}"
    if not instrument.items:
        return
    rule = instrument.missing
    if any(scale.missing is None for scale in instrument.scales):
        yield f"Missing items: {missing_words(rule)}; {rule.source} ({state_words(rule.verified)})"
    for own in dict.fromkeys(scale.missing for scale in instrument.scales if scale.missing):
        names = ", ".join(scale.name.lower() for scale in instrument.scales if scale.missing == own)
        yield f"Missing items, {names}: {missing_words(own)}; {own.source} ({state_words(own.verified)})"


def _risk_lines(instrument: Instrument) -> Iterator[str]:
    for risk in instrument.risk_items:
        about = f"{risk.about.replace('_', ' ')}; {state_words(risk.verified)}"
        yield f"Risk item {risk.number}: an answer of {risk.at_least} or more asks for attention at once ({about})."
    if instrument.risk_items:
        yield "A risk item is judged before the total, also on an incomplete form, and never filled in."


def _pattern_lines(instrument: Instrument) -> Iterator[str]:
    for pattern in instrument.patterns:
        parts = "; ".join(part.name for part in pattern.parts)
        when = "judged as soon as no missing answer could change it" if pattern.when_settled else "not judged with a missing item"
        name, told = pattern.name[:1].upper() + pattern.name[1:], f"{pattern.source} ({state_words(pattern.verified)})"
        yield f"{name}: {parts}. {told}. Never a diagnosis; {when}."


def _own_figures(instrument: Instrument, scale: Scale) -> Iterator[Figure]:
    yield from (_cutoff(instrument, scale.name, cutoff) for cutoff in scale.cutoffs)
    yield from (_fact(scale.name, "reliable change", fact) for fact in scale.reliable_change)
    yield from (_fact(scale.name, "reliability", fact) for fact in scale.reliability)
    named = {
        "clinical mean": scale.clinical_mean,
        "clinical SD": scale.clinical_sd,
        "functional mean": scale.functional_mean,
        "functional SD": scale.functional_sd,
        "meaningful change": scale.meaningful_change,
    }
    yield from (_fact(scale.name, what, fact) for what, fact in named.items() if fact)


def _group_figures(instrument: Instrument, scale: Scale) -> Iterator[Figure]:
    for group in scale.groups:
        yield from _figures_of_group(instrument, f"{scale.name}, {group.who}", group)


def _figures_of_group(instrument: Instrument, name: str, group: GroupFigures) -> Iterator[Figure]:
    yield from (_cutoff(instrument, name, cutoff) for cutoff in group.cutoffs)
    yield from (_fact(name, "reliable change", fact) for fact in group.reliable_change)


def _cutoff(instrument: Instrument, name: str, cutoff: Cutoff) -> Figure:
    more, beyond = ("or more", "above") if instrument.better is Better.LOWER else ("or less", "below")
    value = f"at {cutoff.at:g} {more}" if cutoff.inclusive else f"{beyond} {cutoff.at:g}"
    return Figure(name, "cut-off", value, f"{cutoff.meaning}; {cutoff.source}", cutoff.verified)


def _fact(name: str, what: str, fact: Fact) -> Figure:
    confidence = f" ({fact.confidence:.0%})" if fact.confidence else ""
    note = f"; {fact.note}" if fact.note else ""
    return Figure(name, what, f"{fact.value:g}", f"{fact.source}{confidence}{note}", fact.verified)


def _items(numbers: tuple[int, ...]) -> str:
    return f"{'Item' if len(numbers) == 1 else 'Items'} {_listed(numbers)}"


def _listed(numbers: tuple[int, ...]) -> str:
    """Numbers, runs of four and more as a range: 1, 3, 7 to 12."""
    found = list(numbers)
    parts: list[str] = []
    while found:
        run = 1
        while run < len(found) and found[run] == found[0] + run:
            run += 1
        parts += [f"{found[0]} to {found[run - 1]}"] if run > 3 else [str(number) for number in found[:run]]
        found = found[run:]
    return ", ".join(parts)

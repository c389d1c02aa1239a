"""Which scores a plan takes up: those of outcome measures on the clinical side of their cut-off."""

from datetime import date

from fullarc.instruments.definition import Better, Cutoff, Instrument
from fullarc.instruments.scale_scores import is_clinical
from fullarc.plans.draft import KnownMeasure


def clinical_measure(instrument: Instrument, value: float, on: date) -> KnownMeasure | None:
    """A total on the clinical side, with the first value on the healthy one. None for screeners, measures of the sessions
    themselves, measures without a published cut-off, and scores on the healthy side."""
    cutoff = instrument.total.cutoffs[0] if instrument.total.cutoffs else None
    if cutoff is None or not instrument.tracker or not instrument.domain or not is_clinical(value, cutoff, instrument.better):
        return None
    change = instrument.total.reliable_change
    healthy = functional_from(cutoff, instrument.better, instrument.total.decimals)
    return KnownMeasure(instrument.short_name, value, on, instrument.better.value, healthy, change[0].value if change else None)


def functional_from(cutoff: Cutoff, better: Better, decimals: int = 0) -> float:
    """The first value on the healthy side of a cut-off, in steps of the scale: 9 where 10 is clinical and lower is better."""
    if not cutoff.inclusive:
        return cutoff.at
    step: float = 10.0**-decimals
    return round(cutoff.at - step if better is Better.LOWER else cutoff.at + step, decimals)

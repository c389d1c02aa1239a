"""Response and remission: four labels that are not synonyms and are shown side by side."""

from dataclasses import dataclass
from enum import StrEnum

from fullarc.change.direction import improvement, is_clinical, reached
from fullarc.change.not_computed import NotComputed
from fullarc.change.percentage import percentage_change

RESPONSE, PARTIAL = 50.0, 25.0  # percent; customary, not verified at a source
NO_REMISSION_LINE = "A score for remission is not published for this measure."
NO_VALUE = "A reliable-change value is not published for this measure."
NO_CUTOFF = "A cut-off is not published for this measure."


class Response(StrEnum):
    RESPONSE = "response"
    PARTIAL = "partial response"
    NONE = "no response"
    WORSE = "worse"
    UNDEFINED = "undefined"  # the baseline was zero


@dataclass(frozen=True, slots=True)
class ResponseLabels:
    """What one pair of scores amounts to under each definition, or the sentence that says why it has no answer."""

    percent: float | NotComputed
    response: Response
    remission: bool | NotComputed
    reliable: bool | NotComputed
    below_cutoff: bool | NotComputed


def response_of(percent: float | NotComputed, response: float = RESPONSE, partial: float = PARTIAL, worse: float = PARTIAL) -> Response:
    """The response class of a percentage gain; thresholds in percent, inclusive (Y-BOCS uses 35 and 25)."""
    if isinstance(percent, NotComputed):
        return Response.UNDEFINED
    if percent >= response:
        return Response.RESPONSE
    if percent >= partial:
        return Response.PARTIAL
    return Response.WORSE if percent <= -worse else Response.NONE


def response_labels(
    pre: float,
    post: float,
    better: str,
    *,
    minimum: float = 0.0,
    remission_below: float | None = None,
    reliable: float | None = None,
    cutoff: float | None = None,
) -> ResponseLabels:
    """All four labels of one pair of scores.

    `remission_below` is the score below which (above, where higher is better) symptoms count as virtually absent: 5 on the PHQ-9.
    `reliable` is the published reliable-change value, `cutoff` the caseness value (on the clinical side itself).
    """
    percent = percentage_change(pre, post, better, minimum=minimum)
    return ResponseLabels(
        percent=percent,
        response=response_of(percent),
        remission=NotComputed(NO_REMISSION_LINE)
        if remission_below is None
        else not is_clinical(post, remission_below, better, inclusive=True),
        reliable=NotComputed(NO_VALUE) if reliable is None else reached(abs(improvement(pre, post, better)), reliable),
        below_cutoff=NotComputed(NO_CUTOFF) if cutoff is None else not is_clinical(post, cutoff, better, inclusive=True),
    )

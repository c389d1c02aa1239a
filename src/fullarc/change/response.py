"""Response and remission: four labels that are not synonyms and are shown side by side."""

from dataclasses import dataclass
from enum import StrEnum

from fullarc.change.direction import improvement, is_clinical
from fullarc.change.percentage import percentage_change

RESPONSE, PARTIAL = 50.0, 25.0  # percent; customary, not verified at a source


class Response(StrEnum):
    RESPONSE = "response"
    PARTIAL = "partial response"
    NONE = "no response"
    WORSE = "worse"
    UNDEFINED = "undefined"  # the baseline was zero


@dataclass(frozen=True, slots=True)
class ResponseLabels:
    """What one pair of scores amounts to under each definition; None where a definition has no value for this measure."""

    percent: float | None
    response: Response
    remission: bool | None
    reliable: bool | None
    below_cutoff: bool | None


def response_of(percent: float | None, response: float = RESPONSE, partial: float = PARTIAL, worse: float = PARTIAL) -> Response:
    """The response class of a percentage gain; thresholds in percent, inclusive (Y-BOCS uses 35 and 25)."""
    if percent is None:
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
        remission=None if remission_below is None else not is_clinical(post, remission_below, better, inclusive=True),
        reliable=None if reliable is None else abs(improvement(pre, post, better)) >= reliable,
        below_cutoff=None if cutoff is None else not is_clinical(post, cutoff, better, inclusive=True),
    )

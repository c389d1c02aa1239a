"""The indicators that tell of a danger to the client's own life, and when a finding of one stands."""

from fullarc.reading.finding import Status

TO_LIFE = frozenset({"suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_attempt", "self_harm"})
STANDS = frozenset({Status.PRESENT, Status.UNCERTAIN, Status.HYPOTHETICAL})

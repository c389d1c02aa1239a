"""What is named as protective, in words of this project: never a word of a note that it does not know."""

import re
from collections.abc import Sequence

from fullarc.course.days import listed
from fullarc.course.statement import Proof

_KNOWN = (
    "son", "sons", "daughter", "daughters", "child", "children", "kids", "baby", "grandchildren",
    "husband", "wife", "partner", "boyfriend", "girlfriend", "mother", "father", "mum", "mom", "dad", "parents", "sister", "brother",
    "family", "friend", "friends", "faith", "church", "dog", "cat", "pets", "job", "work", "school",
)  # fmt: skip
SOMETHING = "something protective is named"
_NAMED = re.compile(r"; [a-z, ]+ named as protective")


def protective_in_words(proofs: Sequence[Proof]) -> str:
    """Says "son named as protective"; where the words are others, that something protective is named."""
    words = [word for proof in proofs for word in re.findall(r"[a-z]+", proof.quote.lower()) if word in _KNOWN]
    return f"{listed(list(dict.fromkeys(words)))} named as protective" if words else SOMETHING


def without_persons(text: str) -> str:
    """The sentence for somebody who is told of risk and not of the client's people."""
    return _NAMED.sub(f"; {SOMETHING}", text)

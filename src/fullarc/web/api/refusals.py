"""What a call is refused for, other than what the house refuses everywhere. Raised, so that nothing of the call stays."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.forms import BaseForm

KINDS = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "nothing",
}


class Refused(Exception):
    """A call that is not done. `detail` says found, expected, what to do, and holds no name and no word of a record."""

    def __init__(self, status: int, detail: str, errors: Sequence[dict[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, errors


def unfit(detail: object) -> Refused:
    """What was sent can be read, and does not fit."""
    return Refused(422, str(detail))


def not_as_described(found: Iterable[Mapping[str, Any]]) -> Refused:
    """What was sent is not what the document describes. Values are not repeated: only of which kind they are."""
    errors = [
        {
            "where": place_of(each["loc"]),
            "found": "nothing" if each["type"] == "missing" else str(each["found"]),
            "expected": str(each["msg"]).removeprefix("Value error, ")[:300],
        }
        for each in list(found)[:20]
    ]
    return Refused(422, "Found values that do not fit; each place is named in errors. Correct them and send the call again.", errors)


def kind_of(value: object) -> str:
    """Of which kind a value is, in place of the value."""
    return KINDS.get(type(value), "something else")


def place_of(loc: Sequence[object]) -> str:
    """Where a value stands as its sender knows it: body.answers.3, query.page. What we call the whole ourselves is left out."""
    source, *path = map(str, loc)
    return ".".join([source, *(path[1:] if len(path) > 1 else path)])[:200]


def form_refused(form: BaseForm) -> Refused:
    """What the form of the page refuses, in the words of the page."""
    told = [
        {"where": name if name in form.fields else "body", "found": "a value that does not fit", "expected": str(words)[:300]}
        for name, each in form.errors.items()
        for words in each
    ]
    return Refused(422, "Found values that do not fit; each place is named in errors. Correct them and send the call again.", told)

"""The words with which forms are answered, each as one group of alternatives to put into a pattern, and where an item ends."""

from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("forms/form_answers.toml")
NO = rf"(?:{_W['no']}|{_W['no_in_short']})"
OF_A_NO = _W["of_a_no"]
YES = _W["yes"]
MARK = _W["mark"]
MARK_OF_NO = _W["mark_of_no"]
NOT_TOLD = _W["not_told"]
BLANK = _W["blank"]
ITEM_ENDS = r"\s*(?:$|[\n,;|/)\]]|[.!](?:\s|$))|\s{2,}"

"""The marks of forms written in one way before anything is read: circles as boxes ("○ Yes ● No"), the boxes of other fonts, an answer that
is struck out ("~~Yes~~ No") or is the one in bold type ("Yes / **No**"), and behind a label of danger that asks which, the words that are
ticked ("Means: ☐ none ☒ pills"). The text keeps its length, so that every place in it is a place in the note."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fullarc.reading.finding import Evidence, Finding
from fullarc.reading.forms.form_answers import NO, YES
from fullarc.reading.text.boxes import BOX, TICKED
from fullarc.reading.text.word_lists import alternatives_in

_W = alternatives_in("forms/marks_of_forms.toml")
_OTHER_BOXES = {
    **dict.fromkeys("▢❏❐❑❒◽◻⬚\uf0a8\uf06f\uf071\uf0a3", "☐"),
    **dict.fromkeys("🗹🗷⊠⮽⌧🅇\uf0fe\uf0fd\uf078\uf053", "☒"),
    **dict.fromkeys("◉⦿🔘", "☒"),
    **dict.fromkeys("🗸\uf0fc", "✓"),
    **dict.fromkeys("❌✖❎\uf0fb", "✗"),
    "\ufe0f": " ",
}
_ANOTHER_BOX = re.compile(f"[{''.join(_OTHER_BOXES)}]")
_HOLLOW, _FILLED = "○◯⚪", "●⚫⬤"
_TO_BOXES = str.maketrans(dict.fromkeys(_HOLLOW + "□", "☐") | dict.fromkeys(_FILLED + "■", "☒"))
_CIRCLE = re.compile(f"[{_HOLLOW}{_FILLED}]")
_ANSWER = rf"(?:{NO}|{YES}|{_W['level']})"
_CIRCLED_ANSWER = re.compile(
    rf"[{_HOLLOW}{_FILLED}][ \t]*+(?:yes|no|y|n)[ \t]*+(?=$|[{_HOLLOW}{_FILLED}])|(?<!\w)(?:yes|no|y|n)[ \t]?[{_HOLLOW}{_FILLED}]",
    re.IGNORECASE,
)
_BOLD = r"(?:\*{1,3}|_{1,2}|<(?:b|strong|u|mark)>)"
_BOLD_ENDS = r"(?:\*{1,3}|_{1,2}|</(?:b|strong|u|mark)>)"
_STRUCK = rf"(?:~~|<(?:s|del|strike)>)[ ]?{_ANSWER}[ ]?(?:~~|</(?:s|del|strike)>)"
_SET_OFF = rf"(?:{_BOLD}[ ]?{_ANSWER}[ ]?{_BOLD_ENDS}|[\[(][ ]?(?:yes|no|y|n)[ ]?[\])](?![ \t]*{_W['asks']}))"
_ITEM = rf"(?:{_STRUCK}|{_SET_OFF}|(?<![\w*_]){_ANSWER}(?![\w*_]))"
_ROW = re.compile(
    rf"(?<![\w*_~/]){_ITEM}(?:(?:[ \t]{{0,4}}[/|][ \t]{{0,4}}|[ \t]{{1,4}}or[ \t]{{1,4}}|[ \t]{{1,3}}){_ITEM}){{1,6}}(?!\w|[ \t]*+[/|])",
    re.IGNORECASE,
)
_EACH = re.compile(rf"(?P<struck>{_STRUCK})|(?P<set_off>{_SET_OFF})|(?P<bare>{_ANSWER})", re.IGNORECASE)
_MARKED = re.compile(r"[*_~<]|[\[(] ?(?:yes|no|y|n) ?[\])]", re.IGNORECASE)
_AN_ANSWER = re.compile(_ANSWER, re.IGNORECASE)
_WORDS = r"[^\s\[\]()☐□⬜◻☒☑✅:;|_]"
_OPTIONS = (
    rf"(?P<options>(?:{BOX}[ \t]*+(?!(?:yes|no|y|n)(?!\w)){_WORDS}{{1,30}}+"
    rf"(?:[ \t](?!(?-i:[A-Z])[\w/]*(?: \w+)?:){_WORDS}{{1,30}}+){{0,5}}+[ \t]*+){{1,8}}+)(?!{BOX})"
)
_ASKS_WHICH, _ASKS_FOR_A_PLAN, _ASKS_HOW_MUCH = (
    re.compile(rf"(?<!\w){_W[label]}[ \t]*+[:?–-]?[ \t]*+{_OPTIONS}", re.IGNORECASE)
    for label in ("asks_which", "asks_for_a_plan", "asks_how_much")
)
_OPTION = re.compile(rf"(?P<box>{BOX})(?P<words>(?:(?!{BOX})[^\n])*)", re.IGNORECASE)
_A_TICKED_BOX = re.compile(TICKED, re.IGNORECASE)
_OF_A_PLAN = re.compile(rf"{_ANSWER}|{_W['kind_of_plan']}", re.IGNORECASE)
_DEGREE = re.compile(rf"{_ANSWER}(?: risk)?(?:/{_ANSWER})?", re.IGNORECASE)


def in_plain_marks(text: str) -> str:
    """The text, as long as before, with the marks of its forms written in one way."""
    plain = _ANOTHER_BOX.sub(lambda found: _OTHER_BOXES[found[0]], text)
    if _CIRCLE.search(plain) or "■" in plain:
        plain = "\n".join(map(_with_boxes_for_circles, plain.split("\n")))
    if _MARKED.search(plain):
        plain = _ROW.sub(_only_what_counts, plain)
    if _A_TICKED_BOX.search(plain):
        plain = _ASKS_WHICH.sub(_only_what_is_ticked, plain)
        plain = _ASKS_FOR_A_PLAN.sub(lambda found: _only_what_is_ticked(found) if _has_one(found, _OF_A_PLAN) else found[0], plain)
        plain = _ASKS_HOW_MUCH.sub(lambda found: _only_what_is_ticked(found) if _all_are(found, _DEGREE) else found[0], plain)
    return plain


def in_the_words_of_the_note(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with their words as the note has them, with its own marks."""
    return [as_written(text, each) for each in findings]


def as_written(text: str, finding: Finding) -> Finding:
    """The finding with its words as the note has them."""
    start, end = finding.evidence.start, finding.evidence.end
    return finding if text[start:end] == finding.quote else replace(finding, evidence=Evidence(start, end, text[start:end]))


def _with_boxes_for_circles(line: str) -> str:
    """The line with its circles as boxes where empty ones stand beside full ones, or before an answer; else they mark items of a list."""
    hollow, filled = any(sign in line for sign in _HOLLOW), any(sign in line for sign in _FILLED)
    if (hollow and filled) or ("□" in line and "■" in line) or _CIRCLED_ANSWER.search(line):
        return line.translate(_TO_BOXES)
    return line


def _only_what_counts(row: re.Match[str]) -> str:
    """Of answers in a row the one that is not struck out, or the one that is set off from the others; blanks for the rest."""
    items = list(_EACH.finditer(row[0]))
    struck = [each for each in items if each["struck"]]
    set_off = [each for each in items if each["set_off"]]
    left = [each for each in items if not each["struck"]] if struck else set_off
    if len(left) != 1 or len(items) < 2:
        return row[0]
    begin, end = left[0].span()
    words = _AN_ANSWER.search(row[0], begin, end)
    if words is None:
        return row[0]
    return " " * words.start() + words[0] + " " * (len(row[0]) - words.end())


def _said(choice: re.Match[str]) -> list[str]:
    return [each["words"].strip() for each in _OPTION.finditer(choice["options"])]


def _has_one(choice: re.Match[str], kind: re.Pattern[str]) -> bool:
    return any(kind.match(each) for each in _said(choice))


def _all_are(choice: re.Match[str], kind: re.Pattern[str]) -> bool:
    return all(kind.fullmatch(each) for each in _said(choice))


def _only_what_is_ticked(choice: re.Match[str]) -> str:
    """The label with the words that are ticked, blanks for the rest; as it was where nothing is ticked."""
    options = list(_OPTION.finditer(choice["options"]))
    if not any(_A_TICKED_BOX.fullmatch(each["box"]) for each in options):
        return choice[0]
    label = choice[0][: choice.start("options") - choice.start()]
    words = (each["words"] if _A_TICKED_BOX.fullmatch(each["box"]) else " " * len(each["words"]) for each in options)
    return label + "".join(" " * len(each["box"]) + said for each, said in zip(options, words, strict=True))

"""Answers in the cells of a table with bars, tabs, commas or semicolons: "| SI | N | HI | N | SH | Y |", "| Suicidal ideation | Yes |",
"SI,N", a mark below "Yes" or "No", answers below a row of labels. What a cell says is taken together with the head of its column."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fullarc.reading.danger.means_at_hand import answered_for_means
from fullarc.reading.finding import Finding, Status
from fullarc.reading.forms.form_answers import MARK, MARK_OF_NO, NO, NOT_TOLD, OF_A_NO, YES
from fullarc.reading.forms.labels_of_danger import A_LABEL, LABEL, is_asked_for, may_be_asked, with_answer
from fullarc.reading.forms.past_in_forms import is_of_the_past
from fullarc.reading.text.boxes import EMPTY, TICKED
from fullarc.reading.text.word_lists import KIN, alternatives_in, any_of_the_people

_W = alternatives_in("forms/answers_in_cells.toml")
_BEHIND_AN_ANSWER = r"(?!\w)(?!\s?[.,–—-]\s?\d)(?=\W*$|\s*[,.;(–—-])"
_NO = re.compile(rf"(?:{NO}|0/\d+|{MARK_OF_NO}){OF_A_NO}?{_BEHIND_AN_ANSWER}", re.IGNORECASE)
_YES = re.compile(rf"(?:{YES}|[1-9]\d?(?:/\d+)?|{MARK}|{TICKED}){_BEHIND_AN_ANSWER}", re.IGNORECASE)
_MARK = re.compile(rf"{MARK}|{TICKED}", re.IGNORECASE)
_EMPTY = re.compile(EMPTY)
_NOT_TOLD = re.compile(rf"{NOT_TOLD}{_BEHIND_AN_ANSWER}", re.IGNORECASE)
_MINUS = re.compile(r"[-–—−]")
_TOLD_AFTER_A_NO = re.compile(rf"\b{_W['told_after_a_no']}\b", re.IGNORECASE)
_HEADS_KIN = re.compile(rf"(?:biological |bio )?(?:{_W['heads_kin']}|{any_of_the_people(*KIN)})(?:/.*)?", re.IGNORECASE)
_HEADS_WHO_TELLS = re.compile(rf"\b{_W['heads_who_tells']}\b", re.IGNORECASE)
_HEADS_WHAT_CAME_OF_IT = re.compile(rf"\b{_W['heads_what_came_of_it']}\b", re.IGNORECASE)
_HEADS_SOMETHING_ELSE = re.compile(rf"\b(?:{_W['heads_what_came_of_it']}|{_W['heads_something_else']})\b", re.IGNORECASE)
_HEADS_THE_PRESENT = re.compile(rf"\b{_W['heads_the_present']}\b", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+]*[-–—=]{2,}[\s|:+–—=-]*")
_VALUE = re.compile(rf"(?:{NO}|{YES}|{NOT_TOLD}|{MARK}|{MARK_OF_NO}|\d{{1,2}}(?:/\d{{1,3}})?)(?: \([^()]*\))?", re.IGNORECASE)
_OPENS_WITH = re.compile(rf"[\W_]*(?:{_W['before_a_label']}\s+)*(?:[\w-]+\s?/\s?)*", re.IGNORECASE)
_LABEL_ENDS = re.compile(rf"(?:\s?/\s?{LABEL})*(?:\s+{_W['behind_a_label']})*\s*(?:\([^)]*\))?[\s:?*_\"]*$", re.IGNORECASE)
_FIRST_OF = (Status.PRESENT, Status.HISTORICAL, Status.OTHER_PERSON, Status.DENIED, Status.UNCERTAIN)
_SEPARATOR = re.compile(r"[|\t,;]")
_A_LABEL = re.compile(rf"(?:{_W['before_a_label']} )*(?:{LABEL}|{_W['words_of_danger']})(?: {_W['behind_a_label']})*", re.IGNORECASE)
_A_SHORT_CELL = re.compile(r"[^\n]{0,40}")
CELLS_AHEAD = 12
ROWS_BELOW = 40

_Cells = list[tuple[int, int]]
_Said = tuple[Status, str]


@dataclass(frozen=True, slots=True)
class _Table:
    """The cells of each row, by where they begin and end; what the first row says of its columns, where it is a head."""

    rows: list[_Cells]
    heads: list[str]

    @property
    def of_informants(self) -> bool:
        """Whether its columns are of those who told it: "Child | Mother"."""
        return any(_HEADS_WHO_TELLS.search(head) for head in self.heads)


def with_answers_in_cells(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of risk and of symptoms that are all that a cell names, with the status that the cells beside or below it give them."""
    if not _SEPARATOR.search(text):
        return list(findings)
    tables = [_Table(rows, _heads(text, rows)) for rows in _rows_of_tables(text)]
    starts = [table.rows[0][0][0] for table in tables]
    return [_answered(text, each, tables, starts) if may_be_asked(each) else each for each in findings]


def _rows_of_tables(text: str) -> Iterator[list[_Cells]]:
    """The rows of each table; lines with bars, or with tabs, or of values parted by commas, that follow each other are one table."""
    begin, rows = 0, list[_Cells]()
    for line in text.split("\n"):
        cells = _cells(text, begin, line) or _values(text, begin, line, below=rows)
        if cells:
            rows.append(cells)
        elif rows:
            yield rows
            rows = []
        begin += len(line) + 1
    if rows:
        yield rows


def _cells(text: str, begin: int, line: str) -> _Cells:
    """The cells of a line that has bars or tabs."""
    parted_by = "|" if "|" in line else "\t"
    cells = _parted(begin, line, parted_by)
    opens_with_a_bar = parted_by == "|" and bool(cells) and not text[slice(*cells[0])].strip()
    return cells[1:] if opens_with_a_bar else cells


def _values(text: str, begin: int, line: str, *, below: Sequence[_Cells]) -> _Cells:
    """The values of a line that are parted by commas or semicolons: a label with its answers ("SI,N"), a head of labels, or as many
    values as the lines above have."""
    for parted_by in ",;":
        cells = _parted(begin, line, parted_by)
        words = [_words(text, cell) for cell in cells]
        if not cells or not all(_A_SHORT_CELL.fullmatch(each) for each in words):
            continue
        labels = [_A_LABEL.fullmatch(each) is not None for each in words]
        answers = [_VALUE.fullmatch(each) is not None for each in words]
        answered = labels[0] and all(is_label or is_answer for is_label, is_answer in zip(labels, answers, strict=True)) and any(answers)
        heads = not below and sum(labels) > 1 and not any(answers) and _follows_a_row(text, begin + len(line) + 1, parted_by, len(cells))
        goes_on = bool(below) and len(below[-1]) == len(cells) and any(answers)
        if answered or heads or goes_on:
            return cells
    return []


def _follows_a_row(text: str, begin: int, parted_by: str, width: int) -> bool:
    """Whether the line that begins there has as many values, and behind the first nothing but answers."""
    end = text.find("\n", begin)
    cells = _parted(begin, text[begin : end if end >= 0 else len(text)], parted_by)
    return len(cells) == width and all(not (said := _words(text, cell)) or _VALUE.fullmatch(said) for cell in cells[1:])


def _parted(begin: int, line: str, parted_by: str) -> _Cells:
    """Where the cells of a line begin and end; none without what parts them."""
    edges = [-1, *(place for place, sign in enumerate(line) if sign == parted_by), len(line)]
    return [(begin + left + 1, begin + right) for left, right in pairwise(edges)] if len(edges) > 2 else []


def _heads(text: str, rows: list[_Cells]) -> list[str]:
    """What stands in the first row of a table, where it heads columns: a rule follows, or its cells are no answers to its first."""
    words = [_words(text, cell) for cell in rows[0]]
    if len(rows) < 2 or A_LABEL.match(words[0]):
        return []
    others = [each for each in words[1:] if each]
    answers = [each for each in others if _answer(each, "") is not None]
    ruled = _RULE.fullmatch(text, rows[1][0][0], rows[1][-1][1]) is not None
    return words if ruled or not words[0] or not answers or len(answers) == len(others) > 1 else []


def _answered(text: str, finding: Finding, tables: Sequence[_Table], starts: Sequence[int]) -> Finding:
    start = _last_label(text, finding)
    place = bisect_right(starts, start) - 1
    if place < 0 or start >= tables[place].rows[-1][-1][1]:
        return finding
    table = tables[place]
    number = bisect_right(table.rows, [(start, len(text))]) - 1
    column = bisect_right(table.rows[number], (start, len(text))) - 1
    cell = table.rows[number][column]
    if not _is_all_of(text, finding, start, cell):
        return finding
    said = list(_beside(text, table, number, column))
    if not said and number == 0:
        said = list(_below(text, table, column))
    if not said and column:
        said = list(_before(text, table, number, column))
    status = next((each for each in _FIRST_OF if any(told is each for told, _ in said)), None)
    if status is None:
        return finding
    answer = next(words for told, words in said if told is status)
    if finding.indicator == "access_to_means":
        status = answered_for_means(status, text[slice(*cell)])
    if status is Status.PRESENT and is_of_the_past(text[slice(*cell)]):
        status = Status.HISTORICAL
    return with_answer(finding, status, answer, text)


def _last_label(text: str, finding: Finding) -> int:
    """Where the label begins: of words that reach over a bar ("Intent | N | Means") the last, where it is one."""
    begin = text.rfind("|", finding.evidence.start, finding.evidence.end) + 1
    begin += len(text[begin : finding.evidence.end]) - len(text[begin : finding.evidence.end].lstrip()) if begin else 0
    return begin if begin and A_LABEL.match(text, begin) else finding.evidence.start


def _is_all_of(text: str, finding: Finding, start: int, cell: tuple[int, int]) -> bool:
    """Whether the finding is the label of its cell, and nothing else stands there."""
    label = A_LABEL.match(text, start) if is_asked_for(finding) else None
    end = max(label.end() if label is not None else 0, finding.evidence.end if finding.evidence.end <= cell[1] else 0)
    opens = _OPENS_WITH.match(text, cell[0], start)
    return opens is not None and opens.end() == start and _LABEL_ENDS.match(text, end, cell[1]) is not None


def _beside(text: str, table: _Table, number: int, column: int) -> Iterator[_Said]:
    """What the cells behind a label say, up to the first that says something else. What was before "Today" is left out."""
    heads = table.heads if number else []
    if column < len(heads) and _HEADS_WHAT_CAME_OF_IT.search(heads[column]):
        return  # "| Improved | Yes | No |" asks of what the first column lists
    said, left_empty = list[tuple[_Said, str]](), False
    for place in range(column + 1, min(len(table.rows[number]), column + 1 + CELLS_AHEAD)):
        words, head = _words(text, table.rows[number][place]), heads[place] if place < len(heads) else ""
        if not words or (_MINUS.fullmatch(words) and _answer(head, "") is not None):
            continue
        if _EMPTY.fullmatch(words):
            left_empty = True
            continue
        answer = _answer(words, "" if table.of_informants and _HEADS_KIN.fullmatch(head) else head)
        if answer is None:
            left_empty = False
            break
        said.append(((answer, words), head))
    if left_empty and not said:
        yield Status.UNCERTAIN, "[ ]"
    now = any(_HEADS_THE_PRESENT.search(head) for _, head in said)
    yield from (each for each, head in said if not now or _HEADS_THE_PRESENT.search(head) or each[0] is Status.HISTORICAL)


def _below(text: str, table: _Table, column: int) -> Iterator[_Said]:
    """What the cells below a label in the first row of a table say."""
    for row in table.rows[1 : 1 + ROWS_BELOW]:
        words = _words(text, row[column]) if column < len(row) else ""
        if not words or _RULE.fullmatch(words):
            continue
        opens = _words(text, row[0]) if column else ""
        answer = _answer(words, opens if _HEADS_KIN.fullmatch(opens) else "")
        if answer is None:
            return
        yield answer, words


def _before(text: str, table: _Table, number: int, column: int) -> Iterator[_Said]:
    """What the cells before a label say, where nothing but answers stands in them: "| x | SI |", "Y | SI"."""
    for place in range(column):
        words, head = _words(text, table.rows[number][place]), table.heads[place] if number and place < len(table.heads) else ""
        if words and not _EMPTY.fullmatch(words):
            answer = _answer(words, head)
            if answer is None:
                return
            yield answer, words
        elif column == 1 and any(
            _MARK.fullmatch(_words(text, row[0])) for row in table.rows[max(number - ROWS_BELOW, 0) : number + ROWS_BELOW]
        ):
            yield (Status.DENIED if words else Status.UNCERTAIN), words  # of several marks to set none stands here


def _answer(words: str, head: str) -> Status | None:
    """What the words of a cell say below this head; None where they are no answer, or one that the head leaves open."""
    if _HEADS_SOMETHING_ELSE.search(head):
        return None
    no = _NO.match(words)
    if no is not None and _TOLD_AFTER_A_NO.search(words, no.end()):
        return None  # "None - Mon; daily since Tue"
    if _MINUS.fullmatch(words) or no is not None:
        return None if _NO.match(head) else Status.DENIED
    if not _YES.match(words):
        return Status.UNCERTAIN if _NOT_TOLD.match(words) else None
    if _NO.match(head):
        return Status.DENIED if _MARK.fullmatch(words) else None  # "Denied: yes" is left as it is
    if _NOT_TOLD.match(head):
        return Status.UNCERTAIN
    if _HEADS_KIN.fullmatch(head):
        return Status.OTHER_PERSON
    return Status.HISTORICAL if is_of_the_past(head) else Status.PRESENT


def _words(text: str, cell: tuple[int, int]) -> str:
    return text[slice(*cell)].strip(' \t\r*_"')

"""The tagger: a small transformer that gives each word of a note a likelihood of each indicator, and of each status it may be told in.

What it knows is in weights.npz, which training/learn_tagger.py writes from the annotated notes (tests/reading/*, development parts only).
"""

import os
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fullarc.reading.finding import Status
from fullarc.reading.learned import WEIGHTS
from fullarc.reading.learned.encoder import Encoder, Numbers
from fullarc.reading.learned.tagged import Tagged
from fullarc.reading.learned.word_pieces import BEGIN, END_OF_LINE, Word, cut, words_of
from fullarc.reading.mentions.sentence_memory import digest

AT_ONCE = 500  # pieces that are judged together; a longer note is gone through in stretches
KEPT = 8  # notes
OFTEN = 60  # annotations of an indicator
_ENDS = frozenset("\n.!?")
SCALE = ".scale"  # of a table kept in whole numbers: what each of its rows is to be multiplied by


_one_loads = Lock()


def _a_new_lock() -> None:
    """For a process forked while another thread was loading: nobody there would ever open the old one."""
    global _one_loads
    _one_loads = Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_a_new_lock)


def shipped() -> "Tagger":
    """The tagger that ships, loaded once."""
    with _one_loads:
        return _in_file(WEIGHTS)


@cache
def _in_file(path: Path) -> "Tagger":
    with np.load(path, allow_pickle=False) as kept:
        return Tagger({name: kept[name] for name in kept.files})


class Tagger:
    """The weights, by the names that training/learn_tagger.py gives them, made ready."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        names = {name: bytes(kept[name]).decode().split("\n") for name in ("pieces", "indicators", "statuses")}
        self._lately = OrderedDict[bytes, Tagged]()
        self._pieces = {piece: number for number, piece in enumerate(names["pieces"])}
        self._columns = {name: number for number, name in enumerate(names["indicators"])}
        self._statuses = tuple(Status(name) for name in names["statuses"])
        self._often = frozenset(np.array(names["indicators"])[kept["annotated"] >= OFTEN].tolist())
        tables = {name: _table(kept, name) for name in kept if name.startswith(("embeddings.", "encoder.")) and not name.endswith(SCALE)}
        self._encoder = Encoder(tables)
        self._last, self._last_bias = _table(kept, "last"), _table(kept, "last_bias")

    def tag(self, text: str) -> Tagged:
        """What each word of a note is given. Any text is accepted. The last notes are known again by a digest, for a page that reads a note
        and then explains it: no word of them stays behind."""
        key = digest(text)
        tagged = self._lately.get(key) or self._tagged(text)
        self._lately[key] = tagged
        if len(self._lately) > KEPT:
            self._lately.popitem(last=False)
        return tagged

    def _tagged(self, text: str) -> Tagged:
        words = words_and_lines(text)
        cuts = [[self._pieces[END_OF_LINE]] if word == "\n" else cut(word, self._pieces) for word, _, _ in words]
        given = [self._given([piece for each in cuts[part] for piece in each]) for part in stretches(words, cuts)]
        indicators = len(self._columns)
        likely, told = np.zeros((0, indicators), np.float16), np.zeros((0, len(self._statuses)), np.float16)
        if given:
            firsts = np.cumsum([0, *(len(each) for each in cuts[:-1])])
            whole = np.concatenate(given)
            likely, told = np.maximum.reduceat(whole[:, :indicators], firsts), whole[firsts, indicators:]
        starts, ends = (np.array([word[part] for word in words], np.intp) for part in (1, 2))
        return Tagged(starts, ends, likely, self._columns, told, self._statuses, self._often)

    def _given(self, pieces: list[int]) -> NDArray[np.float16]:
        (rows,) = self._encoder.rows([[self._pieces[BEGIN], *pieces]])
        likely, told = np.split(rows[1:] @ self._last.T + self._last_bias, [len(self._columns)], axis=1)
        told = np.exp(told - told.max(1, keepdims=True))
        return np.concatenate([1 / (1 + np.exp(-likely)), told / told.sum(1, keepdims=True)], axis=1, dtype=np.float16)


def stretches(words: Sequence[Word], cuts: Sequence[Sequence[int]]) -> list[slice]:
    """The words of a note (`cuts`: their pieces) in parts of at most AT_ONCE pieces, each as long as it can be while it ends a line or a
    sentence; a part without such an end is cut where it must be."""
    parts, begin, end, pieces, since_end = list[slice](), 0, 0, 0, 0
    for number, ((word, _, _), each) in enumerate(zip(words, cuts, strict=True)):
        if pieces + len(each) > AT_ONCE and number > begin:
            stop = end if end > begin else number
            pieces = since_end if end > begin else 0
            parts.append(slice(begin, stop))
            begin = stop
        pieces, since_end = pieces + len(each), since_end + len(each)
        if word in _ENDS:
            end, since_end = number + 1, 0
    return [*parts, slice(begin, len(words))] if len(words) > begin else parts


def words_and_lines(text: str) -> list[Word]:
    """The words of a text line by line, and the ends of its lines."""
    words, begin = list[Word](), 0
    for line in text.split("\n"):
        words += [(word, begin + start, begin + end) for word, start, end in words_of(line)]
        begin += len(line) + 1
        words.append(("\n", begin - 1, begin))
    return words


def _table(kept: Mapping[str, Any], name: str) -> Numbers:
    table: Numbers = kept[name].astype(np.float32)
    return table * kept[name + SCALE][:, None] if name + SCALE in kept else table

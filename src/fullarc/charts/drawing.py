"""Paper and pencil for the charts: a page with its room, and the marks that every picture is made of.

Nothing here carries a colour or a size of its own that means something: elements have classes and the style sheet gives
them tokens, so light, dark and print are one drawing. No clinical number is computed in this room.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from fullarc.course.statement import Proof

REFUSED_BY_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
EM = 0.6  # a generous width of a character in ems: holds for the widest system sans


@dataclass(frozen=True, slots=True)
class Page:
    """How much room there is, in px. `above` puts the name of a row over it instead of into the left gutter.

    `links` is False on paper: nothing can be opened there, and the key to the marks is said in the caption.
    """

    name: str
    width: int
    left: int
    right: int
    cell: float
    above: bool = False
    links: bool = True


WIDE = Page("wide", 1200, 184, 150, 13)
MEDIUM = Page("medium", 720, 0, 0, 10, above=True)
NARROW = Page("narrow", 342, 0, 0, 6.4, above=True)
PRINT = Page("print", 612, 126, 132, 6.8, links=False)

Echoes = Mapping[tuple[str, int | None, str], Sequence[int]]  # words of a note (source, start, indicator) to their pieces of evidence
Point = tuple[float, float]
Word = tuple[str, str]  # (class without its "t-", the word)


def width_of(text: str, size: float = 12) -> float:
    return len(text) * size * EM


def fitting(room: float, size: float, *wordings: str) -> str:
    """The longest wording that fits, or none: a label gives way before it touches anything."""
    return next((words for words in wordings if width_of(words, size) <= room), "")


def wrapped(text: str, room: float, lines: int, size: float = 12) -> list[str]:
    """The text in at most so many lines of this width; what does not fit is said by "…". A word too long is cut."""
    most = max(4, int(room / (size * EM * 0.92)))
    out: list[str] = []
    rest = " ".join(text.split())
    while rest and len(out) < lines:
        if len(rest) <= most:
            return [*out, rest]
        last = len(out) == lines - 1
        cut = rest[: most - 1 if last else most + 1].rfind(" ")
        cut = cut if cut > most // 3 else most - 2
        out.append(rest[:cut].rstrip(" ,.;") + (" …" if last else ""))
        rest = rest[cut:].lstrip()
    return out or [""]


def written(words: str) -> str:
    """Words as they may stand in a picture: escaped, and without the control characters that XML refuses."""
    return escape(REFUSED_BY_XML.sub(" ", words), quote=True)


def short_date(day: date) -> str:
    return f"{day.day} {day:%b}"


def runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Splits at None: a line never crosses what was not given."""
    out: list[list[Point]] = []
    run: list[Point] = []
    for point in points:
        if point is None:
            if run:
                out.append(run)
            run = []
        else:
            run.append(point)
    return [*out, run] if run else out


class Drawing:
    """One picture on one page, from `start` to `end`; `y` is how far down it has come."""

    def __init__(self, page: Page, start: date, end: date, echoes: Echoes | None = None) -> None:
        self.page, self.start, self.end = page, start, end
        self.echoes = echoes or {}
        self.y = 0.0
        self.out: list[str] = []
        pad = 6 if page.above else 12
        self.x0, self.x1 = float(page.left), float(page.width - page.right)
        self._first, self._last = self.x0 + pad, self.x1 - pad

    def x(self, day: date) -> float:
        days = (self.end - self.start).days
        return self._first + (self._last - self._first) * ((day - self.start).days / days if days else 0.5)

    # ---- marks ----

    def put(self, markup: str) -> None:
        self.out.append(markup)

    def text(self, x: float, y: float, words: str, cls: str = "", anchor: str = "start") -> None:
        end = "" if anchor == "start" else f' text-anchor="{anchor}"'
        if words:
            self.put(f'<text x="{x:.1f}" y="{y:.1f}"{end} class="{cls}">{written(words)}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float, cls: str) -> None:
        self.put(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{cls}"/>')

    def rect(self, x: float, y: float, w: float, h: float, cls: str) -> None:
        self.put(f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" class="{cls}"/>')

    def circle(self, x: float, y: float, r: float, cls: str) -> None:
        self.put(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" class="{cls}"/>')

    def path(self, points: Sequence[Point], cls: str) -> None:
        if len(points) > 1:
            self.put(f'<path d="M{" L".join(f"{x:.1f} {y:.1f}" for x, y in points)}" class="{cls}"/>')

    def diamond(self, x: float, y: float, size: float, cls: str) -> None:
        self.put(f'<path d="M{x:.1f} {y - size:.1f} l{size - 0.5} {size} l-{size - 0.5} {size} l-{size - 0.5} -{size} z" class="{cls}"/>')

    def cross(self, x: float, y: float) -> None:
        self.put(f'<path d="M{x - 3:.1f} {y - 3:.1f} l6 6 m0 -6 l-6 6" class="missed"/>')

    def link(self, day: date, words: str, x: float, y: float, mark: str) -> None:
        """A mark that opens its row in the table of numbers; the finger gets 24 px however small the mark."""
        if self.page.links:
            label = written(words)
            hit = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="12" class="hit"/>'
            mark = f'<a href="#day-{day.isoformat()}" aria-label="{label}"><title>{label}</title>{hit}{mark}</a>'
        self.put(mark)

    def echo(self, proofs: Sequence[Proof], x: float, y: float, width: float, height: float) -> tuple[str, str]:
        """The class of a mark and the ring around it, shown while one of its pieces of evidence is open; nothing on paper."""
        numbers = sorted({n for p in proofs for n in self.echoes.get((p.source, p.start, p.indicator), ())}) if self.page.links else []
        if not numbers:
            return "", ""
        ring = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" class="open-mark"/>'
        return " ".join(f"of-e{n}" for n in numbers), ring

    # ---- lanes and rows ----

    def lane(self, title: str, key: Sequence[tuple[str, str]] = ()) -> None:
        """A hairline over the whole width, the lane's name, and the key to its marks drawn with the marks themselves."""
        links = self.page.links
        self.y += 14 if links else 10
        self.line(0, self.y, self.page.width, self.y, "lane")
        self.text(0, self.y + (17 if links else 15), title, "t-lane")
        left = 0.0 if self.page.above else self.x0 + 12
        key = key if links else ()
        x, y = left, self.y + (34 if self.page.above and key else 17)
        for mark, words in key:
            need = 16 + width_of(words, 11) + 14
            if x > left and x + need > self.page.width + 14:
                x, y = left, y + 16
            self.key_mark(mark, x + 6, y - 4)
            self.text(x + {"": 0, "levels": 19}.get(mark, 16), y, words, "t-hint")
            x += need if mark else need - 16
        self.y = y + (9 if links else 2)

    def key_mark(self, kind: str, x: float, y: float) -> None:
        """One mark of the grammar, small, for a key."""
        if kind in ("dot", "dot within", "here", "cancelled", "goal-dot", "todo"):
            self.circle(x, y, 1.3 if kind == "todo" else 3, kind)
        elif kind in ("risk", "risk-open"):
            self.diamond(x, y, 5, kind)
        elif kind == "band":
            self.rect(x - 6, y - 5, 12, 10, "band")
        elif kind == "dip":
            self.put(f'<rect x="{x - 6:.1f}" y="{y - 5:.1f}" width="12" height="10" fill="url(#hatch-{self.page.name})"/>')
        elif kind == "levels":
            for i in (1, 2, 3):
                self.rect(x - 12 + 5 * i, y + 5 - 3.4 * i, 4, 3.4 * i, f"l{i}")
        elif kind == "lu":
            self.rect(x - 4, y - 4, 8, 9, "lu")
        elif kind == "l0":
            self.rect(x - 4.5, y + 0.5, 9, 4, "l0")
        elif kind in ("cut", "expected", "risk-no", "goal-zero", "thin"):
            self.line(x - 5, y, x + 5, y, kind)
        elif kind == "not-given":
            self.line(x, y - 3, x, y + 3, "risk-no")
        elif kind in ("tick", "tick good", "tick poor"):
            self.line(x, y - 2, x, y + 5, "tick")
            if kind != "tick":
                self.circle(x, y - 4, 2.3, "answer" if kind == "tick good" else "answer poor")
        elif kind == "goal-step":
            self.path([(x - 5, y + 3), (x, y + 3), (x, y - 3), (x + 5, y - 3)], kind)
        elif kind == "missed":
            self.cross(x, y)

    def row(self, name: str, height: float, verdict: Sequence[Word] = ()) -> float:
        """Names a row and says its verdict; returns the top of the drawing area and moves on."""
        if self.page.above:
            x = float(self.page.width)
            room, kept = x - width_of(name) - 12, []
            for cls, word in verdict:  # what finds no room is left out from the end: the durability before the change
                need = width_of(word, 14 if cls == "value" else 11.5)
                if need > room:
                    break
                kept.append((cls, word, need))
                room -= need + 12
            for cls, word, need in reversed(kept):
                self.text(x, self.y + 10, word, f"t-{cls}", "end")
                x -= need + 12
            self.text(0, self.y + 10, name, "t-name")
            top = self.y + 16
            self.y = top + height + 11
            return top
        middle = self.y + height / 2 + 4
        self.text(0, middle, name, "t-name")
        x, room = self.x1 + 14, self.page.right - 14.0
        if len(verdict) == 2 and height >= 30 and sum(width_of(w, 14 if c == "value" else 11.5) for c, w in verdict) > room:
            for (cls, word), y in zip(verdict, (middle - 8, middle + 8), strict=True):
                self.text(x, y, word, f"t-{cls}")
            verdict = ()
        for cls, word in verdict:
            need = width_of(word, 14 if cls == "value" else 11.5) * 0.9
            if need > room:
                break
            self.text(x, middle, word, f"t-{cls}")
            x, room = x + need + 8, room - need - 8
        top = self.y
        self.y += height
        return top

    def svg(self, title: str, desc: str, ground: Sequence[str], style: str = "") -> str:
        page, height = self.page, self.y + 4
        named = f"arc-{page.name}"
        hatch = (
            f'<pattern id="hatch-{page.name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            '<line x1="0" y1="0" x2="0" y2="6" class="hatch"/></pattern>'
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="arc {named}" viewBox="0 0 {page.width} {height:.0f}" role="group" '
            f'aria-labelledby="{named}-t {named}-d">{style}<defs>{hatch}</defs>'
            f'<title id="{named}-t">{written(title)}</title><desc id="{named}-d">{written(desc)}</desc>'
            + "".join(ground)
            + "".join(self.out)
            + "</svg>"
        )

"""The questions of a measure and the lines of a log as rows of a form, and back into the content of a definition."""

from collections.abc import Iterable, Mapping
from typing import Any

from fullarc.instruments.own_scoring import Part, ScoringRule, rule_of, with_rule

Content = dict[str, Any]
SHARED, SCALE, ANALOGUE, YES_NO, OWN = "shared", "scale", "visual_analogue", "yes_no", "own"
ORDINAL, NUMBER, TEXT = "ordinal", "number", "text"
ANALOGUE_HIGH = 100
SAME_LINE = ("label", "kind", "low", "high", "step", "unit", "low_label", "high_label", "options")
YES = [{"value": 1, "label": "Yes"}, {"value": 0, "label": "No"}]
RISK_ABOUT = {
    "suicidal_ideation": "thoughts of suicide",
    "self_harm": "harming oneself",
    "self_harm_urge": "the urge to harm oneself",
    "homicidal_ideation": "thoughts of killing somebody",
    "violence": "harming others",
}


class RowRefused(ValueError):
    """A row cannot be kept. The sentence says what to do."""


def answers_from(text: str, *, first: int = 0) -> list[Content]:
    """Answers from one a line: "3 = Nearly every day", or words alone, which are numbered from `first`. Refused (RowRefused)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    rows = []
    for place, line in enumerate(lines, start=first):
        value, sign, label = line.partition("=")
        if sign and value.strip().lstrip("-").isdecimal() and len(value.strip()) < 6:
            rows.append({"value": int(value), "label": label.strip()})
        else:
            rows.append({"value": place, "label": line})
    if len(rows) < 2:
        raise RowRefused("Write at least two answers, one a line.")
    if len({row["value"] for row in rows}) < len(rows):
        raise RowRefused("Two answers have the same value. Give each its own, such as: 3 = Nearly every day.")
    if any(not row["label"] for row in rows):
        raise RowRefused("An answer has a value and no words. Write it as: 3 = Nearly every day.")
    return rows


def answers_text(options: Iterable[Mapping[str, Any]]) -> str:
    return "\n".join(f"{option['value']} = {option['label']}" for option in options)


def steps(low: int, high: int, low_label: str, high_label: str) -> list[Content]:
    """The answers of a scale in whole steps; the ends carry their words."""
    if not low < high or high - low > ANALOGUE_HIGH:
        raise RowRefused(f"A scale runs from a lower to a higher number, with at most {ANALOGUE_HIGH} steps.")
    labels = {low: low_label, high: high_label}
    return [{"value": value, "label": labels.get(value) or str(value)} for value in range(low, high + 1)]


def question_rows(content: Content) -> list[Content]:
    """What the form of a measure's questions begins with."""
    risks = {risk["number"]: risk for risk in content.get("risk_items", [])}
    return [_question_row(item, risks.get(item["number"], {})) for item in content.get("items", [])]


def with_questions(content: Content, shared: str, rows: list[Content]) -> Content:
    """The content with these questions, renumbered in their order. Scoring, risk and conditions follow their questions.

    A LOINC code stays only where the words stayed. Refused (RowRefused): a row that cannot be asked.
    """
    before = {item["number"]: item for item in content.get("items", [])}
    needs_shared = any(row["kind"] == SHARED for row in rows)
    options = _with_codes(answers_from(shared), content.get("options", [])) if needs_shared else []
    items, moved, risks = [], dict[int, int](), []
    for number, row in enumerate(rows, start=1):
        was = before.get(row.get("was") or 0, {})
        items.append(_item(number, row, was))
        if was:
            moved[was["number"]] = number
        if row.get("attention_from") is not None:
            risks.append(_risk(number, row, items[-1].get("options") or options))
    out = {key: value for key, value in content.items() if key not in ("options", "items", "risk_items", "skips", "numbered_items")}
    out |= {key: value for key, value in (("options", options), ("items", items), ("risk_items", risks)) if value}
    skips = [_moved_skip(skip, moved) for skip in content.get("skips", []) if skip["item"] in moved]
    if kept := [skip for skip in skips if skip["items"]]:
        out["skips"] = kept
    return with_rule(out, _moved(rule_of(content), moved, items))


def line_rows(content: Content) -> list[Content]:
    """What the form of a log's lines begins with."""
    return [_line_row(field) for field in content.get("fields", [])]


def with_lines(content: Content, rows: list[Content]) -> Content:
    """The content with these lines. Refused (RowRefused): a row that cannot be asked.

    A line keeps its id, by which its numbers are one series, while its words and its answers stay; otherwise it is another line.
    """
    before = {field["id"]: field for field in content.get("fields", [])}
    taken, fields = set(before), []
    for row in rows:
        was = before.get(row.get("was") or "", {})
        field = _field(was.get("id", ""), row, was)
        if not was or any(field.get(key) != was.get(key) for key in SAME_LINE):
            field["id"] = _line_id(row["text"], taken)
        taken.add(field["id"])
        fields.append(field)
    return {**content, "fields": fields}


def _line_id(words: str, taken: set[str]) -> str:
    """An id that can be read: the first words of the line, counted on where another line has them."""
    plain = "_".join("".join(letter if letter.isalnum() else " " for letter in words.casefold()).split())[:40].rstrip("_") or "line"
    return next(name for name in (plain, *(f"{plain}_{count}" for count in range(2, 1000))) if name not in taken)


def _question_row(item: Content, risk: Content) -> Content:
    row = {"was": item["number"], "text": item["text"], "heading": item.get("heading", ""), "help": item.get("help", "")}
    if risk:
        row |= {"attention_from": risk["at_least"], "attention_about": risk["about"]}
    return row | _kind_of(item.get("options"))


def _kind_of(options: list[Content] | None) -> Content:
    if not options:
        return {"kind": SHARED}
    values = [option["value"] for option in options]
    plain = all(option["label"] == str(option["value"]) for option in options[1:-1]) and not any("points" in option for option in options)
    if [(option["value"], option["label"]) for option in options] == [(row["value"], row["label"]) for row in YES]:
        return {"kind": YES_NO}
    if plain and len(values) > 2 and values == list(range(values[0], values[-1] + 1)):
        ends = {"low_label": options[0]["label"], "high_label": options[-1]["label"]}
        ends = {key: "" if label.lstrip("-").isdecimal() else label for key, label in ends.items()}
        kind = ANALOGUE if (values[0], values[-1]) == (0, ANALOGUE_HIGH) else SCALE
        return {"kind": kind, "low": values[0], "high": values[-1], **ends}
    return {"kind": OWN, "answers": answers_text(options)}


def _item(number: int, row: Content, was: Content) -> Content:
    item: Content = {"number": number, "text": row["text"]}
    kept = ("link", "reverse", "scored", *(("code",) if was.get("text") == row["text"] else ()))
    item |= {key: was[key] for key in kept if key in was}
    item |= {key: row[key] for key in ("heading", "help") if row.get(key)}
    try:
        options = _options(row)
    except RowRefused as refused:
        raise RowRefused(f"Question {number}: {refused}") from refused
    if options:
        item["options"] = _with_codes(options, was.get("options", []))
    return item


def _options(row: Content) -> list[Content]:
    kind = row["kind"]
    if kind == YES_NO:
        return [dict(option) for option in YES]
    if kind == ANALOGUE:
        return steps(0, ANALOGUE_HIGH, row.get("low_label", ""), row.get("high_label", ""))
    if kind == SCALE:
        if row.get("low") is None or row.get("high") is None:
            raise RowRefused("Say from which to which number the scale runs.")
        return steps(row["low"], row["high"], row.get("low_label", ""), row.get("high_label", ""))
    return answers_from(row.get("answers", "")) if kind == OWN else []


def _with_codes(options: list[Content], before: Iterable[Content]) -> list[Content]:
    """LOINC codes and points stay with an answer whose words and value stayed."""
    known = {(option["value"], option["label"]): option for option in before}
    return [{**known.get((option["value"], option["label"]), {}), **option} for option in options]


def _risk(number: int, row: Content, options: list[Content]) -> Content:
    values = [option["value"] for option in options]
    if row["attention_from"] not in values:
        raise RowRefused(f"Question {number}: no answer is worth {row['attention_from']}, from which it should ask for attention.")
    about = row.get("attention_about") or "suicidal_ideation"
    here = {"source": "decided by this practice", "verified": False}
    return {"number": number, "at_least": row["attention_from"], "high": max(values), "about": about, **here}


def _moved(rule: ScoringRule, moved: Mapping[int, int], items: list[Content]) -> ScoringRule:
    parts = (Part(part.name, tuple(moved[one] for one in part.items if one in moved)) for part in rule.parts)
    return ScoringRule(
        mean=rule.mean,
        reverse=tuple(moved[one] for one in rule.reverse if one in moved),
        unscored=tuple(moved[one] for one in rule.unscored if one in moved),
        parts=tuple(part for part in parts if part.items),
        allowed=min(rule.allowed, max(len(items) - 1, 0)),
        allowed_in_parts=rule.allowed_in_parts,
        missing_source=rule.missing_source,
        bands=rule.bands,
        cutoff=rule.cutoff,
        reliable_change=rule.reliable_change,
        figures_source=rule.figures_source,
    )


def _moved_skip(skip: Content, moved: Mapping[int, int]) -> Content:
    return {**skip, "item": moved[skip["item"]], "items": [moved[one] for one in skip["items"] if one in moved]}


def _line_row(field: Content) -> Content:
    row = {"was": field["id"], "text": field["label"], "kind": field["kind"]}
    row |= {key: field[key] for key in ("low", "high", "step", "unit", "low_label", "high_label", "better") if key in field}
    return row | ({"answers": answers_text(field["options"])} if field.get("options") else {})


def _field(field_id: str, row: Content, was: Content) -> Content:
    kind = row["kind"]
    field: Content = {"id": field_id, "label": row["text"], "kind": kind}
    if kind == ANALOGUE:
        field |= {"low": 0, "high": ANALOGUE_HIGH}
    if kind in (SCALE, NUMBER):
        if row.get("low") is None or row.get("high") is None or not row["low"] < row["high"]:
            raise RowRefused(f"“{row['text'][:40]}”: say from which to which number it runs, the lower first.")
        field |= {"low": row["low"], "high": row["high"]}
    if kind == ORDINAL:
        options = answers_from(row.get("answers", ""))
        field |= {"low": options[0]["value"], "high": options[-1]["value"], "options": options}
    measured = kind in (SCALE, NUMBER, ANALOGUE, ORDINAL)
    wanted = {"low_label", "high_label", "better", *({"step", "unit"} if kind == NUMBER else ())} if measured else set()
    field |= {key: row[key] for key in wanted if row.get(key)}
    kept = ("speaks_to", "risk_at_least", "risk_about") if was.get("kind") == kind else ()
    return field | {key: was[key] for key in kept if key in was}

"""enableWhen of a FHIR Questionnaire as questions that are skipped: where it fits a definition, refused with its path where not."""

from fullarc.exchange.fhir.json_reading import FhirRefused, Json, Place, refused, rows
from fullarc.exchange.fhir.questionnaire_answers import Answer

Asked = tuple[Json, str, list[Answer], Json]
SOURCE = "the condition (enableWhen) of the questionnaire"


def skips_of(asked: list[Asked], faults: list[Place]) -> list[Json]:
    """The skips of a definition: answer `on` to question `item` leaves others out, which then count 0. Faults are added to `faults`.

    FHIR asks a question while its condition holds, a definition leaves it out on an answer: `=` becomes a skip on every other answer,
    `!=` a skip on the one. A question left empty skips nothing. An answer to a skipped question counts 0, as FHIR drops it.
    """
    left_out: dict[tuple[int, int], list[int]] = {}
    for item, path, _, row in asked:
        try:
            for key in _skipped_on(item, path, asked):
                left_out.setdefault(key, []).append(row["number"])
        except FhirRefused as error:
            faults.extend(error.places)
    return [
        {"item": item, "on": on, "items": numbers, "answered_anyway": "zero", "source": SOURCE, "verified": False}
        for (item, on), numbers in sorted(left_out.items())
    ]


def _skipped_on(item: Json, path: str, asked: list[Asked]) -> list[tuple[int, int]]:
    conditions = list(rows(item, "enableWhen", path))
    if len(conditions) > 1 and item.get("enableBehavior") != "all":
        raise refused(f"{path}.enableBehavior", "found several conditions of which any is enough, expected all; put one on the question")
    row = next(row for question, _, _, row in asked if question is item)
    if conditions and all(option["value"] != 0 for option in row["options"]):
        raise refused(
            f"{path}.enableWhen", "found a question that may be skipped without an answer worth 0, which it would count as; give it one"
        )
    return [key for here, condition in conditions for key in _one(condition, here, asked, item)]


def _one(condition: Json, path: str, asked: list[Asked], item: Json) -> list[tuple[int, int]]:
    about = next((one for one in asked if one[0].get("linkId") == condition.get("question") and one[0] is not item), None)
    if about is None:
        raise refused(
            f"{path}.question", "found a condition on something that is no other question of this form; name a question with answers"
        )
    values = [option["value"] for option in about[3]["options"]]
    chosen = [value for value, answer in zip(values, about[2], strict=True) if _is_meant(condition, answer)]
    if condition.get("operator") not in ("=", "!=") or len(chosen) != 1:
        raise refused(path, "found a condition that does not name one answer by = or !=; write it that way")
    others = [value for value in values if value != chosen[0]]
    return [(about[3]["number"], value) for value in (chosen if condition["operator"] == "!=" else others)]


def _is_meant(condition: Json, answer: Answer) -> bool:
    coding = condition.get("answerCoding")
    if isinstance(coding, dict):
        return bool(answer.code) and coding.get("code") == answer.code and coding.get("system", answer.system) == answer.system
    if isinstance(condition.get("answerBoolean"), bool):
        return answer.code == ("true" if condition["answerBoolean"] else "false")
    return str(condition.get("answerInteger", condition.get("answerString", ""))) == answer.label

"""Reports of other fields of medicine: operations, admissions, examinations of the body.

There "admitted", "the ER", "superficial wounds" and "2 units" are the daily business and tell nothing of a client's mind. In a text that is
plainly such a report, a finding of risk by ordinary words needs its reason of the mind in its sentence, and a symptom one in the words
themselves. Wishes to die or to kill are never left out. Counted on 303 therapy notes: none has more than two words of the body.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from fullarc.reading.finding import Finding
from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.senses.other_senses import by_their_sense

ENOUGH = 4  # different words of the body
FEW = 2  # and so many are enough where no word is of the mind or of therapy
TIMES_THE_MIND = 2  # and more than so many times the words of the mind; a psychiatric letter with laboratory and examination has fewer
ALWAYS_KEPT = frozenset({"suicidal_ideation", "homicidal_ideation", "safety_plan", "protective_factor"})
OF_THE_MIND = re.compile(
    r"suicid|homicid|psych|mental|depress|anxi|mood|affect\b|therap(?:y|ist)\b|counsel|bipolar|schizo|mani[ac]|delusion"
    r"|hallucin|insight|judge?ment"
)
OF_THERAPY = re.compile(
    r"\bclients?\b|\bct\b|\bpt\b|session|therap|\bsi\b|\bhi\b|\b(?:cbt|dbt|emdr|act|nssi|phq|gad|sud|suds)\b|homework"
    r"|\bhw\b|coping|urge|panic|trauma|grie[fv]|safety|overdos|self.?harm|worr|\bcut(?:ting|s)?\b|crisis|psycho"
)
_SIGNS_BETWEEN_WORDS = ".,;:()/"
_REASON_OF_THE_MIND = (
    r"suicid|homicid|psych(?!ology\b)|overdos|self.?(?:harm|injur|mutil)|mental(?! status)|bipolar (?:dis|aff|i\b|ii\b)|schizo|\bmani[ac]"
    r"|\bdetox|involuntar|mental.health|\bcrisis\b(?! of)|kill (?:him|her|them)self|hang (?:him|her|them)self|depression|behaviou?ral"
)
_LIFE_AND_LIMB = (
    r"suicid|homicid|kill|self.?(?:harm|inflict|injur|mutil)|overdos|\bdie\b|\bdead\b|threaten|\bSI\b|crisis|psych|on purpose|intentional"
)
# What a sentence of such a report must name beside a finding of danger.
IN_THE_SENTENCE = {
    indicator: re.compile(pattern, re.IGNORECASE)
    for indicator, pattern in {
        "hospitalization": _REASON_OF_THE_MIND,
        "emergency_visit": _REASON_OF_THE_MIND,
        "suicide_attempt": r"suicid|overdos|attempt\w* to (?:harm|kill|hurt|end)|kill|hang(?:ed|ing)? (?:him|her|them)self",
        "self_harm": rf"{_LIFE_AND_LIMB}|\b(?:cut|cuts|cutting|burn\w*|harm\w*|hurt\w*) (?:him|her|them|my)self|razor",
        "violence": r"violen|assault|abus\w+|beaten|\bbeat\b|punch|kicked|slapp|chok|threaten|fought|fight|stabbed",
        "suicide_warning_sign": rf"{_LIFE_AND_LIMB}|burden",
    }.items()
}
NAMES_A_DANGER = re.compile(_LIFE_AND_LIMB, re.IGNORECASE)
NAMES_A_SYMPTOM = re.compile(
    r"anxi|depress|mood|sleep|insom|panic|worr|fear|hallucin|voices|delus|paranoi|alcohol|etoh|drink|beer|wine|smok|tobacco|cigar|drug"
    r"|cocaine|mariju|cannab|heroin|opi[ao]|thc|memory|concentrat|attent|focus|appetite|eating|weight|fatigue|tired|energy|pain|ache|nausea"
    r"|vomit|dizz|vision|breath|dyspn|throat|urea|uria|palpit|sweat|diarrh|migraine|nightmare|agitat|irritab|anger|angry"
    r"|interest|grie[fv]|lonel|stress|dissociat|mani[ac]|obsess|compuls|mental|psycho|pounds|tossing|awakens|awakened|slept|refreshed|cry"
    r"|tear|hopeless|guilt|withdrawal|abuse|pleasure|shame|impuls|flashback|hyperactiv",
    re.IGNORECASE,
)


def in_their_field(text: str, found: list[Finding]) -> list[Finding]:
    """The findings without those that a report of another field makes by ordinary words. Any other text keeps all of them."""
    if not any(_is_risk_or_symptom(each.indicator) for each in found) or not is_of_another_field(text):
        return found
    return by_their_sense(text, [each for each in found if _stays(text, each)], in_reports=True)


def is_of_another_field(text: str) -> bool:
    """Whether a text is plainly a report about the body."""
    body, small = words_of_the_body(text), text.lower()
    if body < FEW:
        return False
    mind = len(set(OF_THE_MIND.findall(small)))
    if body < ENOUGH:
        return mind == 0 and OF_THERAPY.search(small) is None
    return body > TIMES_THE_MIND * mind


def words_of_the_body(text: str) -> int:
    """How many different words of the body stand in a text (words_of_the_body.toml)."""
    words = text.lower()
    for sign in _SIGNS_BETWEEN_WORDS:
        words = words.replace(sign, " ")
    return len(_of_the_body().intersection(words.split()))


@cache
def _of_the_body() -> frozenset[str]:
    table = tomllib.loads((Path(__file__).parent / "words_of_the_body.toml").read_text(encoding="utf-8"))
    return frozenset(table["words"].split())


def _stays(text: str, finding: Finding) -> bool:
    if finding.indicator in ALWAYS_KEPT or not _is_risk_or_symptom(finding.indicator):
        return True
    if group_of(finding.indicator) == "risk":
        first, last = finding.sentence
        return IN_THE_SENTENCE.get(finding.indicator, NAMES_A_DANGER).search(text, first, last) is not None
    return NAMES_A_SYMPTOM.search(finding.quote) is not None


@cache
def _is_risk_or_symptom(indicator: str) -> bool:
    return group_of(indicator) in ("risk", "symptoms")

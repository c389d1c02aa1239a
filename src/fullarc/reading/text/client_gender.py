"""Whether the client of a note is spoken of as "he" or "she": where that is plain, the other pronoun means somebody else."""

import re

from fullarc.reading.text.plain_text import PlainText

OPENING = 300  # signs of the note in which age and sex stand ("41M", "Ms. R. (31)", "34 year old woman")
FEWEST_PRONOUNS, TIMES_AS_MANY = 3, 3

_TOLD = re.compile(
    r"[\dm](?<!\w[\dm])(?:(?<=\d)\d ?(?:y ?/? ?o|yr old|year old)? ?"
    r"(?:(?P<m1>m|male|man|gentleman|boy)|(?P<f1>f|female|woman|lady|girl))|(?<=m)(?:(?P<m2>r)|(?P<f2>s|rs|iss)))\b"
)
_OWNED = re.compile(
    r"\b(?:(his)|her) (?:(?:own|older|younger|late|best|twin|elder) )?"
    r"(?:mother|father|mom|mum|dad|parents|brother|sister|son|daughter"
    r"|wife|husband|partner|girlfriend|boyfriend|fiance|friend|cousin|aunt|uncle)\b"
)
_HE, _SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})


def the_client_is(text: PlainText) -> str:
    """ "male", "female", or "" where the note does not make it plain (a couple, a family, no pronouns). What the client is called decides;
    else whose relatives are spoken of ("her brother")."""
    if called := the_client_is_called(text):
        return called
    owners = set(_OWNED.findall(text.scan))
    return ("male" if "his" in owners else "female") if len(owners) == 1 else ""


def the_client_is_called(text: PlainText) -> str:
    """The same by what the opening says; else by the pronoun that is used at least three times as often as the other."""
    told = _TOLD.search(text.plain, 0, OPENING)
    if told is not None:
        return "male" if told["m1"] or told["m2"] else "female"
    words = text.scan.replace("'", " ").split()
    male, female = (len([word for word in words if word in pronouns]) for pronouns in (_HE, _SHE))
    if male >= max(FEWEST_PRONOUNS, TIMES_AS_MANY * female):
        return "male"
    if female >= max(FEWEST_PRONOUNS, TIMES_AS_MANY * male):
        return "female"
    return ""

"""Whether a text could tell somebody who sees it on a locked phone what it is about."""

import re

# Beginnings of words, in English and Spanish. What begins so is about health, feelings, treatment or the people who give it.
TELLING = (
    "addict|adicc|alcohol|anger|ansi|anx|assess|autis|bienestar|bipolar|borderline|care team|clinic|clínic|consulta|counsel|"
    "crisis|cuestionario|depres|diagn|disorder|doctor|droga|drug|eating|emocion|emotion|estrés|evaluaci|fobi|health|hospital|"
    "journal|médic|medic|mental|mood|ocd|panic|pánico|paciente|patient|phob|psic|psiq|psych|ptsd|questionnaire|salud|score|"
    "self-harm|session|sesion|sesión|sintoma|síntoma|stress|suicid|symptom|terap|therap|tratamiento|trauma|treat|well-?being|"
    "worr"
)
_TELLING = re.compile(rf"\b(?:{TELLING})\w*", re.IGNORECASE)


def telling_words(text: str) -> tuple[str, ...]:
    """The words of a text that tell too much, each once, in order."""
    return tuple(dict.fromkeys(found.group(0) for found in _TELLING.finditer(text)))

"""What the therapist felt is no symptom of the client; what the client felt is, in whosever words."""

import pytest

from fullarc.reading.phrases.lexicon import group_of
from fullarc.reading.reader import read

OF_THE_THERAPIST = (
    ("I noticed I felt sleepy / heavy in the countertransf - her deadness?", "fatigue"),
    ("She spoke slowly. I noticed I felt sleepy.", "fatigue"),
    ("I felt sad in the countertransference.", "depressed_mood"),
    ("Felt irritated with him myself, countertransference noted.", "irritability"),
    ("Countertransference: tired, bored, some anger.", "fatigue"),
    ("Countertransference: tired, bored, some anger.", "anger"),
    ("Worried I'd be angry that she missed 2 sessions.", "anger"),
    ("Transference: worried I'd be angry that she missed 2 sessions -> linked to mother's silences.", "anger"),
    ("She feared I would be angry with her.", "anger"),
    ("He was afraid I was tired of him.", "fatigue"),
    ("She expected me to be disappointed and angry.", "anger"),
    ("I found myself feeling hopeless, countertransference to his rage.", "hopelessness"),
    ("I was aware of feeling anxious with him.", "anxiety"),
    ('"I\'m not waiting for the next blow any more."', "anger"),
)
OF_THE_CLIENT = (
    ('She said "I felt sleepy all week".', "fatigue"),
    ('"I feel hopeless," she said.', "hopelessness"),
    ("I noticed she felt sleepy.", "fatigue"),
    ("I noticed that he was anxious.", "anxiety"),
    ("I felt she was anxious today.", "anxiety"),
    ("I sensed her anger.", "anger"),
    ("Client worried that she would be angry.", "anger"),
    ("He is worried he'd be angry at his son.", "anger"),
    ("Says I felt sad all week.", "depressed_mood"),
    ('"I was angry that he left".', "anger"),
    ("I feel hopeless and want to die.", "hopelessness"),
    ("She told me I was angry at the whole world.", "anger"),
    ("She is angry with me.", "anger"),
    ("She said: I noticed I felt sleepy at work.", "fatigue"),
    ('Reports "worried I\'d be angry with the kids".', "anger"),
    ("Worried I'd be angry that she missed 2 sessions.", "worry"),
    ("I am worried about her suicidality.", "suicidal_ideation"),
)


def indicators(text: str) -> set[str]:
    return {finding.indicator for finding in read(text)}


@pytest.mark.parametrize(("text", "symptom"), OF_THE_THERAPIST)
def test_what_the_therapist_felt_is_no_symptom_of_the_client(text: str, symptom: str) -> None:
    assert group_of(symptom) == "symptoms"
    assert symptom not in indicators(text)


@pytest.mark.parametrize(("text", "indicator"), OF_THE_CLIENT)
def test_what_the_client_felt_is(text: str, indicator: str) -> None:
    assert indicator in indicators(text)

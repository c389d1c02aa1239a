"""Farewell letters and goodbyes: of grief work and of the end of a therapy they are no danger, to the living they are."""

import pytest

from fullarc.reading.finding import Finding, Status
from fullarc.reading.reader import read

OF_THE_WORK = (
    "Read the farewell letter aloud.",
    "Read the farewell letter to his father aloud in session.",
    "Tearful while saying goodbye to her mother in the empty chair.",
    "Empty chair exercise with deceased father; tearful while saying goodbye.",
    "Grief work: wrote a letter to his dead father. Read the farewell letter aloud.",
    "Used the empty chair with his late father. Tearful while saying goodbye.",
    "Homework: write a farewell letter to dad.",
    "Completed the homework: goodbye letter to his grandfather, read at the grave.",
    "Wrote a farewell letter to her stillborn daughter as part of grief work.",
    "In imagery client said goodbye to his dead friend.",
    "Prolonged grief treatment: imaginal conversation with deceased son, said goodbye.",
    "Read the letter to his father (d. 2021) aloud; saying goodbye was hard.",
    "Client wrote a goodbye letter to the baby she miscarried.",
    "Worked on grief. He finished the farewell letter to his wife, who died in March.",
    "Final session: read farewell letter to therapist.",
    "Client and therapist exchanged farewell letters at termination.",
    "Final session. We said goodbye; he gave me a card.",
    "Goodbye letters exchanged in CAT session 16.",
    "Finished the goodbye letter for Nan. She passed in June.",
    "In the eulogy for his mother he said farewell in two languages.",
    "Wrote and burned a farewell letter to her abuser in the session as a ritual.",
    "Was not able to say goodbye to his father before he died.",
    "Family session: kids said goodbye to mom at the grave.",
    "Wrote a goodbye letter to her eating disorder.",
    "Pt said goodbye to his old dog at the vet.",
)
TO_THE_LIVING = (
    "Mother found a goodbye letter.",
    "Wrote farewell letters to her children.",
    "Said goodbye to everyone and gave away his guitar.",
    "She wrote a farewell letter to her mother last night.",
    "Left a farewell letter on the kitchen table.",
    "Wrote goodbye letters to her family, wants to join her late husband.",
    "Father died in March. He wrote farewell letters to his kids.",
    "Lost her husband, wrote a farewell letter.",
    "Grief work in session. Between sessions wrote goodbye notes to his daughters.",
    "Empty chair with father today. Reports he has written goodbye letters.",
    "Read her goodbye letter to her children aloud in session.",
    "In the final session she said goodbye to her kids for ever.",
    "Client disclosed in session that she had written goodbye letters.",
    "After termination from work wrote a goodbye letter.",
    "Since last session wrote a goodbye letter.",
    "The homework diary contained a goodbye letter.",
    "Homework: did not do it, wrote a farewell letter.",
    "Found reading a farewell letter aloud into his phone.",
    "Active SI with a plan. Read the farewell letter aloud.",
    "Read the farewell letter aloud. Has given away all his possessions.",
    'Empty chair work with her late father. She has a letter for each of her children in the drawer, "just in case".',
    "As homework he was to write to his late brother. Instead he brought a farewell to his kids.",
    "Termination phase. He has scheduled a goodbye email to his family for Sunday.",
    "Grief group: shares she keeps a goodbye note in her wallet.",
    "After grief work, went home and wrote a goodbye letter to Mum.",
    'He finished the farewell letter to his late wife. "See you soon" was the last line.',
    'Wrote farewell letter to dead husband: "I will be with you by Christmas".',
    'Letter to late dad read aloud, goodbye, "save me a seat".',
    'Grief letter to her stillborn son; she ended it with goodbye and "mummy is coming to you".',
    'Goodbye letter from therapist given. Client: "I have written mine too, to my family".',
    "She said it was only a letter exercise but the farewell letter is dated next Friday.",
    "worked w/ chair. pt wrote farewel letters to kids at nite",
    "Client has penned farewell letters to her nieces during the imagery homework week.",
    "Wrote goodbye letters as for a homework nobody gave him.",
    "Said farewell to his late wife at the grave. Told neighbour to take the dog.",
    'She ended treatment with a letter: "goodbye, no one could have helped me".',
    "Teen wrote a goodbye post for her friends, said it was an assignment for English.",
    "Adolescent wrote a goodbye post.",
    'During the week after the empty-chair session she wrote "goodbye my loves" on a card for her twins and hid it under the mattress.',
    "Letter to Dad (dec.) done. She also mentions there is an envelope for each of the kids at her sister's.",
    "Ritual of farewell for the lost baby. Later she told me she had bought her burial plot and said goodbye to her mother.",
    "He practised his farewell speech to his sons in the mirror, he says it is not for a trip.",
    "Grief homework was a letter to gran. Found in his bag: a second page, goodbye to mum.",
    "Recorded goodbye voice notes for each grandchild, dated for their birthdays.",
    "Farewell texts to her best friends are saved as drafts.",
    "Read the goodbye letter to his brother (who lives in Leeds) in session.",
    "Goodbye letter to wife and kids, he calls it an exercise in honesty.",
    "She posted a long farewell on Facebook after group.",
    "Has been giving away her jewellery and said goodbye to her choir.",
    "Client's farewell note was in the pocket of his coat; wife brought it to session.",
    "Brought to session the goodbye letter her wife discovered.",
    'Termination session planned. Client: "I have said my goodbyes to everybody, not only you."',
)


def _warnings(note: str, *, learned: bool) -> list[Finding]:
    return [each for each in read(note, learned=learned) if each.indicator == "suicide_warning_sign" and each.status is not Status.DENIED]


@pytest.mark.parametrize("learned", [True, False], ids=["with the tagger", "by the rules"])
@pytest.mark.parametrize("note", OF_THE_WORK)
def test_a_goodbye_of_the_work_is_no_warning(note: str, learned: bool) -> None:
    assert not _warnings(note, learned=learned)


@pytest.mark.parametrize("learned", [True, False], ids=["with the tagger", "by the rules"])
@pytest.mark.parametrize("note", TO_THE_LIVING)
def test_a_goodbye_to_the_living_warns(note: str, learned: bool) -> None:
    assert any(each.status is Status.PRESENT for each in _warnings(note, learned=learned))

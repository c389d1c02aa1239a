"""The client's own summary: the course told in plain words (narrative.for_client), each sentence with its footnote, no note quoted."""

from dataclasses import replace

from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Statement
from fullarc.exchange.pages.evidence_numbers import Place, numbered_evidence
from fullarc.narrative.advice_once import advice_once
from fullarc.narrative.client_sentence import Part
from fullarc.narrative.client_words import client_words
from fullarc.narrative.for_client import story_for_client
from fullarc.reports.disclosed import bare
from fullarc.reports.footnotes import Day, footnotes
from fullarc.reports.report import Block, Footnote, Kind, Section

RULE = "client.story"


def told_to_the_client(seen: CourseAssessment, language: str, say: Day) -> tuple[tuple[Section, ...], tuple[Footnote, ...]]:
    """The sections of the story and their footnotes. `seen` is the whole assessment: the story leaves out what is not for clients."""
    story, words = story_for_client(seen, language), client_words(language)
    sentences = advice_once(story.sentences, language)
    statements = tuple(Statement(one.key, one.text, RULE, tuple(map(bare, one.evidence))) for one in sentences)
    told = replace(seen, statements=statements, signals=(), goals=tuple(replace(goal, addressed_in=(), told=()) for goal in seen.goals))
    numbering = numbered_evidence(told)
    place = {one.key: i for i, one in enumerate(sentences, 1)}
    sections = []
    for part in Part:
        blocks: list[Block] = []
        for one in (one for one in sentences if one.part is part):
            numbers = tuple(dict.fromkeys(n for _, n in numbering.marks[Place("statement", place[one.key])]))
            if one.quote:
                blocks.append(Block(Kind.OWN, ((f"“{one.quote}”", numbers),)))
            blocks.append(Block(Kind.SAY, ((one.text, numbers),), facts=one.support))
        sections.append(Section(words.say("parts", part), tuple(blocks)))
    return tuple(sections), footnotes(told, numbering, {}, say, {})

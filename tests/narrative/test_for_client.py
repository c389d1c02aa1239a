"""The client's story, held against the known truth of the simulated caseload: true, plain, without risk and diagnoses."""

import re
from datetime import date
from pathlib import Path

import pytest

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.statement import Change, Domain, Kind, NoEvidence, Proof
from fullarc.course.timeline import Attendance, LogEntry, RiskAnswer, ScoreRecord, Session, timeline_of
from fullarc.demo.course_files import write_course
from fullarc.demo.presentation import presentations
from fullarc.demo.simulate import simulate
from fullarc.demo.simulated import SimulatedCourse, Verdict
from fullarc.exchange.incoming.course_folder import read_course
from fullarc.goals.goal import Goal, Rating
from fullarc.narrative.client_sentence import ClientSentence, ClientStory, Part
from fullarc.narrative.client_words import LANGUAGES, UnknownLanguage, client_words
from fullarc.narrative.for_client import own_wording, story_as_text, story_for_client
from fullarc.narrative.readability import reading_of

SEED, COURSES = 417, 33
HIGHEST_GRADE, LOWEST_HUERTA = 7.0, 70.0
NEVER_SAID = re.compile(
    r"suicid|self-harm|autoles|risk|riesgo|diagnos|disorder|trastorno|depress|depres|F\d\d|insight|disagree|deteriorat|psycho|safety plan"
    r"|because of|a causa de|patient|paciente|violen|kill|die\b|morir|cut-off|clinical",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[SimulatedCourse, CourseAssessment]]:
    folder = tmp_path_factory.mktemp("told")
    courses = simulate(SEED, COURSES)
    for course in courses:
        write_course(course, folder / course.code)
    return [(course, assess_timeline(read_course(folder / course.code))) for course in courses]


def truth_of(sentence: ClientSentence, topic: str, course: SimulatedCourse) -> Verdict | None:
    """What is true of a topic, or None where the generator planned nothing for it. Goals are true of the days they were rated on."""
    kind = sentence.key.split(":")[0]
    if kind == "goal" or any(one.measure == topic for one in course.truth.disagreements):
        return None
    if kind in {"score", "log"}:
        return course.truth.domains[Domain.SYMPTOM_BURDEN]
    return course.truth.indicators.get(topic)


def claims(told: list[tuple[SimulatedCourse, CourseAssessment]]) -> list[tuple[SimulatedCourse, ClientSentence, Change]]:
    return [
        (course, sentence, truth.change)
        for course, seen in told
        for sentence in story_for_client(seen).sentences
        for topic in sentence.topics
        if sentence.change is not None and (truth := truth_of(sentence, topic, course)) is not None
    ]


def test_no_sentence_says_better_where_the_truth_is_worse_or_worse_where_it_is_better(told):
    found = claims(told)
    assert len(found) > 150
    opposite = {Change.IMPROVED: Change.WORSENED, Change.WORSENED: Change.IMPROVED}
    assert [(course.code, one.key) for course, one, truth in found if opposite.get(truth) is one.change] == []


def test_hardly_a_sentence_says_better_or_worse_where_nothing_has_changed(told):
    moved = [(one, truth) for _, one, truth in claims(told) if one.change in {Change.IMPROVED, Change.WORSENED}]
    wrong = [one.key for one, truth in moved if truth is Change.NO_CLEAR_CHANGE]
    assert len(wrong) <= 0.03 * len(moved), wrong


def test_measured_gains_that_lasted_are_told_as_such(told):
    gains = [(course, seen) for course, seen in told if course.truth.trajectory in {"steady_gain", "sudden_gain"}]
    assert gains
    for _, seen in gains:
        assert any(one.change is Change.IMPROVED for one in story_for_client(seen).of(Part.BETTER))


def test_what_is_said_of_a_goal_is_true_of_the_days_on_which_it_was_rated(told):
    for course, seen in told:
        about = [indicator for indicator, _ in next(p for p in presentations() if p.id == course.presentation).goals]
        attended = [one.date for one in course.sessions if one.attendance is Attendance.ATTENDED]
        for sentence in story_for_client(seen).of(Part.GOALS):
            if sentence.change is Change.IMPROVED:
                latent = course.truth.latent[about[int(sentence.topics[0]) - 1]]
                first, last = (attended.index(sentence.evidence[end].date) for end in (0, -1))
                assert latent[last] < latent[first], (course.code, sentence.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_at_sixth_grade_at_most(told, language):
    for course, seen in told:
        reading = reading_of(own_wording(story_for_client(seen, language)), language)
        if language == "en":
            assert reading.index <= HIGHEST_GRADE, (course.code, reading.in_words)
        else:
            assert reading.index >= LOWEST_HUERTA, (course.code, reading.in_words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_sentence_is_much_harder_than_the_whole(told, language):
    """Each of our sentences alone stays below twenty words; a list of things may be longer by its things."""
    for _, seen in told:
        for sentence in story_for_client(seen, language).sentences:
            own = re.sub(r"“[^”]*”|: [^.]*", "", f"{sentence.text} {sentence.support}")
            assert max(len(part.split()) for part in re.split(r"[.!?]", own)) <= 20, sentence.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_risk_diagnoses_disagreements_or_causes(told, language):
    for course, seen in told:
        own = [f"{s.text} {s.support}" for s in story_for_client(seen, language).sentences]
        assert [line for line in own if NEVER_SAID.search(line.replace(course.presenting_problem, ""))] == []


def test_no_word_of_a_note_is_quoted(told):
    for course, seen in told:
        text = story_as_text(story_for_client(seen))
        quotes = {found.finding.quote for found in seen.timeline.findings if len(found.finding.quote.split()) > 4}
        assert [quote for quote in quotes if quote in text] == [], course.code


def test_both_languages_tell_the_same_with_the_same_proof(told):
    for _, seen in told:
        english, spanish = (story_for_client(seen, language).sentences for language in LANGUAGES)
        assert [(one.key, one.part, one.evidence) for one in english] == [(one.key, one.part, one.evidence) for one in spanish]


def test_every_sentence_keeps_its_proof_and_its_key_is_its_own(told):
    for _, seen in told:
        sentences = story_for_client(seen).sentences
        assert all(one.evidence for one in sentences)
        assert len({one.key for one in sentences}) == len(sentences)


def test_the_tables_of_both_languages_have_the_same_keys_and_places():
    english, spanish = (client_words(language).table for language in LANGUAGES)
    assert english.keys() == spanish.keys()
    for section, words in english.items():
        if isinstance(words, dict):
            assert words.keys() == spanish[section].keys(), section
            for key, text in words.items():
                assert places(text) >= places(spanish[section][key]), (section, key)


def places(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_a_language_nobody_wrote_is_refused():
    with pytest.raises(UnknownLanguage, match="'xx'"):
        client_words("xx")


def test_a_sentence_without_proof_cannot_be_made():
    with pytest.raises(NoEvidence):
        ClientSentence("score:phq-9", Part.BETTER, "You feel less low.", ())


def test_a_course_with_nothing_recorded_has_nothing_to_tell():
    seen = assess_timeline(timeline_of(began=date(2026, 3, 2)))
    assert story_for_client(seen) == ClientStory("en", ())


def scores(*values: float, measure: str = "phq-9", **given: object) -> list[ScoreRecord]:
    return [ScoreRecord(date(2026, 1 + n, 5), measure, value, **given) for n, value in enumerate(values)]


def only(records: list[ScoreRecord], part: Part) -> ClientSentence:
    [sentence] = story_for_client(assess_timeline(timeline_of(scores=records))).of(part)
    return sentence


def test_a_gain_that_has_held_says_since_when():
    sentence = only(scores(20, 19, 8, 6, 5, 5), Part.BETTER)
    assert sentence.text == "You feel less low than in January. That has held since March."
    assert sentence.support == "This comes from six of your check-ins."
    assert [proof.value for proof in sentence.evidence] == [20, 19, 8, 6, 5, 5]


def test_a_new_gain_does_not_promise_that_it_lasts():
    assert only(scores(20, 19, 20, 8), Part.BETTER).text.endswith("This is new. It is too soon to know if it will last.")


def test_getting_worse_is_said_plainly_with_a_way_on():
    sentence = only(scores(6, 6, 15, 16, 16, 17), Part.HARD)
    assert sentence.text == "You feel more low than in January. It is worth talking about when you next meet."


def test_a_small_difference_is_called_what_it_is():
    assert "can be chance" in only(scores(16, 15, 17, 14), Part.HARD).support


def test_one_score_is_too_few_and_says_so_in_plain_words():
    sentence = only(scores(14), Part.NOT_YET)
    assert sentence.text == "There is not enough yet to tell how it goes with this: feeling low. One more check-in will help."


def test_what_others_answered_about_the_client_is_not_told():
    seen = assess_timeline(timeline_of(scores=scores(20, 19, 8, 6, informant="parent")))
    assert story_for_client(seen).sentences == ()


def test_a_risk_item_and_a_measure_of_risk_leave_no_trace():
    risky = scores(20, 19, 8, 6, 5, 5, risk=(RiskAnswer(9, 2, "suicidal_ideation"),), risk_asked=("suicidal_ideation",))
    plain = story_as_text(story_for_client(assess_timeline(timeline_of(scores=scores(20, 19, 8, 6, 5, 5)))))
    seen = assess_timeline(timeline_of(scores=[*risky, *scores(3, 3, 0, measure="c-ssrs-screener")]))
    assert story_as_text(story_for_client(seen)) == plain


LEVELS = ("not at all", "one morning", "three mornings", "five mornings", "all, and early")


def goal_story(*ratings: Rating, levels: tuple[str, ...] = LEVELS, closed: date | None = None, as_of: date | None = None) -> ClientSentence:
    goal = Goal("1", "Be in class for the first lesson.", date(2026, 1, 5), closed, levels)
    met = [Session(date(2026, month, 5), Attendance.ATTENDED) for month in range(1, 7)]
    [sentence] = story_for_client(assess_timeline(timeline_of(sessions=met, goals=[goal], ratings=ratings), as_of)).of(Part.GOALS)
    return sentence


def test_a_goal_is_told_in_the_clients_words_with_its_level_in_words():
    sentence = goal_story(Rating(date(2026, 1, 5), "1", -1, "gas"), Rating(date(2026, 6, 5), "1", 1, "gas"))
    assert sentence.quote == "Be in class for the first lesson."
    assert sentence.text == (
        "A bit more than you hoped for. In your plan this means: “five mornings”. "
        "In January it was not yet all you hoped for. You got there."
    )


@pytest.mark.parametrize(
    ("scale", "values", "end"),
    [
        ("gas", (-2, -1), "You are closer to it."),
        ("gas", (-2, 0), "You got there."),
        ("gas", (2, 0), "It was more for a time. You are still where you hoped to be."),
        ("gas", (-1, -2), "It is further off than it was. It is worth a talk."),
        ("gas", (-2, -1, -1, -2), "You were closer for a time. You can talk about what helped then."),
        ("gas", (-2, -2), "It is about where it was."),
        ("0-10", (2, 9), "You are closer to it."),
        ("0-10", (2, 10), "You got there."),
        ("0-10", (2, 0), "A step this small can be chance."),
        ("0-10", (2, 2), "It is about where it was."),
    ],
)
def test_where_a_goal_has_come_to_is_said_as_its_ratings_have_it(scale, values, end):
    days = [date(2026, 6 - place, 5) for place in reversed(range(len(values)))]
    text = goal_story(*(Rating(day, "1", value, scale) for day, value in zip(days, values, strict=True)), levels=()).text
    assert text.endswith(end)


def test_advice_is_given_once_and_what_is_new_is_said_each_time():
    records = [*scores(6, 6, 15, 16, 16, 17), *scores(4, 4, 14, 15, 15, 16, measure="gad-7")]
    text = " ".join(story_as_text(story_for_client(assess_timeline(timeline_of(scores=records)))).split())
    assert "You feel more low than in January. It is worth talking about when you next meet." in text
    assert "You worry more than in January. This comes from six of your check-ins." in text
    gains = [*scores(20, 19, 20, 8), *scores(18, 17, 18, 4, measure="gad-7")]
    assert story_as_text(story_for_client(assess_timeline(timeline_of(scores=gains)))).count("This is new. It is too soon") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_piece_of_advice_is_said_somewhere(language):
    table = client_words(language).table
    sentences = [text for words in table.values() if isinstance(words, dict) for text in words.values()]
    assert [advice for advice in table["said_once"] if not any(advice in text for text in sentences)] == []


def test_a_goal_not_looked_at_for_long_says_so_in_the_past():
    text = goal_story(Rating(date(2026, 1, 5), "1", 2, "0-10"), Rating(date(2026, 2, 5), "1", 7, "0-10")).text
    assert text.endswith("You were closer to it by then. You have not looked at it since February.")


def test_a_goal_never_rated_asks_whether_it_still_matters_only_when_it_was_agreed_long_ago():
    assert goal_story().text == "It is not rated yet. Does it still matter to you?"
    assert goal_story(as_of=date(2026, 1, 5)).text == "It is not rated yet. You can do that in a session."


def test_distress_that_fell_is_told_and_its_memory_is_not_named():
    rows = [LogEntry(date(2026, 2, n), "emdr", "sud", 8 - n, "", source=str(n), about="the kitchen") for n in (1, 3, 6)]
    rows += [LogEntry(date(2026, 2, n), "emdr", "state", 1, "", source=str(n), about="the kitchen") for n in (1, 3, 6)]
    text = story_as_text(story_for_client(assess_timeline(timeline_of(tracked=rows))))
    assert "Its pull went from 7 to 2 of 10." in text
    assert "kitchen" not in text


def test_homework_skills_and_fears_faced_are_counted_without_praise():
    rows = [LogEntry(date(2026, 2, n), "homework", "completion", value, "", source=f"h{n}") for n, value in ((1, 4), (8, 1), (15, 3))]
    rows += [LogEntry(date(2026, 2, n), "exposure", "peak", value, "", f"e{n}", "Bus, two stops") for n, value in ((2, 80), (9, 45))]
    text = " ".join(story_as_text(story_for_client(assess_timeline(timeline_of(tracked=rows)))).split())
    assert "You did most or all of two of three tasks between sessions." in text
    assert "You faced “Bus, two stops” two times. At its worst, your fear went from 80 to 45 of 100." in text


def test_the_parts_come_in_the_order_of_the_page(told):
    order = list(Part)
    for _, seen in told:
        places_of = [order.index(one.part) for one in story_for_client(seen).sentences]
        assert places_of == sorted(places_of)


def test_the_story_begins_with_a_gain_where_there_is_one():
    story = story_for_client(assess_timeline(timeline_of(scores=scores(20, 19, 8, 6, 5, 5))))
    assert story.gain is not None
    assert story.gain.key == "score:phq-9"
    assert story_for_client(assess_timeline(timeline_of(scores=scores(6, 6, 16, 17, 17)))).gain is None


def test_an_entry_with_braces_in_a_name_is_told_as_it_is(tmp_path: Path):
    rows = [LogEntry(date(2026, 2, n), "exposure", "peak", 60, "", f"e{n}", "{the} shop") for n in (2, 9)]
    assert "“{the} shop”" in story_as_text(story_for_client(assess_timeline(timeline_of(tracked=rows))))


def test_proofs_come_in_order_of_date_and_each_once(told):
    for _, seen in told:
        for sentence in story_for_client(seen).sentences:
            days = [proof.date for proof in sentence.evidence]
            assert days == sorted(days)
            assert len(set(sentence.evidence)) == len(sentence.evidence)
            assert all(isinstance(proof, Proof) and proof.kind in Kind for proof in sentence.evidence)

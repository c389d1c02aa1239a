"""A practice makes a measure of its own: from a file or built, tried, published, changed, and never half."""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from tests.cast import Cast
from tests.web.instruments.forms_of_ours import leaving, published, walks

from fullarc.exchange.fhir.questionnaire import questionnaire
from fullarc.instruments.catalogue import catalogue as shipped
from fullarc.instruments.definition_writing import definition_text
from fullarc.web.accounts.models import User
from fullarc.web.audit.models import Event
from fullarc.web.instruments import actions, at_hand
from fullarc.web.instruments.actions import CannotPublish
from fullarc.web.instruments.models import MeasureDraft, OwnMeasure, OwnVersion

SignIn = Callable[[User | None], Browser]


def sent(text: str | bytes, name: str = "form.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def take_in(browser: Browser, text: str | bytes) -> object:
    return browser.post(reverse("instruments:take_in"), {"file": sent(text)})


def toml(**changes: object) -> str:
    return definition_text({"id": "leaving", "version": "7", **leaving(), **changes})


def a_draft(content: dict, by: User, *, is_log: bool = False) -> MeasureDraft:
    return actions.begin(content, came_from="built", by=by, is_log=is_log)


def about(**changes: object) -> dict[str, object]:
    return {
        "from_version": 1,
        "name": "Leaving the house",
        "short_name": "Leaving",
        "about": "How hard it was",
        "recall": "today",
        "better": "lower",
        "tracker": "on",
        "source": "written by this practice",
        "licence": "our own",
        "licence_source": "this practice",
        "problems": ["own_problems"],
        "answered_by": ["client"],
        "from_age": 18,
        **changes,
    }


def row(number: int, text: str, kind: str = "shared", **more: object) -> dict[str, object]:
    return {f"row-{number}-{key}": value for key, value in {"text": text, "kind": kind, **more}.items()}


def rows(*given: dict[str, object], initial: int = 0, **more: object) -> dict[str, object]:
    sent: dict[str, object] = {"from_version": 1, "row-TOTAL_FORMS": len(given), "row-INITIAL_FORMS": initial, **more}
    for one in given:
        sent |= one
    return sent


def test_a_fhir_questionnaire_becomes_a_draft_that_is_shown_as_the_client_would_see_it(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    answer = take_in(browser, json.dumps(questionnaire(shipped().get("rses"))))
    page = browser.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "On the whole, I am satisfied with myself." in page
    assert "Strongly agree" in page
    assert "Still missing" in page
    assert OwnVersion.objects.count() == 0


def test_a_file_that_cannot_be_taken_is_refused_with_every_path_and_nothing_is_kept(cast: Cast, signed_in: SignIn) -> None:
    item = {"linkId": "a", "type": "choice", "text": "?", "repeats": True, "answerOption": []}
    broken = {"resourceType": "Questionnaire", "item": [item, {"linkId": "b", "type": "text", "text": "Say"}]}
    answer = take_in(signed_in(cast.mira), json.dumps(broken))
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "item[0].repeats" in page
    assert "item[1]" in page
    assert "a question of type text" in page
    assert MeasureDraft.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (toml().replace('source = "written by this practice"\n', "", 1), "source"),
        (toml(surprise=1), "surprise"),
        ("id = ", "not TOML"),
        (b"\xff\xfe\x00", "UTF-8"),
        (toml(notes=["fine"]).replace('notes = ["fine"]', "notes = [2026-01-01]"), "notes"),
        ("{", "cannot be read"),
    ],
)
def test_a_definition_without_source_or_with_a_fault_is_refused_with_its_key(
    text: str, sentence: str, cast: Cast, signed_in: SignIn
) -> None:
    answer = take_in(signed_in(cast.mira), text)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert sentence in answer.content.decode()  # type: ignore[attr-defined]
    assert MeasureDraft.objects.count() == 0


def test_a_toml_file_with_its_filled_forms_can_be_published_at_once(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    answer = take_in(browser, toml())
    draft = MeasureDraft.objects.get()
    assert "Nothing is missing" in browser.get(answer.url).content.decode()  # type: ignore[attr-defined]
    browser.post(reverse("instruments:publish", args=[draft.id]))
    row = OwnVersion.objects.get()
    assert (row.version, at_hand.catalogue().get("Leaving").id) == ("1", row.measure.key)
    assert row.measure.key.startswith("own-")


def test_a_measure_is_built_page_by_page(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(reverse("instruments:begin"), {"kind": "measure"})
    draft = MeasureDraft.objects.get()
    assert browser.post(reverse("instruments:about", args=[draft.id]), about()).status_code == 302
    questions = rows(
        row(0, "I avoided people"),
        row(1, "I went out", heading="Today"),
        row(2, "How afraid were you?", "visual_analogue", low_label="not at all", high_label="as much as can be"),
        row(3, "Did you work?", "yes_no"),
        row(4, "How sure are you?", "scale", low=1, high=5),
        row(5, "Thoughts of dying", "own", answers="0 = no\n2 = yes", attention_from=2, attention_about="suicidal_ideation"),
        row(6, ""),
        shared="never\nsometimes\nalways",
        from_version=2,
    )
    assert browser.post(reverse("instruments:questions", args=[draft.id]), questions).status_code == 302
    scoring = {"from_version": 3, "way": "sum", "reverse": ["2"], "unscored": ["3"], "allowed": 1, "missing_source": "ours"}
    assert browser.post(reverse("instruments:scoring", args=[draft.id]), scoring).status_code == 302
    draft.refresh_from_db()
    assert [len(item.get("options", draft.content["options"])) for item in draft.content["items"]] == [3, 3, 101, 2, 5, 2]
    assert (draft.content["total"]["low"], draft.content["total"]["high"]) == (1, 12)
    assert "publish" not in browser.get(reverse("instruments:draft", args=[draft.id])).content.decode()
    for version, answers, total in ((4, "2 0 50 1 5 0", 10), (5, "2 - 50 1 5 0", "10")):
        tried = {"from_version": version, "answers": answers, "scale_total": total}
        assert browser.post(reverse("instruments:filled_forms", args=[draft.id]), tried).status_code == 302
    assert browser.post(reverse("instruments:publish", args=[draft.id])).status_code == 302
    measure = next(one for one in at_hand.catalogue() if one.short_name == "Leaving")
    assert [risk.about for risk in measure.risk_items] == ["suicidal_ideation"]
    assert measure.items[1].heading == "Today"


def test_a_failing_filled_form_keeps_a_measure_from_use(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    draft = a_draft(
        leaving(test_vectors=[{"answers": "0 2 1 2", "expected": {"total": 99.0}}, {"answers": "2 0 - 1", "expected": {"total": 1.0}}]),
        cast.mira,
    )
    page = browser.get(reverse("instruments:draft", args=[draft.id])).content.decode()
    assert "1 of 2 filled forms do not give the expected score" in page
    assert "the score is 5, expected was 99" in page
    assert browser.post(reverse("instruments:publish", args=[draft.id])).status_code == 422
    assert OwnMeasure.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"test_vectors": []}, "expected at least 2 different ones"),
        ({"short_name": "PHQ 9"}, "Another one is called 'PHQ 9' already"),
        ({"source": ""}, "source"),
        ({"better": None}, "better"),
        ({"rights": {"verdict": "wording", "source": "x"}}, "The licence is missing"),
    ],
)
def test_what_is_missing_is_refused_and_nothing_is_written(changes: dict, sentence: str, cast: Cast) -> None:
    draft = a_draft({**leaving(), **changes}, cast.mira)
    with pytest.raises(CannotPublish, match=sentence):
        actions.publish(draft, by=cast.mira)
    assert (OwnMeasure.objects.count(), OwnVersion.objects.count(), MeasureDraft.objects.count()) == (0, 0, 1)


def test_two_own_measures_of_one_name_are_refused(cast: Cast) -> None:
    published(leaving(), by=cast.mira)
    with pytest.raises(CannotPublish, match="Another one is called 'Leaving' already"):
        published(leaving(), by=cast.mira)


def next_version(version: OwnVersion, content: dict, by: User) -> OwnVersion:
    draft = actions.begin_version(version.measure, by=by)
    actions.change(draft, content, by=by, started_from=draft.version)
    return actions.publish(draft, by=by)


def test_a_changed_wording_is_a_new_edition_and_a_changed_source_is_not(cast: Cast) -> None:
    first = published(leaving(), by=cast.mira)
    second = next_version(first, leaving(source="this practice, 2026"), cast.mira)
    items = [{"number": 1, "text": "I slept badly"}, *({"number": n, "text": t} for n, t in enumerate(("b", "c", "d"), start=2))]
    third = next_version(second, leaving(items=items), cast.mira)
    assert [first.version, second.version, third.version] == ["1", "1.1", "2"]
    assert at_hand.definition_of(first.measure.key, "1.1").items[0].text == "I slept well"  # type: ignore[union-attr]
    assert at_hand.catalogue().get("Leaving").items[0].text == "I slept badly"


def test_a_version_that_changes_nothing_is_refused(cast: Cast) -> None:
    first = published(leaving(), by=cast.mira)
    with pytest.raises(CannotPublish, match="Nothing differs"):
        actions.publish(actions.begin_version(first.measure, by=cast.mira), by=cast.mira)


def test_there_is_one_draft_of_the_next_version_at_a_time(cast: Cast) -> None:
    first = published(leaving(), by=cast.mira)
    assert actions.begin_version(first.measure, by=cast.mira) == actions.begin_version(first.measure, by=cast.owner)


def test_what_is_out_of_use_is_not_offered_and_stays_known(cast: Cast) -> None:
    row = published(leaving(), by=cast.mira)
    actions.set_in_use(row.measure, in_use=False, by=cast.mira)
    assert row.measure.key in at_hand.catalogue().instruments
    assert row.measure.key not in {one.id for one in at_hand.offered()}
    actions.set_in_use(row.measure, in_use=True, by=cast.mira)
    assert row.measure.key in {one.id for one in at_hand.offered()}


def test_an_edit_in_two_tabs_overwrites_nothing(cast: Cast, signed_in: SignIn) -> None:
    browser, draft = signed_in(cast.mira), a_draft(leaving(), cast.mira)
    assert browser.post(reverse("instruments:about", args=[draft.id]), about(short_name="First")).status_code == 302
    assert browser.post(reverse("instruments:about", args=[draft.id]), about(short_name="Second")).status_code == 422
    assert MeasureDraft.objects.get().name == "First"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"bands": "0 to 3 little"}, "A figure without a source cannot be used"),
        ({"bands": "0 to 3 little", "figures_source": "us"}, "expected bands from 0.0 to 8.0"),
        ({"bands": "low: 0"}, "expected both ends and a name"),
        ({"parts": "Outside 2 3"}, "expected a name and the numbers"),
        ({"parts": "Outside: 2 9"}, "item 9, which is not scored here"),
        ({"unscored": ["1", "2", "3", "4"]}, "low"),
        ({"reverse": ["17"]}, "17 is not one of the available choices"),
    ],
)
def test_a_scoring_rule_that_does_not_fit_is_refused(changes: dict, sentence: str, cast: Cast, signed_in: SignIn) -> None:
    draft = a_draft(leaving(), cast.mira)
    sent = {"from_version": 1, "way": "sum", "allowed": 0, "missing_source": "ours", **changes}
    answer = signed_in(cast.mira).post(reverse("instruments:scoring", args=[draft.id]), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    draft.refresh_from_db()
    assert draft.content == leaving()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (rows(row(0, "One", "own", answers="only"), shared=""), "at least two answers"),
        (rows(row(0, "One", "scale", low=5, high=1), shared=""), "from a lower to a higher number"),
        (rows(row(0, "One", "scale", low=0, high=500), shared=""), "at most 100 steps"),
        (rows(row(0, "One"), shared="1 = a\n1 = b"), "Two answers have the same value"),
        (rows(row(0, "One", attention_from=9), shared="a\nb"), "no answer is worth 9"),
        (rows(row(0, "One", "nothing"), shared="a\nb"), "nothing is not one of the available choices"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(sent: dict, sentence: str, cast: Cast, signed_in: SignIn) -> None:
    draft = a_draft(leaving(), cast.mira)
    answer = signed_in(cast.mira).post(reverse("instruments:questions", args=[draft.id]), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    draft.refresh_from_db()
    assert draft.content == leaving()


def test_reversal_and_subscales_follow_a_question_to_its_new_number(cast: Cast, signed_in: SignIn) -> None:
    draft = a_draft(leaving(), cast.mira)
    kept = [row(place, text, was=was) for place, (was, text) in enumerate([(2, "I avoided people"), (4, "I was able to work")])]
    signed_in(cast.mira).post(reverse("instruments:questions", args=[draft.id]), rows(*kept, initial=4, shared="0 = no\n1 = yes"))
    draft.refresh_from_db()
    assert [(item["number"], item.get("reverse", False)) for item in draft.content["items"]] == [(1, False), (2, True)]


@pytest.mark.parametrize("name", ["toml", "fhir"])
def test_a_version_is_taken_out_as_a_file_and_can_be_taken_in_again(name: str, cast: Cast, signed_in: SignIn) -> None:
    browser, version = signed_in(cast.mira), published(leaving(), by=cast.mira)
    answer = browser.get(reverse(f"instruments:{name}", args=[version.id]))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert take_in(browser, answer.content).status_code == 302  # type: ignore[attr-defined]
    assert [item["text"] for item in MeasureDraft.objects.get().content["items"]][:2] == ["I slept well", "I avoided people"]
    assert Event.objects.filter(action="own_measure.exported").count() == 1


def test_a_log_is_built_published_and_taken_out(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.mira)
    browser.post(reverse("instruments:begin"), {"kind": "log"})
    draft = MeasureDraft.objects.get()
    told = {
        "from_version": 1,
        "name": "Walks",
        "about": "Going out",
        "instruction": "After each walk.",
        "every": "day",
        "source": "us",
        "licence": "ours",
    }
    assert browser.post(reverse("instruments:about", args=[draft.id]), told).status_code == 302
    lines = rows(
        row(0, "Fear", "visual_analogue", better="lower"),
        row(1, "Minutes", "number", low=0, high=600, unit="minutes", better="higher"),
        row(2, "How it went", "ordinal", answers="badly\nfairly\nwell"),
        row(3, "Company", "yes_no"),
        row(4, "Words", "text"),
        row(5, "Strength", "scale", low=0, high=10),
        from_version=2,
    )
    assert browser.post(reverse("instruments:questions", args=[draft.id]), lines).status_code == 302
    assert browser.post(reverse("instruments:publish", args=[draft.id])).status_code == 302
    version = OwnVersion.objects.get()
    log = at_hand.catalogue().logs[version.measure.key]
    assert [field.kind for field in log.fields] == ["visual_analogue", "number", "ordinal", "yes_no", "text", "scale"]
    exported = json.loads(browser.get(reverse("instruments:fhir", args=[version.id])).content)
    assert len(exported["item"]) == 7


def test_lines_keep_their_ids_when_others_are_taken_away(cast: Cast, signed_in: SignIn) -> None:
    draft = a_draft(walks(), cast.mira, is_log=True)
    same = row(0, "How long", "number", was="minutes", low=0, high=600, unit="minutes", better="higher")
    kept = rows(same, row(1, "Did it help?", "yes_no"), initial=4)
    signed_in(cast.mira).post(reverse("instruments:questions", args=[draft.id]), kept)
    draft.refresh_from_db()
    assert [field["id"] for field in draft.content["fields"]] == ["minutes", "did_it_help"]


def test_a_line_with_another_scale_is_another_line(cast: Cast, signed_in: SignIn) -> None:
    draft = a_draft(walks(), cast.mira, is_log=True)
    kept = rows(
        row(0, "How long", "number", was="minutes", low=0, high=60, unit="minutes"), row(1, "Fear", "scale", was="fear", low=0, high=10)
    )
    signed_in(cast.mira).post(reverse("instruments:questions", args=[draft.id]), {**kept, "row-INITIAL_FORMS": 4})
    draft.refresh_from_db()
    assert [field["id"] for field in draft.content["fields"]] == ["how_long", "fear_2"]


def test_every_deed_is_in_the_trail(cast: Cast) -> None:
    row = published(leaving(), by=cast.mira)
    actions.set_in_use(row.measure, in_use=False, by=cast.mira)
    actions.discard(actions.begin_version(row.measure, by=cast.mira), by=cast.mira)
    told = list(Event.objects.order_by("sequence").values_list("action", flat=True))
    assert [one for one in told if one.startswith("own_measure")] == [
        "own_measure.begun",
        "own_measure.published",
        "own_measure.retired",
        "own_measure.begun",
        "own_measure.discarded",
    ]


def test_the_words_of_a_definition_are_sealed_in_the_database(cast: Cast) -> None:
    from django.db import connection

    published(leaving(), by=cast.mira)
    a_draft(leaving(), cast.mira)
    with connection.cursor() as cursor:
        for table in ("instruments_ownversion", "instruments_measuredraft"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "house" not in str(cursor.fetchall())


@pytest.mark.parametrize("person", ["supervisor", "front_desk", "auditor"])
def test_others_may_not_make_measures(person: str, cast: Cast, signed_in: SignIn) -> None:
    assert signed_in(getattr(cast, person)).get(reverse("instruments:own")).status_code == 403

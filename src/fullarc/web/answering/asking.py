"""The pages of a form, the same at home and behind a link: one question a screen, all on one page, the end, help.

The views say what is asked and how it is kept; here is what a browser sends and sees.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fullarc.instruments.answers import readable_answers
from fullarc.instruments.scoring import AnswerRefused
from fullarc.web.instruments.at_hand import is_own
from fullarc.web.measurements.bit_by_bit import OpenForm
from fullarc.web.measurements.questions import Question, questions
from fullarc.web.portal.queries import who_to_call
from fullarc.web.sent_values import offered_number

SECONDS_A_QUESTION = 8


class Keep(Protocol):
    def __call__(self, answers: Mapping[int, int | None], *, declined: frozenset[int] = ...) -> bool: ...


@dataclass(frozen=True, slots=True)
class Asking:
    """One form that is being answered.

    base    the address below which its pages stand, with a slash at the end
    keep    stores answers; True when one asks for attention
    finish  ends it
    reader  who sees the answers, in words; empty behind a link, where nobody is named
    shows   whether answers that were given are shown again; a link never reads back
    home    where the person goes when it is done
    about   of whom it asks, where that is not who answers
    """

    form: OpenForm
    base: str
    keep: Keep
    finish: Callable[[], None]
    reader: str = ""
    shows: bool = True
    home: str = ""
    about: str = ""

    def questions(self) -> list[Question]:
        row = self.form.row()
        return questions(self.form.instrument(row), row)


def begin(request: HttpRequest, asking: Asking, **more: object) -> HttpResponse:
    """What is asked, how long it takes, who sees it, in which language; a form that was begun goes on where it stopped."""
    if asking.form.row() is not None:
        return resume(asking)
    asked = asking.questions()
    context = {
        "asking": asking,
        "count": len(asked),
        "minutes": max(1, round(len(asked) * SECONDS_A_QUESTION / 60)),
        "in_english": not is_own(asked[0].instrument.id),
    }
    return render(request, "answering/begin.html", {**context, **more})


def resume(asking: Asking) -> HttpResponse:
    """To the first question that nothing was said to, or to the end."""
    waiting = next((each for each in asking.questions() if not each.answered), None)
    return redirect(f"{asking.base}{waiting.place}/" if waiting else f"{asking.base}end/")


def question(request: HttpRequest, asking: Asking, place: int) -> HttpResponse:
    """One question. Sent with an answer, with `skip` or with `decline`; whatever was sent is kept at once."""
    asked = asking.questions()
    if place < 1:
        raise Http404
    if place > len(asked):
        return redirect(f"{asking.base}end/")
    one = asked[place - 1]
    if request.method != "POST":
        return question_page(request, asking, one, asked)
    passed, chosen = "skip" in request.POST or "decline" in request.POST, request.POST.get("answer", "")
    if not passed and not chosen:
        return question_page(request, asking, one, asked, refusal=_("Choose an answer, or skip the question."))
    declined = frozenset({one.item.number} if "decline" in request.POST else ())
    try:
        risky = asking.keep({one.item.number: None if passed else offered_number(chosen)}, declined=declined)
    except AnswerRefused:
        return question_page(request, asking, one, asked, refusal=_("Choose one of these answers, or skip the question."))
    if risky:
        return redirect(f"{asking.base}help/?on={place + 1}")
    return redirect(f"{asking.base}{place + 1}/")


def question_page(request: HttpRequest, asking: Asking, one: Question, asked: list[Question], *, refusal: str = "") -> HttpResponse:
    left = (len(asked) - one.place + 1) * SECONDS_A_QUESTION
    context = {
        "asking": asking,
        "question": one,
        "of": len(asked),
        "parts": range(1, len(asked) + 1),
        "refusal": refusal,
        "minutes": max(1, round(left / 60)),
        "who": who_to_call(),
    }
    return render(request, "answering/question.html", context, status=422 if refusal else 200)


def all_at_once(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Every question on one page. What is sent is kept together; it is the end when nothing was left out, else the end is asked about.
    Where an answer cannot be read, the others are kept and it is not the end; one of them that asks for attention leads to help."""
    asked = asking.questions()
    if request.method != "POST":
        return all_page(request, asking, asked)
    answers, declined = sent(request.POST, asked)
    try:
        risky = bool(answers) and asking.keep(answers, declined=declined)
    except AnswerRefused:
        if asking.keep(readable_answers(asked[0].instrument, answers), declined=declined):
            place = next((one.place for one in asking.questions() if not one.answered), 1)
            return redirect(f"{asking.base}help/?on={place}")
        refusal = _("One of the answers is not among those that can be chosen. Please look again.")
        return all_page(request, asking, asking.questions(), refusal=refusal)
    waiting = next((each for each in asking.questions() if not each.answered), None)
    if waiting is None:
        asking.finish()
    if risky:
        return redirect(f"{asking.base}help/?on={waiting.place}" if waiting else f"{asking.base}help/?done=1")
    return redirect(f"{asking.base}end/")


def sent(given: QueryDict, asked: list[Question]) -> tuple[dict[int, int | None], frozenset[int]]:
    """What a form with all questions says: an answer or "preferred not to say"; what was left out is not among it."""
    chosen = {one.item.number: value for one in asked if (value := given.get(f"item_{one.item.number}", ""))}
    answers = {number: None if value == "decline" else offered_number(value) for number, value in chosen.items()}
    return answers, frozenset(number for number, value in chosen.items() if value == "decline")


def all_page(request: HttpRequest, asking: Asking, asked: list[Question], *, refusal: str = "") -> HttpResponse:
    context = {"asking": asking, "questions": asked, "instrument": asked[0].instrument, "refusal": refusal, "who": who_to_call()}
    return render(request, "answering/all.html", context, status=422 if refusal else 200)


def end(request: HttpRequest, asking: Asking) -> HttpResponse:
    """The end. Sending it finishes: nothing can be changed any more."""
    if request.method == "POST":
        asking.finish()
        return redirect(f"{asking.base}end/")
    asked = asking.questions()
    context = {"asking": asking, "last": len(asked), "open": sum(not each.answered for each in asked)}
    return render(request, "answering/end.html", context)


def help_now(request: HttpRequest, asking: Asking, *, done: bool = False) -> HttpResponse:
    """Whom to call, at once after an answer that asks for attention, and one tap away from every question."""
    place = offered_number(request.GET.get("on", ""))
    context = {"asking": asking, "who": who_to_call(), "place": max(place, 1), "done": done or "done" in request.GET}
    return render(request, "answering/help.html", context)


def thanks(request: HttpRequest, asking_home: str, *, status: int = 200) -> HttpResponse:
    """The form is in. Nothing of it is shown."""
    return render(request, "answering/thanks.html", {"home": asking_home}, status=status)

"""The device in the client's hands. Every page answers only inside the session that holds this hand-over (see lock.py)."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.instruments.scoring import AnswerRefused
from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.back_to_staff import TakeBack, is_back
from fullarc.web.accounts.signed_in import Request
from fullarc.web.measurements import hand_over, queries
from fullarc.web.measurements.forms import BeginHandOver
from fullarc.web.measurements.lock import KEY
from fullarc.web.measurements.models import HandOver
from fullarc.web.measurements.questions import Question, questions_of
from fullarc.web.portal.queries import who_to_call
from fullarc.web.sent_values import offered_number


@capability(Permission.GIVE_MEASURES)
@require_POST
def begin(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """From the next request on, this session shows the questions only. What the browser kept of earlier pages is cleared."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    course = get_object_or_404(client.courses, id=course_id)
    form = BeginHandOver(request.POST)
    if not form.is_valid():
        return render(request, "measurements/begin_hand_over.html", {"client": client, "course": course, "form": form}, status=422)
    given = hand_over.begin(course, measures=form.cleaned_data["measures"], on=timezone.localdate(), by=request.user)
    request.session[KEY] = {"client": str(client.id), "id": str(given.id)}
    response = redirect("measurements:hand_over", client.id, given.id)
    response["Clear-Site-Data"] = '"cache"'
    return response


@capability(Permission.GIVE_MEASURES)
@require_GET
def resume(request: Request, client_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """To the first question that nothing was said to, or to the end."""
    given = held(request, client_id, hand_over_id)
    if given is None:
        return not_held(request, client_id, hand_over_id)
    waiting = next((each for each in questions_of(given) if not each.answered), None)
    if given.finished_at is not None or waiting is None:
        return redirect("measurements:hand_over_done", client_id, given.id)
    return redirect("measurements:question", client_id, given.id, waiting.place)


@capability(Permission.GIVE_MEASURES)
@require_http_methods(["GET", "POST"])
def question(request: Request, client_id: UUID, hand_over_id: UUID, place: int) -> HttpResponse:
    """One question a page. Sent with an option, with `skip`, or with `decline`; whatever was sent is kept at once."""
    given = held(request, client_id, hand_over_id)
    if given is None:
        return not_held(request, client_id, hand_over_id)
    questions = questions_of(given)
    if given.finished_at is not None or place > len(questions):
        return redirect("measurements:hand_over_done", client_id, given.id)
    if place < 1:
        raise Http404
    asked = questions[place - 1]
    if request.method == "GET":
        return question_page(request, given, asked, len(questions))
    chosen = request.POST.get("answer", "")
    passed = "skip" in request.POST or "decline" in request.POST
    if not passed and not chosen:
        return question_page(request, given, asked, len(questions), refusal="Choose an answer, or skip the question.")
    try:
        risky = hand_over.keep_answer(
            given,
            measure=asked.instrument.id,
            item=asked.item.number,
            answer=None if passed else offered_number(chosen),
            declined="decline" in request.POST,
        )
    except AnswerRefused:
        return question_page(request, given, asked, len(questions), refusal="Choose one of these answers, or skip the question.")
    except hand_over.CannotHandOver:
        return redirect("measurements:hand_over_done", client_id, given.id)
    if risky:
        help_page = reverse("measurements:hand_over_help", args=[client_id, given.id])
        return redirect(f"{help_page}?on={place + 1}")
    return redirect("measurements:question", client_id, given.id, place + 1)


@capability(Permission.GIVE_MEASURES)
@require_GET
def help_now(request: Request, client_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """The help text of the practice and whom clients can call: after an answer that asks for attention, one tap away from each question."""
    given = held(request, client_id, hand_over_id)
    if given is None:
        return not_held(request, client_id, hand_over_id)
    back = offered_number(request.GET.get("on", ""))
    context = {"given": given, "text": queries.help_text().text, "who": who_to_call(), "place": back if back > 0 else 1}
    return render(request, "measurements/hand_over_help.html", context)


@capability(Permission.GIVE_MEASURES)
@require_http_methods(["GET", "POST"])
def done(request: Request, client_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """The end. Sending it finishes: what was answered is scored, and nothing can be changed on the device any more."""
    given = held(request, client_id, hand_over_id)
    if given is None:
        return not_held(request, client_id, hand_over_id)
    if request.method == "POST":
        hand_over.finish(given)
        return redirect("measurements:hand_over_done", client_id, given.id)
    questions = questions_of(given)
    context = {"given": given, "form": TakeBack(), "last": len(questions), "open": sum(not each.answered for each in questions)}
    return render(request, "measurements/hand_over_done.html", context)


@capability(Permission.GIVE_MEASURES)
@require_http_methods(["GET", "POST"])
def take_back(request: Request, client_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """The password of the clinician who is signed in opens the application again. Failures count as failed sign-ins."""
    given = held(request, client_id, hand_over_id)
    if given is None:
        return not_held(request, client_id, hand_over_id)
    form = TakeBack(request.POST or None)
    if is_back(request, form):
        hand_over.take_back(given, by=request.user)
        del request.session[KEY]
        return redirect("measurements:list", client_id, given.course_id)
    return render(request, "measurements/take_back.html", {"given": given, "form": form}, status=422 if form.errors else 200)


def held(request: Request, client_id: UUID, hand_over_id: UUID) -> HandOver | None:
    """The hand-over when this session holds it; 404 when the client is not open or has no such hand-over."""
    client = open_client(request.user, client_id, to=Permission.GIVE_MEASURES)
    rows = HandOver.objects.select_related("course__client", "started_by")
    given: HandOver = get_object_or_404(rows, id=hand_over_id, course__client=client)
    return given if request.session.get(KEY, {}).get("id") == str(given.id) else None


def not_held(request: Request, client_id: UUID, hand_over_id: UUID) -> HttpResponse:
    course = HandOver.objects.values_list("course_id", flat=True).get(pk=hand_over_id)
    return redirect("measurements:list", client_id, course)


def question_page(request: Request, given: HandOver, asked: Question, of: int, *, refusal: str = "") -> HttpResponse:
    context = {"given": given, "question": asked, "of": of, "refusal": refusal, "parts": range(1, of + 1)}
    return render(request, "measurements/question.html", context, status=422 if refusal else 200)

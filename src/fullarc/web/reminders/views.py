"""A client's own choice, the link that stops reminders, and the owner's page of reminders."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fullarc.web.access.gate import own_record
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.check_ins.queries import zone_of
from fullarc.web.mail_settings import file_folder
from fullarc.web.reminders import actions, queries
from fullarc.web.reminders.channels import texts_are_set_up
from fullarc.web.reminders.forms import ChoiceForm, WordingForm
from fullarc.web.versions import EditedMeanwhile, conflict_page
from fullarc.web.work.queries import work_state

read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.OWN_CHECK_INS)
@read_or_send
def own(request: Request) -> HttpResponse:
    """How the client wants to be reminded: by what, at what hour, by the clock of which place, or not at all."""
    client = own_record(request.user, to=Permission.OWN_CHECK_INS)
    choice, quiet = queries.choice_of(client), queries.wording().quiet
    begin = {"way": choice.by, "phone": choice.phone or "", "at": f"{choice.at:%H:%M}", "zone": str(zone_of(client))}
    form = ChoiceForm(request.POST or None, quiet=quiet, initial=begin)
    if request.method == "POST" and form.is_valid():
        actions.choose(client, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("reminders:own")
    context = {"form": form, "quiet": quiet, "address": request.user.email}
    return render(request, "reminders/own.html", context, status=422 if form.errors else 200)


@csrf_exempt  # RFC 8058: the mail program posts it without a form of ours; whoever has the token may stop, and nothing else
@login_not_required
@read_or_send
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing, so that a mail scanner stops nobody's reminders; one click does."""
    if request.method == "GET":
        return render(request, "reminders/stop.html", {"token": token})
    known = actions.stop(token)
    return render(request, "reminders/stopped.html", {"known": known}, status=200 if known else 404)


@capability(Permission.KEEP_PORTAL)
@read_or_send
def practice(request: Request) -> HttpResponse:
    """What reminders say, when none may come, whether anything can leave, and how it fared."""
    form = WordingForm(request.POST or None, instance=queries.wording())
    if request.method == "POST" and form.is_valid():
        try:
            actions.word(form.save(commit=False), by=request.user, started_from=form.started_from)
        except EditedMeanwhile:
            return conflict_page(request, form, queries.wording())
        messages.success(request, "Saved.")
        return redirect("reminders:practice")
    return render(request, "reminders/practice.html", {"form": form, **standing()}, status=422 if form.errors else 200)


def standing() -> dict[str, Any]:
    """Whether messages can leave and how those of the last week fared."""
    now = timezone.now()
    state = work_state(now)
    return {
        "mail": settings.MAIL,
        "folder": file_folder(settings.HOME),
        "address": settings.PUBLIC_ADDRESS,
        "texts": texts_are_set_up(),
        "state": state,
        "sentence": state.sentence,
        "week": queries.last_week(now),
    }

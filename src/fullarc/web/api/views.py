"""Pages of access tokens: one's own, and the switch of the practice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.web import errors
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.api import actions, queries
from fullarc.web.api.document import ROOT
from fullarc.web.api.forms import TokenForm
from fullarc.web.api.models import AccessToken
from fullarc.web.records.confirmed import asked_to_confirm

SHOWN_BEFORE = "This token was made before, and a token is shown once. If it is lost, withdraw it and make another one."
OFF = "The practice has the interface for programs switched off. The owner of the practice can switch it on."
read_or_send = require_http_methods(["GET", "POST"])


@capability(Permission.USE_API)
@read_or_send
def tokens(request: Request) -> HttpResponse:
    """One's own tokens. A new one is shown on the page that answers its form, and nowhere else ever again."""
    if (ask := asked_to_confirm(request)) is not None:
        return ask
    on = queries.is_on()
    if request.method == "POST" and not on:
        return errors.unusable(request, OFF)
    form, shown = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _, shown = actions.make_token(request.user, **form.cleaned_data)
        except actions.TooMany as refused:
            form.add_error(None, str(refused))
        else:
            if not shown:
                messages.info(request, SHOWN_BEFORE)
                return redirect("access_tokens:own")
    context = {
        "form": form if form.errors else TokenForm(),
        "shown": shown,
        "on": on,
        "lines": queries.tokens_of(request.user),
        "address": request.build_absolute_uri(f"{ROOT}/me"),
    }
    return render(request, "access_tokens/tokens.html", context, status=422 if request.method == "POST" and not shown else 200)


@capability(Permission.USE_API)
@require_POST
def withdraw(request: Request, token_id: UUID) -> HttpResponse:
    """End a token of one's own at once."""
    token: AccessToken = get_object_or_404(request.user.access_tokens, id=token_id)
    actions.withdraw(token, by=request.user)
    messages.success(request, "Withdrawn. It opens nothing any more.")
    return redirect("access_tokens:own")


@capability(Permission.KEEP_API)
@read_or_send
def practice(request: Request) -> HttpResponse:
    """The switch, and every token that holds. Who changes it has just signed in again."""
    if (ask := asked_to_confirm(request)) is not None:
        return ask
    if request.method == "POST":
        actions.switch(on=request.POST.get("on") == "yes", by=request.user)
        return redirect("access_tokens:practice")
    return render(request, "access_tokens/practice.html", {"on": queries.is_on(), "lines": queries.all_tokens()})


@capability(Permission.KEEP_API)
@require_POST
def withdraw_of_anybody(request: Request, token_id: UUID) -> HttpResponse:
    """The owner of the practice ends somebody's token."""
    actions.withdraw(get_object_or_404(AccessToken, id=token_id), by=request.user)
    messages.success(request, "Withdrawn. It opens nothing any more.")
    return redirect("access_tokens:practice")

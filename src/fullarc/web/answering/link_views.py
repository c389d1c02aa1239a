"""A single form without an account. The code leaves the address at once; the cookie writes to this one form and reads nothing back."""

from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fullarc.web.answering import asking, links
from fullarc.web.answering.forms import Pin
from fullarc.web.answering.models import FormLink
from fullarc.web.errors import not_found
from fullarc.web.portal.throttle import missed, too_many

COOKIE = "__Secure-one-form" if settings.SERVED_OVER_HTTPS else "one-form"
PATH = "/form/"
HOURS = 2
SALT = "fullarc.one-form"


@login_not_required
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, code: str = "", place: int | None = None, part: str = "") -> HttpResponse:
    """With a code: exchange it, and the PIN where one was agreed. With the cookie: the pages of the form."""
    if code:
        return with_code(request, code)
    link = held(request)
    if link is None:
        raise Http404
    if not link.is_open(timezone.now()):
        return received(request, link, part)
    given = asking_of(link)
    pages = {"": asking.begin, "all": asking.all_at_once, "end": asking.end, "help": asking.help_now}
    if part not in pages:
        raise Http404
    try:
        return pages[part](request, given) if place is None else asking.question(request, given, place)
    except links.LinkClosed:
        link.refresh_from_db()
        return received(request, link, part)


def with_code(request: HttpRequest, code: str) -> HttpResponse:
    """A neutral page with one button and, where it was agreed, a field for the PIN. Looking uses nothing up."""
    if too_many(request, "form"):
        raise Http404
    link = links.behind(code)
    if link is None or (not link.is_open(timezone.now()) and link.sent_at is None):
        missed(request, "form")
        raise Http404
    if link.sent_at is not None:
        return received(request, link, "")
    pin = Pin(request.POST or None) if link.pin_digest else None
    if request.method == "POST":
        if pin is None or (pin.is_valid() and links.pin_is_right(link, pin.cleaned_data["pin"])):
            return exchanged(link)
        if link.is_locked:
            return not_found(request, Http404())  # not raised: the count of wrong tries is kept
        if pin.is_valid():
            pin.add_error("pin", _("This is not the number that was agreed."))
    return render(request, "answering/open.html", {"form": pin}, status=422 if pin is not None and pin.errors else 200)


def exchanged(link: FormLink) -> HttpResponse:
    response = redirect("answering:form")
    sealed = signing.dumps(str(link.pk), salt=SALT)
    response.set_cookie(COOKIE, sealed, max_age=HOURS * 3600, path=PATH, secure=settings.SERVED_OVER_HTTPS, httponly=True, samesite="Lax")
    return response


def held(request: HttpRequest) -> FormLink | None:
    """The link that the cookie stands for, in whatever state."""
    try:
        pk = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    return FormLink.objects.select_related("course__client").filter(pk=pk).first()


def asking_of(link: FormLink) -> asking.Asking:
    now = timezone.now()
    return asking.Asking(
        form=links.form_of(link, now),
        base=PATH,
        keep=partial(links.keep_answers, link, now=now),
        finish=partial(links.finish, link, now=now),
        shows=False,
    )


def received(request: HttpRequest, link: FormLink, part: str) -> HttpResponse:
    """The form is in, or the link has ended: no content either way. Help stays."""
    if part == "help":
        return asking.help_now(request, asking_of(link), done=True)
    if link.sent_at is None:
        raise Http404
    return asking.thanks(request, "")

"""The first page, the first start, and joining with an invitation: the pages that are open before anybody has signed in."""

from ipaddress import ip_address

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fullarc.web.accounts import actions, demo
from fullarc.web.accounts.forms import BeginPractice, Join
from fullarc.web.accounts.models import Practice, User
from fullarc.web.accounts.passkeys import has_second_step

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@transaction.non_atomic_requests  # it only looks, and answers while the demo practice is being made
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first start while there is no practice; then the caseload, or the sign-in."""
    if not Practice.objects.exists():
        now = demo.making()
        return redirect("open_demo") if now and now.running else first_start(request, BeginPractice(), 200)
    if request.user.is_authenticated:
        return redirect("landing")
    return redirect("account_login")


def first_start(request: HttpRequest, form: BeginPractice, status: int) -> HttpResponse:
    if not from_this_computer(request):
        return render(request, "accounts/first_start_elsewhere.html")
    return render(request, "accounts/first_start.html", {"form": form, "demo": demo.builder() is not None}, status=status)


@login_not_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    refuse_after_the_first_start(request)
    form = BeginPractice(request.POST)
    if not form.is_valid():
        return first_start(request, form, 422)
    given = form.cleaned_data
    try:
        owner = actions.begin_practice(given["practice"], owner_name=given["name"], email=given["email"], password=given["password"])
    except actions.PracticeExists:
        raise Http404 from None
    return enter(request, owner)


@login_not_required
@transaction.non_atomic_requests  # the practice is written meanwhile in one long transaction; this page must not wait for it
@require_http_methods(["GET", "POST"])
def open_demo(request: HttpRequest) -> HttpResponse:
    """Sending the form asks for the demo practice; the page then renews itself, says how far it is, and leads in when it is done."""
    build = demo.builder()
    if build is None:
        raise Http404
    if request.method == "POST":
        refuse_after_the_first_start(request)
        request.session["wants_demo"] = True
        return redirect("open_demo")
    if not request.session.get("wants_demo"):
        return redirect("home")
    now = demo.making()
    if now is not None and now.person is not None and Practice.objects.filter(invented=True).exists():
        return enter(request, User.objects.get(pk=now.person))
    if now is None or not now.running:
        refuse_after_the_first_start(request)
        failed = now is not None and now.failed and "again" not in request.GET
        if failed:
            return render(request, "accounts/making_demo.html", {"now": now}, status=500)
        now = demo.start(build)
    response = render(request, "accounts/making_demo.html", {"now": now})
    response["Refresh"] = f"2; url={request.path}"
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """A person who was invited sets a password. The code is typed into the form, so that it never stands in an address."""
    form = Join(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = actions.join(form.cleaned_data["code"], form.cleaned_data["password"])
        if person is not None and has_second_step(person):
            messages.info(request, "The new password is set. Sign in with it; the second step is asked for as before.")
            return redirect("account_login")  # the second step stays, and is asked for there
        if person is not None:
            return enter(request, person)
        form.add_error("code", "This code opens nothing: it may be mistyped, used, or older than 72 hours. Have a new one made.")
    return render(request, "accounts/join.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
def not_offered(request: HttpRequest) -> HttpResponse:
    """Pages that the sign-in package asks for by name and that Fullarc does not have."""
    raise Http404


def refuse_after_the_first_start(request: HttpRequest) -> None:
    """The first start works once, and only from this computer."""
    if Practice.objects.exists() or not from_this_computer(request):
        raise Http404


def from_this_computer(request: HttpRequest) -> bool:
    return ip_address(request.META.get("REMOTE_ADDR", "0.0.0.0")).is_loopback  # noqa: S104


def enter(request: HttpRequest, person: User) -> HttpResponse:
    login(request, person, backend=BACKEND)
    return redirect("home")

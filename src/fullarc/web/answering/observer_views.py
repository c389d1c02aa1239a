"""Forms about a young client that guardians are asked for, as the clinician asks and ends them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fullarc.web.access.gate import open_client
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts.signed_in import Request
from fullarc.web.answering import observing
from fullarc.web.answering.forms import AskGuardian
from fullarc.web.answering.models import ObserverForm

ASSIGN = Permission.ASSIGN_CHECK_INS


@capability(ASSIGN)
@require_http_methods(["GET", "POST"])
def observer_forms(request: Request, client_id: UUID, course_id: UUID) -> HttpResponse:
    """What guardians were asked in a course; a POST asks for one more."""
    client = open_client(request.user, client_id, to=ASSIGN)
    course = get_object_or_404(client.courses, pk=course_id)
    guardians, measures = observing.guardians_of(client), observing.for_guardians()
    form = AskGuardian(request.POST or None, guardians=guardians, measures=measures)
    if request.method == "POST" and form.is_valid():
        of = next(each for each in guardians if str(each.pk) == form.cleaned_data["guardian"])
        try:
            observing.ask(course, form.cleaned_data["measure"], of=of, by=request.user)
        except observing.CannotAsk as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("answering:observer_forms", client.pk, course.pk)
    rows = ObserverForm.objects.filter(course=course).select_related("asked_of", "asked_by")
    context = {"client": client, "course": course, "form": form, "guardians": guardians, "measures": measures, "rows": rows}
    return render(request, "answering/observer_forms.html", context, status=422 if form.errors else 200)


@capability(ASSIGN)
@require_POST
def take_back(request: Request, client_id: UUID, course_id: UUID, observer_form_id: UUID) -> HttpResponse:
    client = open_client(request.user, client_id, to=ASSIGN)
    course = get_object_or_404(client.courses, pk=course_id)
    observing.take_back(get_object_or_404(course.observer_forms.select_related("course"), pk=observer_form_id), by=request.user)
    return redirect("answering:observer_forms", client.pk, course.pk)

"""What every page knows about the practice."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fullarc.web.accounts.models import Practice


def practice(request: HttpRequest) -> dict[str, object]:
    return {"practice": SimpleLazyObject(Practice.objects.first)}

"""Who can be entered as in the demo practice: shown on the sign-in page, and nowhere in a real practice."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fullarc.web.accounts.models import Practice, User


def demo_people(request: HttpRequest) -> dict[str, object]:
    return {"demo_people": SimpleLazyObject(people)}


def people() -> list[User]:
    if not Practice.objects.filter(invented=True).exists():
        return []
    return list(User.objects.filter(is_active=True).prefetch_related("roles").order_by("joined_at"))

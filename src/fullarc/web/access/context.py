"""What a page may offer to the person who looks at it: `{% if permitted.keep_staff %}`."""

from django.http import HttpRequest

from fullarc.web.access.matrix import may
from fullarc.web.access.permissions import Permission
from fullarc.web.accounts.models import User


class Permitted:
    """Answers for each capability whether the person's roles have it at all."""

    def __init__(self, user: object) -> None:
        self.user = user

    def __getitem__(self, name: str) -> bool:
        return isinstance(self.user, User) and may(self.user.role_names, Permission(name))


def permitted(request: HttpRequest) -> dict[str, object]:
    return {"permitted": Permitted(getattr(request, "user", None))}

"""A request behind the sign-in: its user is a person of the practice."""

from django.http import HttpRequest

from fullarc.web.accounts.models import User


class Request(HttpRequest):
    """Annotate views with it; DenyByDefault lets no other request through to a view with a capability."""

    user: User

"""The language of the client's side: as the person chose, else as the browser says. The pages of the practice speak English."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from fullarc.web.accounts.models import User

# Open before the sign-in and meant for clients and guardians too.
SPEAK = ("/me/", "/ward/", "/in/", "/form/", "/sign-in/")


class OwnLanguage(LocaleMiddleware):
    """Stands behind the sign-in: a client's or guardian's own choice goes before the browser's."""

    def process_request(self, request: HttpRequest) -> None:
        translation.activate(language_of(request))
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


def language_of(request: HttpRequest) -> str:
    user = request.user
    if isinstance(user, User) and user.is_authenticated:
        if not user.uses_portal:
            return settings.LANGUAGE_CODE
        return user.language if user.language in dict(settings.LANGUAGES) else translation.get_language_from_request(request)
    if request.path_info.startswith(SPEAK):
        return translation.get_language_from_request(request)
    return settings.LANGUAGE_CODE


def remembered(response: HttpResponse, language: str) -> HttpResponse:
    """The answer that keeps a chosen language on this device for a year, for the pages before the sign-in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, secure=settings.SERVED_OVER_HTTPS, httponly=True, samesite="Lax"
    )
    return response

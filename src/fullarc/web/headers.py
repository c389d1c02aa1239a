"""What every response tells the browser, and which requests are turned away before a page sees them."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
FOR_OUR_PAGES = ("publickey-credentials-create", "publickey-credentials-get")  # passkeys
PERMISSIONS = ", ".join([*(f"{feature}=()" for feature in SWITCHED_OFF), *(f"{feature}=(self)" for feature in FOR_OUR_PAGES)])
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class PrivateHeaders:
    """Nothing is cached that a signed-in person saw, no feature of the device is used but passkeys, no other site may embed us."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if not request.path_info.startswith("/static/"):
            response["Cache-Control"] = "no-store"
        if "fullarc.signed_out" in request.META:
            response["Clear-Site-Data"] = '"cache"' if "fullarc.rested" in request.META else '"cache", "storage"'
        return response


class ReadableOnly:
    """A form that is not in UTF-8 is refused: other encodings can smuggle in what no browser sends. So is an address with a NUL in it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        charset = str((request.content_params or {}).get("charset", "utf-8"))
        if charset.strip("\"' ").casefold() not in ("utf-8", "utf8") or "\x00" in request.path_info:
            raise BadRequest
        return self.get_response(request)


class SameSiteOnly:
    """A form of another site is refused by what the browser says about its origin, before the form token is looked at."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if request.method not in SAFE and site not in ("same-origin", "none"):
            raise PermissionDenied
        return self.get_response(request)

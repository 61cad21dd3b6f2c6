"""What holds for every request and has no setting of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# A session keeps the screen awake, and a self-test reads an angle, for which browsers want both motion
# sensors; nothing else of the device is ever asked for.
PERMISSIONS_POLICY = ", ".join(
    [
        "screen-wake-lock=(self)",
        "accelerometer=(self)",
        "gyroscope=(self)",
        *(
            f"{feature}=()"
            for feature in (
                "autoplay",
                "camera",
                "display-capture",
                "encrypted-media",
                "fullscreen",
                "geolocation",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "publickey-credentials-get",
                "usb",
                "xr-spatial-tracking",
            )
        ),
    ]
)


class PermissionsPolicyMiddleware:
    """Says which features of the device pages may use: the screen's wake lock and the motion sensors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to every response."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class DemoAccountMiddleware:
    """Keeps a visitor's copy of the sample athlete without an account of its own.

    Without this, whoever looks around could give the copy a password. Signing up or in leaves it.
    """

    LEAVING = frozenset({"account_signup", "account_login"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the view's name is not known yet."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Send a copy away from the pages of an account."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not name.startswith("account_") or name == "account_logout":
            return None
        athlete = request.athlete  # type: ignore[attr-defined]
        if not athlete or not athlete.is_demo:
            return None
        if name in self.LEAVING:
            logout(request)
            return redirect(request.get_full_path())
        return redirect("profiles:setting_list")

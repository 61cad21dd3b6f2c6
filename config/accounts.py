"""Who may open an account here."""

from ipaddress import ip_address
from typing import Any

from allauth.account import auth_backends
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse

from apps.profiles.views import answer_leaver


class AccountAdapter(DefaultAccountAdapter):
    """allauth's behaviour, with sign-up open to whom the settings say."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether this visitor may sign up."""
        match settings.LEVELSET_SIGN_UP:
            case "open":
                return True
            case "loopback":
                return ip_address(request.META["REMOTE_ADDR"]).is_loopback
            case _:
                return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Show somebody who is leaving when their account goes; others read that theirs is closed."""
        if user.leaves_at is None:
            closed: HttpResponse = super().respond_user_inactive(request, user)
            return closed
        return answer_leaver(request, user)


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """allauth's, except that whoever is signed in is read together with their athlete."""

    def get_user(self, user_id: Any) -> Any:
        """Find the person of a session, if they may still come in."""
        user = get_user_model().objects.with_athlete(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None

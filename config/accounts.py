"""Who may open an account here."""

from ipaddress import ip_address

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


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

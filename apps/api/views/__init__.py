"""The pages for tokens, the documentation, and the door to the API itself."""

from .documentation import api_docs
from .entrance import api
from .tokens import token_create, token_list, token_revoke

__all__ = ["api", "api_docs", "token_create", "token_list", "token_revoke"]

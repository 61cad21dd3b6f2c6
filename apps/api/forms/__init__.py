"""What comes in: the form for a token, and the bodies and queries of requests."""

from .tokens import TokenForm

__all__ = ["TokenForm"]

"""Bodies as they come: JSON, whole, of a bearable size, and nothing that is almost JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from ninja.parser import Parser

from apps.api.domain.limits import MAX_BYTES
from apps.api.domain.problems import Code, Refusal


class StrictParser(Parser):
    """Keeps every digit of a number, and takes neither NaN nor Infinity."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value."""
        if request.content_type != "application/json":
            raise Refusal(Code.NOT_JSON)
        try:
            content = request.body
        except RequestDataTooBig:
            raise Refusal(Code.TOO_BIG) from None
        if len(content) > MAX_BYTES:
            raise Refusal(Code.TOO_BIG)
        try:
            return json.loads(
                content.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse_constant
            )
        except (ValueError, ArithmeticError, RecursionError):
            raise Refusal(Code.UNREADABLE) from None


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)

"""Why a request is refused: one closed set, each member with one status."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Code(StrEnum):
    """Why nothing was done, for programs; the words are for people and may change."""

    UNREADABLE = "unreadable"
    NO_TOKEN = "no-token"  # noqa: S105 - a name
    WRONG_TOKEN = "wrong-token"  # noqa: S105 - a name
    SCOPE = "scope-missing"
    CONSENT = "consent-missing"
    NOT_FOUND = "not-found"
    METHOD = "method-not-allowed"
    KEY_REUSED = "key-reused"
    CHANGED = "changed-since"
    REFUSED = "refused"
    NO_REST = "no-rest-between"
    TOO_BIG = "too-big"
    NOT_JSON = "not-json"
    INVALID = "invalid"
    TOO_MANY = "too-many"
    FAILED = "failed"
    LATER = "later"

    @property
    def status(self) -> int:
        """The HTTP status that says it."""
        return _STATUS[self]


_STATUS: Mapping[Code, int] = {
    Code.UNREADABLE: 400,
    Code.NO_TOKEN: 401,
    Code.WRONG_TOKEN: 401,
    Code.SCOPE: 403,
    Code.CONSENT: 403,
    Code.NOT_FOUND: 404,
    Code.METHOD: 405,
    Code.KEY_REUSED: 409,
    Code.CHANGED: 409,
    Code.REFUSED: 409,
    Code.NO_REST: 409,
    Code.TOO_BIG: 413,
    Code.NOT_JSON: 415,
    Code.INVALID: 422,
    Code.TOO_MANY: 429,
    Code.FAILED: 500,
    Code.LATER: 503,
}


class FieldProblem(Struct, frozen=True, kw_only=True):
    """What is wrong with one value; ``field`` is its place, with dots."""

    field: str
    code: str
    message: str


class Refusal(Exception):  # noqa: N818 - says what happened
    """A request of which nothing is done."""

    def __init__(
        self,
        code: Code,
        detail: str = "",
        *,
        errors: tuple[FieldProblem, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the answer."""
        super().__init__(code.value)
        self.code = code
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})

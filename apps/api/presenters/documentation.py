"""The API's description as a page: operations by what they are about, with an example each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from apps.api.domain.problems import Code
from apps.api.domain.scopes import Scope
from apps.api.forms.tokens import SCOPE_WORDS

from .problems import TITLES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

GROUPS: Final[Mapping[str, str | _StrPromise]] = {
    "exercises": gettext_lazy("Exercises"),
    "workouts": gettext_lazy("Workouts"),
    "sets": gettext_lazy("Sets"),
    "estimates": gettext_lazy("Estimates"),
    "programs": gettext_lazy("Programs"),
    "sessions": gettext_lazy("Sessions"),
}
_EXAMPLE_ID: Final = "01938f00-0000-7000-8000-000000000001"
_EXAMPLES: Final[Mapping[str, Any]] = {
    "started_at": "2026-03-02T18:00:00+01:00",
    "workout_id": _EXAMPLE_ID,
    "exercise_id": _EXAMPLE_ID,
    "side": "left",
    "reps": 10,
    "load": {"value": 24.5, "unit": "kg"},
    "rir": 2,
    "date": "2026-03-04",
    "note": "slow on the way down",
    "title": "Legs",
}


class FieldView(Struct, frozen=True, kw_only=True):
    """One value that is sent or answered."""

    name: str
    kind: str
    is_required: bool
    words: str


class AnswerView(Struct, frozen=True, kw_only=True):
    """One status and what it tells."""

    status: str
    words: str
    fields: tuple[FieldView, ...]


class OperationView(Struct, frozen=True, kw_only=True):
    """One operation."""

    key: str
    method: str
    path: str
    title: str
    words: str
    scope: str
    parameters: tuple[FieldView, ...]
    body: tuple[FieldView, ...]
    answers: tuple[AnswerView, ...]
    refusals: str
    example: str


class GroupView(Struct, frozen=True, kw_only=True):
    """Operations about one thing."""

    key: str
    title: str
    operations: tuple[OperationView, ...]


class DocumentationView(Struct, frozen=True, kw_only=True):
    """The whole page."""

    groups: tuple[GroupView, ...]
    scopes: tuple[tuple[str, str], ...]
    problems: tuple[tuple[str, int, str], ...]
    root: str


def documentation_view(schema: Mapping[str, Any], *, root: str) -> DocumentationView:
    """The description in an order to be read in."""
    reader = _Reader(schema, root)
    groups: dict[str, list[OperationView]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            group = operation["tags"][0]
            groups.setdefault(group, []).append(reader.operation(method, path, operation))
    return DocumentationView(
        groups=tuple(
            GroupView(key=key, title=str(GROUPS[key]), operations=tuple(found))
            for key, found in groups.items()
        ),
        scopes=tuple((scope.value, str(SCOPE_WORDS[scope])) for scope in Scope),
        problems=tuple((code.value, code.status, str(TITLES[code])) for code in Code),
        root=root,
    )


class _Reader:
    """Follows references of one description."""

    def __init__(self, schema: Mapping[str, Any], root: str) -> None:
        self.models: Mapping[str, Any] = schema["components"]["schemas"]
        self.root = root

    def operation(self, method: str, path: str, told: Mapping[str, Any]) -> OperationView:
        body = self._body(told)
        answers = told["responses"]
        return OperationView(
            key=told["operationId"],
            method=method.upper(),
            path=path,
            title=told["summary"],
            words=told.get("description", ""),
            scope=told["x-scope"],
            parameters=tuple(
                FieldView(
                    name=one["name"],
                    kind=self._kind(one["schema"]),
                    is_required=one["required"],
                    words=one.get("description", ""),
                )
                for one in told["parameters"]
            ),
            body=self._fields(body),
            answers=tuple(
                self._answer(status, one) for status, one in answers.items() if status < "4"
            ),
            refusals=", ".join(status for status in answers if status >= "4"),
            example=self._example(method, path, body),
        )

    def _answer(self, status: str, told: Mapping[str, Any]) -> AnswerView:
        content = next(iter(told.get("content", {}).values()), None)
        model = self._followed(content["schema"]) if content else {}
        words = _("No content.") if content is None else ""
        return AnswerView(status=status, words=words, fields=self._fields(model))

    def _body(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        content = next(iter(told.get("requestBody", {}).get("content", {}).values()), None)
        return self._followed(content["schema"]) if content else {}

    def _fields(self, model: Mapping[str, Any]) -> tuple[FieldView, ...]:
        """What is needed first, the rest as it stands."""
        required = model.get("required", ())
        fields = (
            FieldView(
                name=name,
                kind=self._kind(told),
                is_required=name in required,
                words=told.get("description", ""),
            )
            for name, told in model.get("properties", {}).items()
        )
        return tuple(sorted(fields, key=lambda field: not field.is_required))

    def _followed(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        if len(told.get("allOf", ())) == 1:
            told = told["allOf"][0]
        reference = told.get("$ref")
        if reference is None:
            return told
        found: Mapping[str, Any] = self.models[reference.rsplit("/", 1)[-1]]
        return found

    def _kind(self, told: Mapping[str, Any]) -> str:
        """What a value is, in the words of JSON."""
        if "anyOf" in told:
            return " | ".join(self._kind(one) for one in told["anyOf"])
        model = self._followed(told)
        if "enum" in model:
            return " | ".join(map(str, model["enum"]))
        if "const" in model:
            return str(model["const"])
        if model.get("type") == "array":
            return _("list of %(kind)s") % {"kind": self._kind(model["items"])}
        if model.get("type") == "object" and "properties" in model:
            return "{" + ", ".join(model["properties"]) + "}"
        return " ".join(filter(None, (str(model.get("type", "")), _bounds(model))))

    def _example(self, method: str, path: str, body: Mapping[str, Any]) -> str:
        address = path
        for name in ("exercise_id", "workout_id", "set_id", "program_id", "session_id"):
            address = address.replace(f"{{{name}}}", _EXAMPLE_ID)
        address = address.replace("{pattern}", "knee_dominant")
        lines = [f"curl -X {method.upper()} {self.root}{address}"]
        lines.append('-H "Authorization: Bearer $LEVELSET_TOKEN"')
        if body:
            told = json.dumps(_example_of(body.get("properties", {}), body.get("required", ())))
            lines += ["-H 'Content-Type: application/json'", f"-d '{told}'"]
        return " \\\n  ".join(lines)


def _example_of(names: Iterable[str], required: Iterable[str]) -> dict[str, Any]:
    needed = set(required)
    usual = {"reps", "load", "rir", "note", "title"} if needed else {"note", "title"}
    return {name: _EXAMPLES[name] for name in names if name in needed | usual and name in _EXAMPLES}


def _bounds(model: Mapping[str, Any]) -> str:
    if "format" in model:
        return f"({model['format']})"
    if "minimum" in model or "maximum" in model:
        return f"({model.get('minimum', '')}…{model.get('maximum', '')})"
    return f"(≤ {model['maxLength']})" if "maxLength" in model else ""

"""A program that shows a token and speaks JSON."""

import json

from django.test import Client

ROOT = "/api/v1"


class Program:
    """Sends what a script of the athlete's would send; no cookie is ever kept."""

    def __init__(self, secret=None):
        self.secret = secret

    def ask(self, method, path, body=None, **headers):
        sent = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Client(raise_request_exception=False).generic(
            method,
            f"{ROOT}/{path}",
            b"" if body is None else content,
            content_type=headers.pop("content_type", "application/json"),
            headers=sent | {name.replace("_", "-"): value for name, value in headers.items()},
        )

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, **headers)

    def patch(self, path, body, **headers):
        return self.ask("PATCH", path, body, **headers)

    def delete(self, path, **headers):
        return self.ask("DELETE", path, **headers)


def problem(response, status, code):
    """The refusal's body, after a look at its shape."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told.keys() == {"type", "title", "status", "detail", "code", "errors"}
    assert (told["status"], told["code"]) == (status, code)
    return told


def wrong_fields(response):
    """The fields that an answer names as wrong."""
    return {one["field"] for one in problem(response, 422, "invalid")["errors"]}

"""Keys that athletes give to programs of their own."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7

from .domain.limits import NAME_LENGTH
from .domain.scopes import Scope
from .domain.secrets import SHOWN

SCOPES = [scope.value for scope in Scope]


class PersonalToken(models.Model):
    """A key to some of one athlete's data; only its hash is kept, and it is shown once."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="personal_tokens"
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    beginning = models.CharField(max_length=SHOWN)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(
        models.CharField(max_length=24, choices=[(scope, scope) for scope in SCOPES]),
        verbose_name=_("what it may do"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(scopes__contained_by=SCOPES) & Q(scopes__len__gte=1),
                name="api_personaltoken_scopes_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TokenUse(models.Model):
    """When a token was used last, to the hour.

    By itself, because requests that only read note it too: what a token is never changes by its use.
    """

    token = models.OneToOneField(
        PersonalToken, on_delete=models.CASCADE, primary_key=True, related_name="use"
    )
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.used_at:%Y-%m-%d %H}"

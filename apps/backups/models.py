"""The name of this installation, in its database."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Instance(models.Model):
    """One row: the same id stands in ``instance.json`` of the data folder."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="backups_instance_only_one")
        ]

    def __str__(self) -> str:
        return str(self.uuid)

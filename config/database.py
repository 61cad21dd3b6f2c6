"""Which PostgreSQL to use: the one that DATABASE_URL names, or one of our own."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.data_folder import DatabaseError, kept_secret
from config.embedded.cluster import CLUSTERS, PORT


def settings_for(cluster_name: str) -> dict[str, Any]:
    """Return Django's ``DATABASES["default"]`` for DATABASE_URL, or for an embedded cluster without it."""
    if url := os.environ.get("DATABASE_URL"):
        return settings_from_url(url)
    cluster = CLUSTERS[cluster_name]
    return {
        "ENGINE": "config.embedded",
        "LEVELSET_CLUSTER": cluster_name,
        "NAME": "levelset",
        "USER": "levelset",
        "PASSWORD": kept_secret(cluster.beside("password")),
        "HOST": str(cluster.socket_folder),
        "PORT": str(PORT),
    }


def settings_from_url(url: str) -> dict[str, Any]:
    """Return Django's database settings for ``postgres://user:password@host:port/name?option=value``."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        msg = "DATABASE_URL must look like postgres://user:password@host:5432/name. Levelset needs PostgreSQL 18."
        raise DatabaseError(msg)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "config.postgres",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }

"""How passwords are hashed."""

from django.contrib.auth import hashers


class Argon2PasswordHasher(hashers.Argon2PasswordHasher):
    """Argon2id with 47 MiB, one pass, one lane.

    One of the equivalent settings of the OWASP password storage cheat sheet. Django's own 100 MiB and eight
    lanes would let two sign-ins at once exhaust a small server.
    """

    time_cost = 1
    memory_cost = 47 * 1024
    parallelism = 1

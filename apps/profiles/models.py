"""Who logs in, and the athlete that everything else belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models import Func, Q, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from apps.core.identifiers import new_uuid7
from apps.core.units import WeightUnit

from .domain.consent import Purpose
from .domain.people import (
    DEFAULT_REST_PAIR_S,
    DEFAULT_REST_SWITCH_S,
    MOST_REST_S,
    STARTING_SIDES,
    Experience,
    Goal,
    Handedness,
    Sex,
)
from .domain.rack import OwnWeights


class UserManager(BaseUserManager["User"]):
    """Makes users that are known by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who may sign in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def with_athlete(self, pk: Any) -> User | None:
        """A person and their athlete, if they have one: who sends a request, in one statement."""
        own, theirs = _columns()
        with connection.cursor() as cursor:
            cursor.execute(_with_athlete(), [pk])
            row = cursor.fetchone()
        if row is None:
            return None
        user = User.from_db(connection.alias, (), row[: len(own)])
        athlete = None
        if row[len(own)] is not None:
            held = [
                field.from_db_value(value, None, connection)
                if hasattr(field, "from_db_value")
                else value
                for field, value in zip(theirs, row[len(own) :], strict=True)
            ]
            athlete = Athlete.from_db(connection.alias, (), held)
            _note(athlete, "user", user)
        # As select_related leaves it: that there is none is known too, and not asked for again.
        _note(user, "athlete", athlete)
        return user


def _columns() -> tuple[Sequence[Any], Sequence[Any]]:
    return User._meta.concrete_fields, Athlete._meta.concrete_fields  # noqa: SLF001 - Django's own names


def _note(row: models.Model, name: str, related: models.Model | None) -> None:
    row._state.fields_cache[name] = related  # noqa: SLF001 - where Django's own descriptors look


@cache
def _with_athlete() -> str:
    """Put together once: that took longer than running it."""
    own, theirs = _columns()
    columns = [*(f"u.{field.column}" for field in own), *(f"a.{field.column}" for field in theirs)]
    return (
        f"SELECT {', '.join(columns)} FROM profiles_user u"  # noqa: S608 - no input
        " LEFT JOIN profiles_athlete a ON a.user_id = u.id WHERE u.id = %s"
    )


class User(AbstractUser):
    """Somebody who signs in with an e-mail address."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    leaves_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("When a deleted account goes for good.")
    )

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="profiles_user_email_unique"),
            # Whatever asks only whether somebody may come in shuts out who is leaving, too.
            models.CheckConstraint(
                condition=Q(leaves_at=None) | Q(is_active=False),
                name="profiles_user_leaving_is_inactive",
            ),
        ]
        indexes = [
            models.Index(
                fields=["leaves_at"],
                condition=Q(leaves_at__isnull=False),
                name="profiles_user_leaving",
            )
        ]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        """The address: names belong to the athlete."""
        return self.email

    def get_short_name(self) -> str:
        """The address: names belong to the athlete."""
        return self.email


class Athlete(models.Model):
    """The person who trains: how they measure, what they have at hand, what they want."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    user = models.OneToOneField("profiles.User", on_delete=models.CASCADE, related_name="athlete")
    name = models.CharField(_("name"), max_length=80)
    weight_unit = models.CharField(
        _("unit"),
        max_length=2,
        choices=[(u.value, u.value) for u in WeightUnit],
        default="kg",
    )
    birth_year = models.PositiveSmallIntegerField(_("year of birth"))
    sex = models.CharField(
        _("sex"),
        max_length=8,
        choices=[(s.value, s.value) for s in Sex],
        default=Sex.UNKNOWN.value,
    )
    handedness = models.CharField(
        _("handedness"), max_length=8, choices=[(h.value, h.value) for h in Handedness]
    )
    experience = models.CharField(
        _("experience"), max_length=10, choices=[(e.value, e.value) for e in Experience]
    )
    goal = models.CharField(_("goal"), max_length=14, choices=[(g.value, g.value) for g in Goal])
    training_days = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)]),
        verbose_name=_("training days"),
        help_text=_("0 is Monday."),
    )
    session_minutes = models.PositiveSmallIntegerField(
        _("minutes a session"),
        validators=[MinValueValidator(15), MaxValueValidator(120)],
    )
    equipment = ArrayField(models.CharField(max_length=20), verbose_name=_("equipment"))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    weights = models.JSONField(
        _("own weights"), default=dict, blank=True, help_text=_("What OwnWeights.as_json wrote.")
    )
    first_side = models.CharField(
        _("side that starts"),
        max_length=5,
        choices=[(word, word) for word in STARTING_SIDES],
        default="left",
        help_text=_("Where neither the athlete nor a finding says another."),
    )
    weaker_first = models.BooleanField(_("weaker side first"), default=True)
    rest_switch_s = models.PositiveSmallIntegerField(
        _("rest between the sides in s"),
        default=DEFAULT_REST_SWITCH_S,
        validators=[MaxValueValidator(MOST_REST_S)],
    )
    rest_pair_s = models.PositiveSmallIntegerField(
        _("rest after both sides in s"),
        default=DEFAULT_REST_PAIR_S,
        validators=[MaxValueValidator(MOST_REST_S)],
    )
    sound = models.BooleanField(_("sound"), default=True)
    vibrate = models.BooleanField(_("vibration"), default=True)
    language = models.CharField(
        _("language"), max_length=16, default="", blank=True, help_text=_("Empty: the device's.")
    )
    demo_expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year__gte=1900, birth_year__lte=2100),
                name="profiles_athlete_birth_year_range",
            ),
            models.CheckConstraint(
                condition=Q(session_minutes__gte=15, session_minutes__lte=120),
                name="profiles_athlete_session_minutes_range",
            ),
            models.CheckConstraint(
                condition=Q(weight_unit__in=[u.value for u in WeightUnit]),
                name="profiles_athlete_weight_unit_known",
            ),
            models.CheckConstraint(
                condition=Q(training_days__len__gte=1, training_days__len__lte=7),
                name="profiles_athlete_training_days_range",
            ),
            models.CheckConstraint(
                condition=Q(rest_switch_s__lte=MOST_REST_S, rest_pair_s__lte=MOST_REST_S),
                name="profiles_athlete_rest_range",
            ),
            models.CheckConstraint(
                condition=Q(first_side__in=STARTING_SIDES),
                name="profiles_athlete_first_side_known",
            ),
            models.CheckConstraint(
                condition=Exact(
                    Func("weights", function="jsonb_typeof", output_field=models.TextField()),
                    Value("object"),
                ),
                name="profiles_athlete_weights_is_object",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def own_weights(self) -> OwnWeights:
        """What they told of their dumbbells, plates and stacks."""
        return OwnWeights.from_json(self.weights)

    @property
    def is_demo(self) -> bool:
        """Whether this is a visitor's copy of the sample logs."""
        return self.demo_expires_at is not None


class BodyMass(models.Model):
    """Body mass on a day, as typed and in kilograms."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="body_masses"
    )
    measured_on = models.DateField(_("measured on"))
    mass_kg = models.DecimalField(_("body mass in kg"), max_digits=8, decimal_places=5)
    typed = models.DecimalField(_("body mass as typed"), max_digits=6, decimal_places=2)
    typed_unit = models.CharField(max_length=2, choices=[(u.value, u.value) for u in WeightUnit])

    class Meta:
        ordering = ["athlete", "-measured_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "measured_on"], name="profiles_bodymass_one_a_day"
            ),
            models.CheckConstraint(
                condition=Q(mass_kg__gte=20, mass_kg__lte=400),
                name="profiles_bodymass_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.typed} {self.typed_unit}"


class HealthConsent(models.Model):
    """An athlete's word that answers about health may be kept for one purpose."""

    id = models.UUIDField(primary_key=True, default=new_uuid7, editable=False)
    athlete = models.ForeignKey(
        "profiles.Athlete", on_delete=models.CASCADE, related_name="health_consents"
    )
    purpose = models.CharField(
        max_length=10, choices=[(purpose.value, purpose.value) for purpose in Purpose]
    )
    text_version = models.PositiveSmallIntegerField(default=1)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "purpose"], name="profiles_healthconsent_once"
            )
        ]

    def __str__(self) -> str:
        return self.purpose

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import apps.core.identifiers
import apps.profiles.models
from apps.core.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("profiles", "0001_create_people"),
        ("profiles", "0002_add_log_settings"),
        ("profiles", "0003_name_more_purposes"),
        ("profiles", "0004_let_accounts_leave"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="User",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                max_length=254, unique=True, verbose_name="e-mail address"
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "leaves_at",
                            models.DateTimeField(
                                blank=True,
                                editable=False,
                                help_text="When a deleted account goes for good.",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("leaves_at__isnull", False)),
                                fields=["leaves_at"],
                                name="profiles_user_leaving",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="profiles_user_email_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("leaves_at", None), ("is_active", False), _connector="OR"
                                ),
                                name="profiles_user_leaving_is_inactive",
                            ),
                        ],
                    },
                    managers=[
                        ("objects", apps.profiles.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Athlete",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "weight_unit",
                            models.CharField(
                                choices=[("kg", "kg"), ("lb", "lb")],
                                default="kg",
                                max_length=2,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "birth_year",
                            models.PositiveSmallIntegerField(verbose_name="year of birth"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[
                                    ("female", "female"),
                                    ("male", "male"),
                                    ("unknown", "unknown"),
                                ],
                                default="unknown",
                                max_length=8,
                                verbose_name="sex",
                            ),
                        ),
                        (
                            "handedness",
                            models.CharField(
                                choices=[
                                    ("right", "right"),
                                    ("left", "left"),
                                    ("both", "both"),
                                    ("unknown", "unknown"),
                                ],
                                max_length=8,
                                verbose_name="handedness",
                            ),
                        ),
                        (
                            "experience",
                            models.CharField(
                                choices=[
                                    ("novice", "novice"),
                                    ("one_year", "one_year"),
                                    ("trained", "trained"),
                                ],
                                max_length=10,
                                verbose_name="experience",
                            ),
                        ),
                        (
                            "goal",
                            models.CharField(
                                choices=[
                                    ("close_gap", "close_gap"),
                                    ("come_back", "come_back"),
                                    ("ease_aches", "ease_aches"),
                                    ("get_stronger", "get_stronger"),
                                ],
                                max_length=14,
                                verbose_name="goal",
                            ),
                        ),
                        (
                            "training_days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    validators=[django.core.validators.MaxValueValidator(6)]
                                ),
                                help_text="0 is Monday.",
                                verbose_name="training days",
                            ),
                        ),
                        (
                            "session_minutes",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(15),
                                    django.core.validators.MaxValueValidator(120),
                                ],
                                verbose_name="minutes a session",
                            ),
                        ),
                        (
                            "equipment",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), verbose_name="equipment"
                            ),
                        ),
                        (
                            "time_zone",
                            models.CharField(
                                default="UTC", max_length=64, verbose_name="time zone"
                            ),
                        ),
                        (
                            "demo_expires_at",
                            models.DateTimeField(blank=True, editable=False, null=True),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="athlete",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "first_side",
                            models.CharField(
                                choices=[("left", "left"), ("right", "right")],
                                default="left",
                                help_text="Where neither the athlete nor a finding says another.",
                                max_length=5,
                                verbose_name="side that starts",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Empty: the device's.",
                                max_length=16,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "rest_pair_s",
                            models.PositiveSmallIntegerField(
                                default=120,
                                validators=[django.core.validators.MaxValueValidator(900)],
                                verbose_name="rest after both sides in s",
                            ),
                        ),
                        (
                            "rest_switch_s",
                            models.PositiveSmallIntegerField(
                                default=15,
                                validators=[django.core.validators.MaxValueValidator(900)],
                                verbose_name="rest between the sides in s",
                            ),
                        ),
                        ("sound", models.BooleanField(default=True, verbose_name="sound")),
                        ("vibrate", models.BooleanField(default=True, verbose_name="vibration")),
                        (
                            "weaker_first",
                            models.BooleanField(default=True, verbose_name="weaker side first"),
                        ),
                        (
                            "weights",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="What OwnWeights.as_json wrote.",
                                verbose_name="own weights",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("birth_year__gte", 1900), ("birth_year__lte", 2100)
                                ),
                                name="profiles_athlete_birth_year_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("session_minutes__gte", 15), ("session_minutes__lte", 120)
                                ),
                                name="profiles_athlete_session_minutes_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight_unit__in", ["kg", "lb"])),
                                name="profiles_athlete_weight_unit_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("training_days__len__gte", 1), ("training_days__len__lte", 7)
                                ),
                                name="profiles_athlete_training_days_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rest_pair_s__lte", 900), ("rest_switch_s__lte", 900)
                                ),
                                name="profiles_athlete_rest_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_side__in", ("left", "right"))),
                                name="profiles_athlete_first_side_known",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.Exact(
                                    models.Func(
                                        "weights",
                                        function="jsonb_typeof",
                                        output_field=models.TextField(),
                                    ),
                                    models.Value("object"),
                                ),
                                name="profiles_athlete_weights_is_object",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BodyMass",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("measured_on", models.DateField(verbose_name="measured on")),
                        (
                            "mass_kg",
                            models.DecimalField(
                                decimal_places=5, max_digits=8, verbose_name="body mass in kg"
                            ),
                        ),
                        (
                            "typed",
                            models.DecimalField(
                                decimal_places=2, max_digits=6, verbose_name="body mass as typed"
                            ),
                        ),
                        (
                            "typed_unit",
                            models.CharField(choices=[("kg", "kg"), ("lb", "lb")], max_length=2),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="body_masses",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["athlete", "-measured_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "measured_on"),
                                name="profiles_bodymass_one_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mass_kg__gte", 20), ("mass_kg__lte", 400)),
                                name="profiles_bodymass_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HealthConsent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=apps.core.identifiers.new_uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("screening", "screening"),
                                    ("pain", "pain"),
                                    ("signs", "signs"),
                                    ("causes", "causes"),
                                    ("self_tests", "self_tests"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text_version", models.PositiveSmallIntegerField(default=1)),
                        ("given_at", models.DateTimeField()),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="health_consents",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "purpose"), name="profiles_healthconsent_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]

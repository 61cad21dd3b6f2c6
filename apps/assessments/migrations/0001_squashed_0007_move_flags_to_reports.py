import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.lookups
from django.db import migrations, models

import apps.core.identifiers
from apps.core.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("assessments", "0001_create_screening"),
        ("assessments", "0002_create_check_ins"),
        ("assessments", "0003_create_named_causes"),
        ("assessments", "0004_create_self_tests"),
        ("assessments", "0005_create_habit_ticks"),
        ("assessments", "0006_widen_screening_and_keep_pain"),
        ("assessments", "0007_move_flags_to_reports"),
    ]

    initial = True

    dependencies = [
        ("exercises", "0001_squashed_0002_let_own_exercises_lack_cues"),
        ("profiles", "0001_squashed_0004_let_accounts_leave"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Screening",
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
                        ("answered_at", models.DateTimeField()),
                        ("answered_on", models.DateField()),
                        (
                            "yes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("heart_or_pressure", "heart_or_pressure"),
                                        ("chest_pain", "chest_pain"),
                                        ("dizzy_or_fainted", "dizzy_or_fainted"),
                                        ("other_condition", "other_condition"),
                                        ("long_term_medicine", "long_term_medicine"),
                                        ("bone_joint_muscle", "bone_joint_muscle"),
                                        ("supervision_only", "supervision_only"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                            ),
                        ),
                        (
                            "cleared_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="cleared by a clinician on"
                            ),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="screenings",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "extras",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("pregnancy", "pregnancy"),
                                        ("repair", "repair"),
                                        ("fragile", "fragile"),
                                        ("blood_thinners", "blood_thinners"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                            ),
                        ),
                        (
                            "marked",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("year", "year"),
                                    ("away", "away"),
                                    ("stop", "stop"),
                                    ("change", "change"),
                                ],
                                help_text="What happened since that asks for new answers.",
                                max_length=6,
                            ),
                        ),
                        (
                            "places",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("neck", "neck"),
                                        ("shoulder", "shoulder"),
                                        ("elbow", "elbow"),
                                        ("wrist", "wrist"),
                                        ("upper_back", "upper_back"),
                                        ("lower_back", "lower_back"),
                                        ("trunk", "trunk"),
                                        ("hip", "hip"),
                                        ("knee", "knee"),
                                        ("ankle", "ankle"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-answered_at"],
                        "indexes": [
                            models.Index(
                                fields=["athlete", "-answered_at"], name="assessments_latest"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckIn",
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
                        ("told_at", models.DateTimeField()),
                        ("day", models.DateField()),
                        (
                            "spot",
                            models.CharField(
                                choices=[
                                    ("head", "head"),
                                    ("neck", "neck"),
                                    ("shoulder", "shoulder"),
                                    ("upper_back", "upper_back"),
                                    ("chest", "chest"),
                                    ("upper_arm", "upper_arm"),
                                    ("elbow", "elbow"),
                                    ("forearm", "forearm"),
                                    ("wrist_hand", "wrist_hand"),
                                    ("belly", "belly"),
                                    ("lower_back", "lower_back"),
                                    ("hip", "hip"),
                                    ("thigh", "thigh"),
                                    ("knee", "knee"),
                                    ("lower_leg", "lower_leg"),
                                    ("ankle_foot", "ankle_foot"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("left", "left"), ("right", "right"), ("both", "both")],
                                max_length=5,
                            ),
                        ),
                        (
                            "sign",
                            models.CharField(
                                choices=[
                                    ("pain", "pain"),
                                    ("weakness", "weakness"),
                                    ("tightness", "tightness"),
                                    ("soreness", "soreness"),
                                    ("balance", "balance"),
                                    ("posture", "posture"),
                                    ("smaller_muscle", "smaller_muscle"),
                                    ("neck_ache", "neck_ache"),
                                    ("shoulder_ache", "shoulder_ache"),
                                    ("upper_back_ache", "upper_back_ache"),
                                    ("headache", "headache"),
                                    ("tingling", "tingling"),
                                    ("giving_way", "giving_way"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField(verbose_name="0 to 10")),
                        (
                            "since",
                            models.CharField(
                                choices=[
                                    ("today", "today"),
                                    ("days", "days"),
                                    ("weeks", "weeks"),
                                    ("months", "months"),
                                    ("years", "years"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "worse",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("lifting", "lifting"),
                                        ("after_training", "after_training"),
                                        ("sitting", "sitting"),
                                        ("screen", "screen"),
                                        ("overhead", "overhead"),
                                        ("stairs", "stairs"),
                                        ("walking", "walking"),
                                        ("sleeping", "sleeping"),
                                        ("morning", "morning"),
                                        ("stress", "stress"),
                                        ("neck_movement", "neck_movement"),
                                        ("nothing", "nothing"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                            ),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_ins",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-day", "-told_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "day", "spot", "side", "sign"),
                                name="assessments_checkin_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 0), ("score__lte", 10)),
                                name="assessments_checkin_score_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["left", "right", "both"])),
                                name="assessments_checkin_side_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NamedCause",
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
                        ("named_at", models.DateTimeField()),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("from_birth", "from_birth"),
                                    ("one_sided_work", "one_sided_work"),
                                    ("one_sided_sport", "one_sided_sport"),
                                    ("sitting", "sitting"),
                                    ("sleeping", "sleeping"),
                                    ("inactivity", "inactivity"),
                                    ("routine", "routine"),
                                    ("overload", "overload"),
                                    ("injury", "injury"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "region",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("neck", "neck"),
                                    ("shoulder", "shoulder"),
                                    ("elbow", "elbow"),
                                    ("wrist", "wrist"),
                                    ("upper_back", "upper_back"),
                                    ("lower_back", "lower_back"),
                                    ("trunk", "trunk"),
                                    ("hip", "hip"),
                                    ("knee", "knee"),
                                    ("ankle", "ankle"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("left", "left"), ("right", "right"), ("both", "both")],
                                default="both",
                                max_length=5,
                            ),
                        ),
                        ("happened_on", models.DateField(blank=True, null=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="named_causes",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["named_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "cause", "region", "side"),
                                name="assessments_namedcause_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("happened_on", None),
                                    ("cause__in", ["overload", "injury"]),
                                    _connector="OR",
                                ),
                                name="assessments_namedcause_only_events_have_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfTest",
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
                        ("protocol", models.CharField(max_length=32)),
                        ("protocol_version", models.PositiveSmallIntegerField(default=1)),
                        ("measured_at", models.DateTimeField()),
                        ("day", models.DateField()),
                        (
                            "first_side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                default="",
                                max_length=5,
                            ),
                        ),
                        ("tries", models.JSONField()),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="self_tests",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["day", "measured_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "protocol", "day"),
                                name="assessments_selftest_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.Exact(
                                    models.Func(
                                        "tries",
                                        function="jsonb_typeof",
                                        output_field=models.TextField(),
                                    ),
                                    models.Value("object"),
                                ),
                                name="assessments_selftest_tries_is_object",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_side__in", ["", "left", "right"])),
                                name="assessments_selftest_first_side_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HabitTick",
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
                        ("key", models.CharField(max_length=40)),
                        ("day", models.DateField()),
                        ("ticked_at", models.DateTimeField()),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="habit_ticks",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-day", "key"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "day", "key"),
                                name="assessments_habittick_once_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PainBlock",
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
                            "pattern",
                            models.CharField(
                                choices=[
                                    ("knee_dominant", "knee_dominant"),
                                    ("hip_dominant", "hip_dominant"),
                                    ("calf", "calf"),
                                    ("hip_abduction", "hip_abduction"),
                                    ("hip_adduction", "hip_adduction"),
                                    ("horizontal_push", "horizontal_push"),
                                    ("vertical_push", "vertical_push"),
                                    ("horizontal_pull", "horizontal_pull"),
                                    ("vertical_pull", "vertical_pull"),
                                    ("elbow_flexion", "elbow_flexion"),
                                    ("elbow_extension", "elbow_extension"),
                                    ("shoulder_rotation", "shoulder_rotation"),
                                    ("trunk_side", "trunk_side"),
                                    ("grip", "grip"),
                                    ("trunk_front", "trunk_front"),
                                    ("neck_and_posture", "neck_and_posture"),
                                    ("mobility", "mobility"),
                                    ("balance", "balance"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                max_length=5,
                            ),
                        ),
                        (
                            "regions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("neck", "neck"),
                                        ("shoulder", "shoulder"),
                                        ("elbow", "elbow"),
                                        ("wrist", "wrist"),
                                        ("upper_back", "upper_back"),
                                        ("lower_back", "lower_back"),
                                        ("trunk", "trunk"),
                                        ("hip", "hip"),
                                        ("knee", "knee"),
                                        ("ankle", "ankle"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                            ),
                        ),
                        ("since", models.DateField()),
                        ("lifted_on", models.DateField(blank=True, null=True)),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pain_blocks",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-since", "pattern", "side"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_on", None)),
                                fields=("athlete", "pattern", "side"),
                                name="assessments_painblock_one_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_on", None),
                                    ("lifted_on__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="assessments_painblock_lifted_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PainMorning",
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
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                max_length=5,
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[("back", "back"), ("higher", "higher")], max_length=6
                            ),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="exercises.exercise",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "exercise", "side", "on"),
                                name="assessments_painmorning_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PainStop",
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
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                max_length=5,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("pain", models.PositiveSmallIntegerField()),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="exercises.exercise",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "exercise", "side", "on"),
                                name="assessments_painstop_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pain__lte", 10)),
                                name="assessments_painstop_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RedFlagReport",
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
                            "flag",
                            models.CharField(
                                choices=[
                                    ("saddle_or_bladder", "saddle_or_bladder"),
                                    ("face_arm_speech", "face_arm_speech"),
                                    ("chest_or_fainting", "chest_or_fainting"),
                                    ("hot_swollen_limb", "hot_swollen_limb"),
                                    ("after_a_fall", "after_a_fall"),
                                    ("dark_urine", "dark_urine"),
                                    ("growing_weakness", "growing_weakness"),
                                    ("wasting", "wasting"),
                                    ("spreading_numbness", "spreading_numbness"),
                                    ("unwell", "unwell"),
                                    ("night_or_worsening_pain", "night_or_worsening_pain"),
                                    ("giving_way", "giving_way"),
                                    ("recent_surgery", "recent_surgery"),
                                    ("fragile_bones", "fragile_bones"),
                                    ("lasting_pain", "lasting_pain"),
                                    ("morning_stiffness", "morning_stiffness"),
                                    ("neck_headache", "neck_headache"),
                                    ("neck_dizziness", "neck_dizziness"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "places",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("neck", "neck"),
                                        ("shoulder", "shoulder"),
                                        ("elbow", "elbow"),
                                        ("wrist", "wrist"),
                                        ("upper_back", "upper_back"),
                                        ("lower_back", "lower_back"),
                                        ("trunk", "trunk"),
                                        ("hip", "hip"),
                                        ("knee", "knee"),
                                        ("ankle", "ankle"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                            ),
                        ),
                        ("reported_at", models.DateTimeField()),
                        ("reported_on", models.DateField()),
                        (
                            "lifted_on",
                            models.DateField(
                                blank=True,
                                help_text="Day on which a clinician cleared it, or a caution was answered as gone.",
                                null=True,
                            ),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="red_flag_reports",
                                to="profiles.athlete",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-reported_at", "flag"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_on", None)),
                                fields=("athlete", "flag"),
                                name="assessments_redflagreport_one_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_on", None),
                                    ("lifted_on__gte", models.F("reported_on")),
                                    _connector="OR",
                                ),
                                name="assessments_redflagreport_lifted_after",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]

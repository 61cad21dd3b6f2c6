import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import apps.core.identifiers
from apps.core.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [("imbalances", "0001_create_findings"), ("imbalances", "0002_keep_weeks")]

    initial = True

    dependencies = [
        ("exercises", "0001_squashed_0002_let_own_exercises_lack_cues"),
        ("lifts", "0001_squashed_0004_forget_hashes_that_tell_pain"),
        ("profiles", "0001_squashed_0004_let_accounts_leave"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Finding",
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
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("one_side_missing", "one_side_missing"),
                                    ("not_enough_data", "not_enough_data"),
                                    ("imbalance", "imbalance"),
                                    ("closed", "closed"),
                                    ("level", "level"),
                                    ("leaning", "leaning"),
                                    ("not_sure", "not_sure"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "weaker_side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                max_length=5,
                            ),
                        ),
                        ("mean_log_pct", models.FloatField()),
                        ("sd_log_pct", models.FloatField()),
                        ("gap_pct", models.FloatField()),
                        ("low80_pct", models.FloatField()),
                        ("high80_pct", models.FloatField()),
                        ("p_over_5", models.FloatField()),
                        ("p_over_10", models.FloatField()),
                        ("p_over_20", models.FloatField()),
                        ("p_direction", models.FloatField()),
                        ("n_occasions", models.PositiveIntegerField()),
                        ("n_days", models.PositiveIntegerField()),
                        ("n_informative_pairs", models.PositiveIntegerField()),
                        ("n_agreeing", models.PositiveIntegerField()),
                        ("n_comparisons", models.PositiveIntegerField()),
                        ("left_e1rm_kg", models.FloatField(null=True)),
                        ("right_e1rm_kg", models.FloatField(null=True)),
                        ("weeks_to_level_low", models.FloatField(null=True)),
                        ("weeks_to_level_median", models.FloatField(null=True)),
                        ("weeks_to_level_high", models.FloatField(null=True)),
                        (
                            "what_would_change",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("log_other_side", "log_other_side"),
                                        ("more_workouts", "more_workouts"),
                                        ("another_day", "another_day"),
                                        ("give_rir_both_sides", "give_rir_both_sides"),
                                        ("do_a_check", "do_a_check"),
                                        ("confirm_loads", "confirm_loads"),
                                        ("heavier_load", "heavier_load"),
                                    ],
                                    max_length=24,
                                ),
                                default=list,
                            ),
                        ),
                        ("policy_version", models.CharField(max_length=20)),
                        ("as_of", models.DateTimeField()),
                        (
                            "checkpoint",
                            models.JSONField(
                                help_text="Where the filter stands, so that one more workout is one step."
                            ),
                        ),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "weeks",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="The history by weeks, for charts of a year or more.",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("athlete", "pattern"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("athlete", "pattern"),
                                name="imbalances_finding_pattern_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "pattern__in",
                                        [
                                            "knee_dominant",
                                            "hip_dominant",
                                            "calf",
                                            "hip_abduction",
                                            "hip_adduction",
                                            "horizontal_push",
                                            "vertical_push",
                                            "horizontal_pull",
                                            "vertical_pull",
                                            "elbow_flexion",
                                            "elbow_extension",
                                            "shoulder_rotation",
                                            "trunk_side",
                                            "grip",
                                        ],
                                    )
                                ),
                                name="imbalances_finding_pattern_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verdict__in",
                                        [
                                            "one_side_missing",
                                            "not_enough_data",
                                            "imbalance",
                                            "closed",
                                            "level",
                                            "leaning",
                                            "not_sure",
                                        ],
                                    )
                                ),
                                name="imbalances_finding_verdict_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weaker_side__in", ["", "left", "right"])),
                                name="imbalances_finding_side_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "imbalance"), _negated=True),
                                    models.Q(("weaker_side", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="imbalances_finding_imbalance_names_side",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sd_log_pct__gte", 0)),
                                name="imbalances_finding_sd_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("gap_pct__range", (0.0, 100.0))),
                                name="imbalances_finding_gap_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("low80_pct__lte", models.F("high80_pct"))),
                                name="imbalances_finding_range_ordered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("n_agreeing__lte", models.F("n_comparisons"))),
                                name="imbalances_finding_agreeing_counted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "what_would_change__contained_by",
                                        [
                                            "log_other_side",
                                            "more_workouts",
                                            "another_day",
                                            "give_rir_both_sides",
                                            "do_a_check",
                                            "confirm_loads",
                                            "heavier_load",
                                        ],
                                    )
                                ),
                                name="imbalances_finding_change_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("p_over_5__range", (0.0, 1.0))),
                                name="imbalances_finding_p_over_5_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("p_over_10__range", (0.0, 1.0))),
                                name="imbalances_finding_p_over_10_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("p_over_20__range", (0.0, 1.0))),
                                name="imbalances_finding_p_over_20_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("p_direction__range", (0.0, 1.0))),
                                name="imbalances_finding_p_direction_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OccasionPoint",
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
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("local_date", models.DateField()),
                        ("difference_log_pct", models.FloatField(null=True)),
                        ("variance", models.FloatField(null=True)),
                        ("left_e1rm_kg", models.FloatField(null=True)),
                        ("right_e1rm_kg", models.FloatField(null=True)),
                        ("n_pairs", models.PositiveSmallIntegerField(default=0)),
                        ("n_sets", models.PositiveSmallIntegerField(default=0)),
                        ("is_check", models.BooleanField(default=False)),
                        (
                            "first_side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                max_length=5,
                            ),
                        ),
                        ("rir_known", models.BooleanField(default=False)),
                        (
                            "at_least_ahead",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                help_text="The side that went past the range of reps: ahead by at least the difference.",
                                max_length=5,
                            ),
                        ),
                        (
                            "exclusion",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("one_side_missing", "one_side_missing"),
                                    ("partner_excluded", "partner_excluded"),
                                    ("unpaired", "unpaired"),
                                    ("no_single_side", "no_single_side"),
                                    ("assumed_side", "assumed_side"),
                                    ("warm_up", "warm_up"),
                                    ("pain", "pain"),
                                    ("hold", "hold"),
                                    ("no_reps", "no_reps"),
                                    ("zero_load", "zero_load"),
                                    ("reps_beyond_range", "reps_beyond_range"),
                                    ("matched_without_rir", "matched_without_rir"),
                                    ("load_ratio_asks", "load_ratio_asks"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[("left", "left"), ("right", "right")],
                                help_text="The one side that left-out sets belong to.",
                                max_length=5,
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="exercises.exercise",
                            ),
                        ),
                        (
                            "workout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="lifts.workout",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("athlete", "pattern", "at", "id"),
                        "indexes": [
                            models.Index(
                                fields=["athlete", "pattern", "at"],
                                name="imbalances_occasion_history",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "pattern__in",
                                        [
                                            "knee_dominant",
                                            "hip_dominant",
                                            "calf",
                                            "hip_abduction",
                                            "hip_adduction",
                                            "horizontal_push",
                                            "vertical_push",
                                            "horizontal_pull",
                                            "vertical_pull",
                                            "elbow_flexion",
                                            "elbow_extension",
                                            "shoulder_rotation",
                                            "trunk_side",
                                            "grip",
                                        ],
                                    )
                                ),
                                name="imbalances_occasion_pattern_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "exclusion__in",
                                        [
                                            "",
                                            "one_side_missing",
                                            "partner_excluded",
                                            "unpaired",
                                            "no_single_side",
                                            "assumed_side",
                                            "warm_up",
                                            "pain",
                                            "hold",
                                            "no_reps",
                                            "zero_load",
                                            "reps_beyond_range",
                                            "matched_without_rir",
                                            "load_ratio_asks",
                                        ],
                                    )
                                ),
                                name="imbalances_occasion_exclusion_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("difference_log_pct__isnull", False),
                                        ("exclusion", ""),
                                        ("n_pairs__gte", 1),
                                        ("variance__gt", 0),
                                    ),
                                    models.Q(
                                        models.Q(("exclusion", ""), _negated=True),
                                        ("difference_log_pct", None),
                                        ("n_pairs", 0),
                                        ("variance", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="imbalances_occasion_compared_or_left_out",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("exclusion", "")),
                                fields=("athlete", "pattern", "workout", "exercise"),
                                name="imbalances_occasion_compared_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrendPoint",
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
                                ],
                                max_length=20,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("local_date", models.DateField()),
                        ("mean_log_pct", models.FloatField()),
                        ("sd_log_pct", models.FloatField()),
                        ("smoothed_mean_log_pct", models.FloatField()),
                        ("smoothed_sd_log_pct", models.FloatField()),
                        (
                            "athlete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="profiles.athlete",
                            ),
                        ),
                        (
                            "workout",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="lifts.workout",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("athlete", "pattern", "at"),
                        "indexes": [
                            models.Index(
                                fields=["athlete", "pattern", "at"], name="imbalances_trend_history"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "pattern__in",
                                        [
                                            "knee_dominant",
                                            "hip_dominant",
                                            "calf",
                                            "hip_abduction",
                                            "hip_adduction",
                                            "horizontal_push",
                                            "vertical_push",
                                            "horizontal_pull",
                                            "vertical_pull",
                                            "elbow_flexion",
                                            "elbow_extension",
                                            "shoulder_rotation",
                                            "trunk_side",
                                            "grip",
                                        ],
                                    )
                                ),
                                name="imbalances_trend_pattern_known",
                            ),
                            models.UniqueConstraint(
                                fields=("athlete", "pattern", "workout"),
                                name="imbalances_trend_workout_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sd_log_pct__gte", 0), ("smoothed_sd_log_pct__gte", 0)
                                ),
                                name="imbalances_trend_sd_range",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]

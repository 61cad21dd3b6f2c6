import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import apps.core.identifiers


class Migration(migrations.Migration):
    replaces = [
        ("exercises", "0001_create_exercise"),
        ("exercises", "0002_let_own_exercises_lack_cues"),
    ]

    initial = True

    dependencies = [
        ("profiles", "0001_squashed_0004_let_accounts_leave"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exercise",
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
                ("slug", models.SlugField(max_length=80)),
                ("name", models.CharField(max_length=80)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), blank=True, default=list
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
                        max_length=24,
                    ),
                ),
                (
                    "laterality",
                    models.CharField(
                        choices=[
                            ("bilateral", "bilateral"),
                            ("unilateral", "unilateral"),
                            ("alternating", "alternating"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "limb",
                    models.CharField(
                        choices=[
                            ("arm", "arm"),
                            ("leg", "leg"),
                            ("trunk", "trunk"),
                            ("neck", "neck"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "load_basis",
                    models.CharField(
                        choices=[
                            ("total", "total"),
                            ("per_implement", "per_implement"),
                            ("per_side_of_bar", "per_side_of_bar"),
                            ("machine_shown", "machine_shown"),
                        ],
                        default="total",
                        max_length=24,
                    ),
                ),
                (
                    "rep_convention",
                    models.CharField(
                        choices=[
                            ("per_side", "per_side"),
                            ("both_sides_together", "both_sides_together"),
                        ],
                        default="per_side",
                        max_length=24,
                    ),
                ),
                (
                    "implements",
                    models.PositiveSmallIntegerField(
                        default=0, validators=[django.core.validators.MaxValueValidator(2)]
                    ),
                ),
                (
                    "planes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("sagittal", "sagittal"),
                                ("frontal", "frontal"),
                                ("transverse", "transverse"),
                            ],
                            max_length=24,
                        ),
                        default=list,
                    ),
                ),
                (
                    "primary_muscles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("quadriceps", "quadriceps"),
                                ("hamstrings", "hamstrings"),
                                ("glutes", "glutes"),
                                ("side_glutes", "side_glutes"),
                                ("adductors", "adductors"),
                                ("hip_flexors", "hip_flexors"),
                                ("hip_rotators", "hip_rotators"),
                                ("calves", "calves"),
                                ("shins", "shins"),
                                ("foot", "foot"),
                                ("abdominals", "abdominals"),
                                ("obliques", "obliques"),
                                ("side_back", "side_back"),
                                ("back_extensors", "back_extensors"),
                                ("chest", "chest"),
                                ("front_deltoid", "front_deltoid"),
                                ("side_deltoid", "side_deltoid"),
                                ("rear_deltoid", "rear_deltoid"),
                                ("rotator_cuff", "rotator_cuff"),
                                ("serratus", "serratus"),
                                ("lats", "lats"),
                                ("upper_trapezius", "upper_trapezius"),
                                ("mid_back", "mid_back"),
                                ("biceps", "biceps"),
                                ("triceps", "triceps"),
                                ("forearm_flexors", "forearm_flexors"),
                                ("forearm_extensors", "forearm_extensors"),
                                ("forearm_rotators", "forearm_rotators"),
                                ("neck_flexors", "neck_flexors"),
                                ("neck_extensors", "neck_extensors"),
                                ("neck_side", "neck_side"),
                            ],
                            max_length=24,
                        ),
                        default=list,
                    ),
                ),
                (
                    "secondary_muscles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("quadriceps", "quadriceps"),
                                ("hamstrings", "hamstrings"),
                                ("glutes", "glutes"),
                                ("side_glutes", "side_glutes"),
                                ("adductors", "adductors"),
                                ("hip_flexors", "hip_flexors"),
                                ("hip_rotators", "hip_rotators"),
                                ("calves", "calves"),
                                ("shins", "shins"),
                                ("foot", "foot"),
                                ("abdominals", "abdominals"),
                                ("obliques", "obliques"),
                                ("side_back", "side_back"),
                                ("back_extensors", "back_extensors"),
                                ("chest", "chest"),
                                ("front_deltoid", "front_deltoid"),
                                ("side_deltoid", "side_deltoid"),
                                ("rear_deltoid", "rear_deltoid"),
                                ("rotator_cuff", "rotator_cuff"),
                                ("serratus", "serratus"),
                                ("lats", "lats"),
                                ("upper_trapezius", "upper_trapezius"),
                                ("mid_back", "mid_back"),
                                ("biceps", "biceps"),
                                ("triceps", "triceps"),
                                ("forearm_flexors", "forearm_flexors"),
                                ("forearm_extensors", "forearm_extensors"),
                                ("forearm_rotators", "forearm_rotators"),
                                ("neck_flexors", "neck_flexors"),
                                ("neck_extensors", "neck_extensors"),
                                ("neck_side", "neck_side"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                (
                    "joints",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("neck", "neck"),
                                ("shoulder", "shoulder"),
                                ("shoulder_blade", "shoulder_blade"),
                                ("elbow", "elbow"),
                                ("wrist", "wrist"),
                                ("fingers", "fingers"),
                                ("upper_spine", "upper_spine"),
                                ("lower_spine", "lower_spine"),
                                ("hip", "hip"),
                                ("knee", "knee"),
                                ("ankle", "ankle"),
                            ],
                            max_length=24,
                        ),
                        default=list,
                    ),
                ),
                (
                    "equipment",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("bodyweight", "bodyweight"),
                                ("dumbbells", "dumbbells"),
                                ("kettlebell", "kettlebell"),
                                ("barbell", "barbell"),
                                ("bench", "bench"),
                                ("cable", "cable"),
                                ("band", "band"),
                                ("leg_press", "leg_press"),
                                ("leg_extension", "leg_extension"),
                                ("leg_curl", "leg_curl"),
                                ("pull_up_bar", "pull_up_bar"),
                                ("lat_pulldown", "lat_pulldown"),
                                ("chest_press", "chest_press"),
                                ("row_machine", "row_machine"),
                                ("step", "step"),
                                ("ankle_weight", "ankle_weight"),
                                ("dynamometer", "dynamometer"),
                            ],
                            max_length=24,
                        ),
                        default=list,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("strength", "strength"),
                            ("isometric", "isometric"),
                            ("mobility", "mobility"),
                            ("balance", "balance"),
                        ],
                        default="strength",
                        max_length=24,
                    ),
                ),
                (
                    "metric",
                    models.CharField(
                        choices=[
                            ("load_reps", "load_reps"),
                            ("reps", "reps"),
                            ("seconds", "seconds"),
                            ("load_seconds", "load_seconds"),
                            ("cm", "cm"),
                            ("deg", "deg"),
                        ],
                        default="load_reps",
                        max_length=24,
                    ),
                ),
                (
                    "body_mass_share",
                    models.DecimalField(
                        decimal_places=3,
                        default=0,
                        help_text="Part of the body mass lifted on top of the load, 0 to 1.",
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0.0),
                            django.core.validators.MaxValueValidator(1.0),
                        ],
                    ),
                ),
                ("is_assisted", models.BooleanField(default=False)),
                (
                    "rep_curve_slope",
                    models.DecimalField(
                        decimal_places=3,
                        default=0.03,
                        help_text="Growth of estimated strength with each rep, 1 / rep.",
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0.01),
                            django.core.validators.MaxValueValidator(0.08),
                        ],
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("beginner", "beginner"),
                            ("intermediate", "intermediate"),
                            ("advanced", "advanced"),
                        ],
                        default="beginner",
                        max_length=24,
                    ),
                ),
                (
                    "cautions",
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
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                (
                    "measurement",
                    models.CharField(
                        choices=[("good", "good"), ("fair", "fair"), ("none", "none")],
                        default="none",
                        max_length=24,
                    ),
                ),
                (
                    "cues",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
                    ),
                ),
                (
                    "load_step_kg",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True),
                ),
                ("search_text", models.TextField(blank=True, default="", editable=False)),
                ("is_retired", models.BooleanField(default=False)),
                (
                    "athlete",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose own exercise this is; empty for the shared catalogue.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_exercises",
                        to="profiles.athlete",
                    ),
                ),
                (
                    "progression",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="exercises.exercise",
                    ),
                ),
                (
                    "regression",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="exercises.exercise",
                    ),
                ),
            ],
            options={
                "ordering": ("name", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("athlete", "slug"),
                        name="exercises_exercise_slug_unique",
                        nulls_distinct=False,
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
                                    "trunk_front",
                                    "neck_and_posture",
                                    "mobility",
                                    "balance",
                                ],
                            )
                        ),
                        name="exercises_exercise_pattern_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("laterality__in", ["bilateral", "unilateral", "alternating"])
                        ),
                        name="exercises_exercise_laterality_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("limb__in", ["arm", "leg", "trunk", "neck"])),
                        name="exercises_exercise_limb_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "load_basis__in",
                                ["total", "per_implement", "per_side_of_bar", "machine_shown"],
                            )
                        ),
                        name="exercises_exercise_load_basis_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rep_convention__in", ["per_side", "both_sides_together"])
                        ),
                        name="exercises_exercise_rep_convention_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["strength", "isometric", "mobility", "balance"])
                        ),
                        name="exercises_exercise_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "metric__in",
                                ["load_reps", "reps", "seconds", "load_seconds", "cm", "deg"],
                            )
                        ),
                        name="exercises_exercise_metric_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["beginner", "intermediate", "advanced"])),
                        name="exercises_exercise_level_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measurement__in", ["good", "fair", "none"])),
                        name="exercises_exercise_measurement_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planes__contained_by", ["sagittal", "frontal", "transverse"]),
                            ("planes__len__gte", 1),
                        ),
                        name="exercises_exercise_planes_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "primary_muscles__contained_by",
                                [
                                    "quadriceps",
                                    "hamstrings",
                                    "glutes",
                                    "side_glutes",
                                    "adductors",
                                    "hip_flexors",
                                    "hip_rotators",
                                    "calves",
                                    "shins",
                                    "foot",
                                    "abdominals",
                                    "obliques",
                                    "side_back",
                                    "back_extensors",
                                    "chest",
                                    "front_deltoid",
                                    "side_deltoid",
                                    "rear_deltoid",
                                    "rotator_cuff",
                                    "serratus",
                                    "lats",
                                    "upper_trapezius",
                                    "mid_back",
                                    "biceps",
                                    "triceps",
                                    "forearm_flexors",
                                    "forearm_extensors",
                                    "forearm_rotators",
                                    "neck_flexors",
                                    "neck_extensors",
                                    "neck_side",
                                ],
                            ),
                            ("primary_muscles__len__gte", 1),
                        ),
                        name="exercises_exercise_primary_muscles_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "secondary_muscles__contained_by",
                                [
                                    "quadriceps",
                                    "hamstrings",
                                    "glutes",
                                    "side_glutes",
                                    "adductors",
                                    "hip_flexors",
                                    "hip_rotators",
                                    "calves",
                                    "shins",
                                    "foot",
                                    "abdominals",
                                    "obliques",
                                    "side_back",
                                    "back_extensors",
                                    "chest",
                                    "front_deltoid",
                                    "side_deltoid",
                                    "rear_deltoid",
                                    "rotator_cuff",
                                    "serratus",
                                    "lats",
                                    "upper_trapezius",
                                    "mid_back",
                                    "biceps",
                                    "triceps",
                                    "forearm_flexors",
                                    "forearm_extensors",
                                    "forearm_rotators",
                                    "neck_flexors",
                                    "neck_extensors",
                                    "neck_side",
                                ],
                            ),
                            ("secondary_muscles__len__gte", 0),
                        ),
                        name="exercises_exercise_secondary_muscles_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "joints__contained_by",
                                [
                                    "neck",
                                    "shoulder",
                                    "shoulder_blade",
                                    "elbow",
                                    "wrist",
                                    "fingers",
                                    "upper_spine",
                                    "lower_spine",
                                    "hip",
                                    "knee",
                                    "ankle",
                                ],
                            ),
                            ("joints__len__gte", 1),
                        ),
                        name="exercises_exercise_joints_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "equipment__contained_by",
                                [
                                    "bodyweight",
                                    "dumbbells",
                                    "kettlebell",
                                    "barbell",
                                    "bench",
                                    "cable",
                                    "band",
                                    "leg_press",
                                    "leg_extension",
                                    "leg_curl",
                                    "pull_up_bar",
                                    "lat_pulldown",
                                    "chest_press",
                                    "row_machine",
                                    "step",
                                    "ankle_weight",
                                    "dynamometer",
                                ],
                            ),
                            ("equipment__len__gte", 1),
                        ),
                        name="exercises_exercise_equipment_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cautions__contained_by",
                                [
                                    "neck",
                                    "shoulder",
                                    "elbow",
                                    "wrist",
                                    "upper_back",
                                    "lower_back",
                                    "trunk",
                                    "hip",
                                    "knee",
                                    "ankle",
                                ],
                            ),
                            ("cautions__len__gte", 0),
                        ),
                        name="exercises_exercise_cautions_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cues__len__range", (3, 5)),
                            ("athlete__isnull", False),
                            _connector="OR",
                        ),
                        name="exercises_exercise_cues_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("implements__range", (0, 2))),
                        name="exercises_exercise_implements_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body_mass_share__range", (0.0, 1.0))),
                        name="exercises_exercise_body_mass_share_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rep_curve_slope__range", (0.01, 0.08))),
                        name="exercises_exercise_rep_curve_slope_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("load_step_kg__isnull", True),
                            ("load_step_kg__range", (0.1, 10.0)),
                            _connector="OR",
                        ),
                        name="exercises_exercise_load_step_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("load_basis", "per_implement"), _negated=True),
                            ("implements__gte", 1),
                            _connector="OR",
                        ),
                        name="exercises_exercise_implements_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rep_convention", "per_side"),
                            ("laterality", "alternating"),
                            _connector="OR",
                        ),
                        name="exercises_exercise_reps_together_alternate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("measurement", "none"),
                            models.Q(
                                ("kind", "strength"),
                                ("laterality__in", ["unilateral", "alternating"]),
                                ("metric", "load_reps"),
                                ("rep_convention", "per_side"),
                            ),
                            _connector="OR",
                        ),
                        name="exercises_exercise_measures_one_side",
                    ),
                ],
            },
        ),
    ]

"""Line drawings of the tests: one figure a way of measuring, on a sheet of 160 by 110 units.

``moving`` is what does the test, ``body`` the rest of it, ``props`` the floor, walls and things,
``measure`` what is read. The words beside them say the same, so a drawing is never needed.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

FLOOR: Final = "M6 100H154"


class Diagram(Struct, frozen=True, kw_only=True):
    """Paths of one drawing; ``head`` is the head's middle."""

    head: tuple[int, int]
    body: str
    moving: str
    props: str = FLOOR
    measure: str = ""

    @property
    def head_x(self) -> int:
        """Where the head is drawn."""
        return self.head[0]

    @property
    def head_y(self) -> int:
        """Where the head is drawn."""
        return self.head[1]


_LEG = "M68 8L74 60L71 98H56M106 8L99 60L94 98H108"

DIAGRAMS: Final[dict[str, Diagram]] = {
    "press": Diagram(
        head=(80, 30),
        body="M80 38V68M80 68L66 82V100M80 68L94 82V100M80 44L66 56L64 66",
        moving="M80 44L98 36L98 14",
        props=f"{FLOOR}M58 71H102M90 13H106",
        measure="M114 42V18M110 23L114 17L118 23",
    ),
    "side_lying_rotation": Diagram(
        head=(24, 80),
        body="M32 82L84 84L122 88L150 94M46 82L70 78",
        moving="M70 78L80 54",
        props=f"{FLOOR}M72 51L88 57M58 84H72",
        measure="M96 84A28 28 0 0 0 88 62M85 68L87 61L94 63",
    ),
    "seated_put": Diagram(
        head=(38, 46),
        body="M38 54V90L100 96",
        moving="M38 60L54 62L68 52",
        props=f"{FLOOR}M28 20V100M70 47a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
        measure="M88 44Q126 36 142 94M137 89L142 96L146 88",
    ),
    "line_touch": Diagram(
        head=(28, 60),
        body="M36 64L92 80L144 97M42 66V98",
        moving="M44 66L66 98",
        props=f"{FLOOR}M38 100V106M46 100V106M62 100V106M70 100V106",
        measure="M48 90H58M54 86L60 90L54 94",
    ),
    "supine_turn_in": Diagram(
        head=(24, 88),
        body="M32 90L144 93M48 90L60 84",
        moving="M60 84L84 64",
        measure="M60 84V48M62 52A34 34 0 0 1 80 58M74 52L82 60L71 61",
    ),
    "supine_turn_out": Diagram(
        head=(24, 88),
        body="M32 90L144 93M48 90L60 84",
        moving="M60 84L36 64",
        measure="M60 84V48M58 52A34 34 0 0 0 40 58M46 52L38 60L49 61",
    ),
    "behind_back": Diagram(
        head=(80, 20),
        body="M80 28V72M60 38H100M60 38L54 62L56 78M80 72L70 100M80 72L90 100",
        moving="M100 38L112 62L84 56",
        measure="M82 54V32M78 36L82 30L86 36",
    ),
    "row": Diagram(
        head=(30, 46),
        body="M38 50L94 58L106 72M94 58L122 76V100M44 52L46 72",
        moving="M46 52L66 42L64 64",
        props=f"{FLOOR}M38 74H116M46 74V100M108 74V100M56 66H72",
        measure="M80 90V72M76 77L80 71L84 77",
    ),
    "prone_hold": Diagram(
        head=(32, 72),
        body="M40 76L140 80",
        moving="M46 76L12 58",
        props=f"{FLOOR}M42 84H146M56 84V100M136 84V100",
        measure="M46 78L10 80M16 76A30 30 0 0 1 18 64",
    ),
    "neck_side_hold": Diagram(
        head=(34, 74),
        body="M54 80L110 84L150 88M60 82L72 90",
        moving="M42 76L54 80",
        props="M16 94H154",
        measure="M34 92V84M30 88L34 83L38 88",
    ),
    "chin_tuck": Diagram(
        head=(30, 80),
        body="M48 88L96 90L116 64L134 98",
        moving="M38 82L48 88",
        measure="M30 98V90M26 95L30 89L34 95",
    ),
    "neck_turn": Diagram(
        head=(80, 58),
        body="M40 84Q80 66 120 84",
        moving="M86 53L108 38",
        props="M30 92H130",
        measure="M80 50V20M82 26A34 34 0 0 1 102 34M94 28L104 35L94 39",
    ),
    "neck_bend": Diagram(
        head=(98, 44),
        body="M46 84H114M80 84V104M46 84V104M114 84V104",
        moving="M80 84L94 52",
        props="",
        measure="M80 84V30M82 36A50 50 0 0 1 88 37",
    ),
    "curl": Diagram(
        head=(64, 24),
        body="M64 32V66L60 100M64 66L72 100",
        moving="M64 40L66 62L86 52",
        props=f"{FLOOR}M54 10V100M82 46L92 58",
        measure="M78 80A24 24 0 0 0 94 66M87 66L95 64L96 72",
    ),
    "triceps": Diagram(
        head=(72, 38),
        body="M72 46V78L100 80V100",
        moving="M74 50L84 28L84 6",
        props=f"{FLOOR}M58 82H92M62 82V100M76 5H92",
        measure="M84 28L104 44M104 38A24 24 0 0 0 94 12M101 15L93 11L92 19",
    ),
    "elbow_range": Diagram(
        head=(34, 38),
        body="M34 46V94M36 54L82 78",
        moving="M82 78L132 74",
        props=f"{FLOOR}M44 84H150M146 84V100",
        measure="M82 78L60 36M120 68A44 44 0 0 0 66 40",
    ),
    "grip": Diagram(
        head=(58, 28),
        body="M58 36V74L88 76V100M58 44V64",
        moving="M58 64H88",
        props=f"{FLOOR}M44 78H76M48 78V100M90 54V74M98 54V74M90 54H98M90 74H98",
    ),
    "prayer": Diagram(
        head=(80, 18),
        body="M54 36H106M54 36L44 68L80 66M80 26V36",
        moving="M106 36L116 68L80 66V40",
        props="",
        measure="M128 78V60M124 65L128 59L132 65",
    ),
    "side_plank": Diagram(
        head=(26, 58),
        body="M34 62L90 80L148 97",
        moving="M40 64V97H20",
        measure="M90 97V87M86 92L90 86L94 92",
    ),
    "bird_dog": Diagram(
        head=(38, 50),
        body="M46 56H98L100 97H118M50 56V97",
        moving="M48 54L12 46M98 56L150 50",
    ),
    "bridge": Diagram(
        head=(16, 90),
        body="M24 92L42 96L82 74M82 74L106 46L128 42",
        moving="M82 74L106 60L124 62",
        props=f"{FLOOR}M114 66H148V100M114 66V100",
        measure="M80 97V84M76 89L80 83L84 89",
    ),
    "step_up": Diagram(
        head=(68, 16),
        body="M68 24V54L66 78L58 100M68 32L60 54",
        moving="M68 54L96 58L94 76",
        props=f"{FLOOR}M80 78H140V100M80 78V100",
        measure="M120 60V36M116 41L120 35L124 41",
    ),
    "hip_abduction": Diagram(
        head=(20, 76),
        body="M28 80L82 88L112 92L100 98M38 82L50 92",
        moving="M82 86L148 58",
        measure="M82 90L150 94M138 88A60 60 0 0 0 134 68",
    ),
    "hip_turn_in": Diagram(
        head=(80, 14),
        body="M80 22V50M80 50L62 58V98",
        moving="M80 50L98 58L120 92",
        props="M30 60H52M108 60H130",
        measure="M98 58V102M100 96A38 38 0 0 0 114 92",
    ),
    "hip_turn_out": Diagram(
        head=(80, 14),
        body="M80 22V50M80 50L62 58V98",
        moving="M80 50L98 58L78 94",
        props="M30 60H52M108 60H130",
        measure="M98 58V102M96 96A38 38 0 0 1 84 92",
    ),
    "leg_raise": Diagram(
        head=(16, 90),
        body="M24 92L82 94H148",
        moving="M82 94L120 40",
        measure="M132 90A50 50 0 0 0 116 58M119 66L115 57L124 58",
    ),
    "thomas": Diagram(
        head=(24, 58),
        body="M32 62L92 66L72 40L88 52",
        moving="M92 66L126 80L128 102",
        props="M14 72H96M24 72V102M88 72V102",
        measure="M92 66H140M134 68A42 42 0 0 1 130 78",
    ),
    "leg_press": Diagram(
        head=(40, 36),
        body="M42 44L60 82",
        moving="M60 82L86 54L112 66",
        props=f"{FLOOR}M30 44L50 88H70M120 44L112 90",
        measure="M124 60L140 56M134 53L141 56L136 62",
    ),
    "leg_curl": Diagram(
        head=(22, 64),
        body="M30 68L106 72",
        moving="M106 72L122 44",
        props=f"{FLOOR}M24 78H116M36 78V100M106 78V100",
        measure="M106 74H146M138 70A34 34 0 0 0 128 50M127 58L127 49L135 52",
    ),
    "chair_rise": Diagram(
        head=(78, 20),
        body="M78 28L74 62M74 62L108 70L128 76",
        moving="M74 62L104 64L102 100",
        props=f"{FLOOR}M54 66H88M54 28V100M86 66V100",
        measure="M134 60V34M130 39L134 33L138 39",
    ),
    "hop": Diagram(
        head=(52, 22),
        body="M52 30L54 58L46 78L30 80M52 36L38 48",
        moving="M54 58L72 74L62 98H72",
        props=f"{FLOOR}M72 94V106",
        measure="M78 92Q112 56 142 92M135 89L143 94L144 85",
    ),
    "thigh_girth": Diagram(
        head=(87, 60),
        body=_LEG,
        moving="M70 34Q86 44 103 34",
        props="",
        measure="M118 34V60M114 34H122M114 60H122",
    ),
    "calf_girth": Diagram(
        head=(87, 60),
        body=_LEG,
        moving="M73 80Q84 88 97 80",
        props="",
        measure="M112 72V88M108 77L112 71L116 77M108 83L112 89L116 83",
    ),
    "heel_raise": Diagram(
        head=(84, 12),
        body="M84 20V52L78 72L64 78M84 28L118 34",
        moving="M84 52V86L96 98",
        props=f"{FLOOR}M122 10V100",
        measure="M70 98V84M66 89L70 83L74 89",
    ),
    "knee_to_wall": Diagram(
        head=(92, 14),
        body="M91 22L86 52L64 76L42 98",
        moving="M86 52L128 68L100 97H118",
        props=f"{FLOOR}M130 10V100",
        measure="M118 106H130M118 102V110M130 102V110",
    ),
    "one_leg_stand": Diagram(
        head=(80, 12),
        body="M80 20V54L94 74L82 88M68 32L92 38M92 32L68 38",
        moving="M80 54V100",
    ),
    "reach": Diagram(
        head=(66, 18),
        body="M66 26L62 56L98 80L128 97M58 40L66 44",
        moving="M62 56L74 78L66 100",
        measure="M66 106H128M66 102V110M128 102V110",
    ),
}
"""By the name that protocols call them."""

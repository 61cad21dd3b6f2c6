"""Each sample has its golden result, and exactly one reader that knows it."""

import json
import os
from pathlib import Path

import pytest

from apps.exchange.domain.dialects import DIALECTS, dialect_of, parse_file
from apps.exchange.domain.sniffing import sniff
from tests.exchange.goldens import as_data

FOLDER = Path(__file__).parents[1] / "samples"
SAMPLES = sorted(path for path in FOLDER.glob("*/*") if not path.name.endswith(".golden.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
class TestSample:
    def test_gives_its_golden_result(self, path):
        found = as_data(parse_file(path.read_bytes()))
        golden = path.with_suffix(".golden.json")
        if os.environ.get("LEVELSET_WRITE_GOLDENS"):
            golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        assert found == json.loads(golden.read_text())

    def test_is_known_to_one_reader_alone(self, path):
        start = sniff(path.read_bytes())
        knowing = [d.name for d in DIALECTS if d.recognises(start) and not d.is_fallback]
        assert knowing == ([] if path.parent.name == "levelset" else [path.parent.name])

    def test_reads_alike_with_every_line_ending(self, path):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        plain, returned = parse_file(data), parse_file(data.replace(b"\n", b"\r\n"))
        assert [row.reps for row in plain.rows] == [row.reps for row in returned.rows]
        assert plain.problems == returned.problems


def test_every_reader_has_a_sample():
    assert {dialect.name for dialect in DIALECTS} == {path.parent.name for path in SAMPLES}


def test_what_nobody_knows_is_told_by_levelsets_own_reader():
    assert dialect_of(sniff("a,b\n1,2\n")).name == "levelset"


@pytest.mark.real_data
@pytest.mark.skipif("LEVELSET_REAL_DATA" not in os.environ, reason="needs LEVELSET_REAL_DATA")
def test_every_real_shape_is_known_and_read_whole():
    """Lines of other trackers' real shapes, of which only distances and skipped sets may be missing."""
    folder = Path(os.environ["LEVELSET_REAL_DATA"]) / "dialects"
    for path in sorted(folder.iterdir()):
        parsed = parse_file(path.read_bytes())
        assert parsed.dialect not in ("", "levelset"), path.name
        assert parsed.rows, path.name
        assert {one.code.value for one in parsed.problems} <= {"no_measure"}, path.name

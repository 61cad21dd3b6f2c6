"""One version, said twice."""

import tomllib

from apps.core.version import VERSION
from tests.conftest import REPOSITORY


def test_the_code_and_its_description_agree():
    described = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert described["project"]["version"] == VERSION

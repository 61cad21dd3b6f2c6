"""What is written to /data in containers outlives them."""

import re

from tests.conftest import REPOSITORY


def test_both_that_write_there_share_the_volume():
    compose = (REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8")
    web, prepare, database = re.split(r"\n  (?:prepare|db):\n", compose)
    for service in (web, prepare):
        assert "      - data:/data\n" in service
    assert re.search(r"^volumes:\n  database:\n  data:$", database, re.MULTILINE)


def test_the_image_keeps_its_data_there_and_may_write_it():
    image = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    assert "LEVELSET_DATA=/data" in image
    assert "install -d -o levelset -g levelset -m 0700 /data" in image

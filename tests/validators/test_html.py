"""Every kind of page in both languages, states included, before the W3C's Nu checker."""

import json
import subprocess
from pathlib import Path

import pytest

from . import tools

NU = "vnu-jar/build/dist/vnu.jar"


@pytest.mark.needs("java", NU)
def test_pages_are_valid_html(answers):
    """Zero errors and zero warnings."""
    run = subprocess.run(
        [
            "java",
            "-Xss2m",
            "-jar",
            tools.PACKAGES / NU,
            "--format",
            "json",
            "--skip-non-html",
            answers / "pages",
        ],
        capture_output=True,
        text=True,
        timeout=300,
    )
    found = [
        (Path(message["url"]).name, message.get("lastLine"), message["message"][:160])
        for message in json.loads(run.stderr)["messages"]
    ]
    assert not found, "\n".join(map(str, found))

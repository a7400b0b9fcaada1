"""The outside validators, installed by `.ci/run` from package.json: where they are and how their scripts are run.

Elsewhere the tests that need one are skipped and say so; with REQUIRE_VALIDATORS=1 they fail.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / ".validators"
PACKAGES = FOLDER / "node_modules"


def require(program: str, *packages: str) -> None:
    """Skips or fails the test unless `program` is on PATH and the files or folders below PACKAGES exist."""
    missing = [] if shutil.which(program) else [program]
    missing += [name for name in packages if not (PACKAGES / name).exists()]
    if missing:
        end = pytest.fail if os.environ.get("REQUIRE_VALIDATORS") == "1" else pytest.skip
        end(f"no {', no '.join(missing)}: see .ci/run")


def run_script(name: str, folder: Path):
    """What a script of this folder prints as JSON about the files of `folder`.

    It is read from the standard input: so its imports are looked for where it is run, not where it stands.
    """
    script = Path(__file__).with_name(name).read_text()
    command = ["node", "--input-type=module", "-", folder]
    run = subprocess.run(command, input=script, cwd=FOLDER, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)

"""`./run lint`: every check is run and shown; one failure fails the whole."""

import os
import subprocess
import sys

from . import database, paths

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "aphp_site.settings.production",
    "SECRET_KEY": "only-for-the-checks-k3Zq8wVt1LxUo9nB5rYc7mDf2hGj4sPa6eTi0",
    "ALLOWED_HOSTS": "newsroom.example.org",
    "BASE_URL": "https://newsroom.example.org",
    "SIGNING_KEY": "b25seS1mb3ItdGhlLWNoZWNrcy1vbmx5LWNoZWNrcyE=",
}
TESTS = {"DJANGO_SETTINGS_MODULE": "aphp_site.settings.test"}
PYTHON = [sys.executable, "-m"]
STEPS = [
    ("style", [*PYTHON, "ruff", "check", "."], {}),
    ("format", [*PYTHON, "ruff", "format", "--check", "."], {}),
    ("templates", [*PYTHON, "djlint", "--lint", "--quiet", "templates"], {}),
    ("migrations", [*PYTHON, "django", "makemigrations", "--check", "--dry-run"], TESTS),
    ("deployment", [*PYTHON, "django", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ("catalogues", [*PYTHON, "aphp_site.catalogues", "--check"], TESTS),
]


def main(arguments: list[str]) -> int:
    with database.available(paths.data_dir()):
        failed = [name for name, command, environment in STEPS if not _passes(name, command, environment)]
    print(f"lint: {', '.join(failed)} failed" if failed else "lint: all checks passed")
    return 1 if failed else 0


def _passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    print(f"— {name}", flush=True)
    return subprocess.run(command, cwd=paths.ROOT, env=os.environ | environment).returncode == 0

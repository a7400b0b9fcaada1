"""Reads the demonstration's files."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> list[dict]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def releases() -> list[dict]:
    """Oldest first: references are numbers in the order of publication."""
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in (FOLDER / "releases").glob("*.json")]
    return sorted(rows, key=lambda row: (row["published_at"], row["key"]))

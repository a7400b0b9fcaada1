"""Reads the files of the demonstration's directory."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> list | dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def names(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def kinds_of(hospital: str) -> set[str]:
    """What sort of hospital it is, by its slug: "university", "maternity" …"""
    return {kind for kind, slugs in read("kinds").items() if hospital in slugs}

"""What an import says of its lines, whatever it reads; and what a dry run does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import transaction

MOST_TOLD = 1000  # faulty lines that are told one by one; the others are counted


class BadLine(Exception):
    """`reasons`: all of them, in words."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class BadFile(Exception):
    """Nothing of the file can be used, or nothing of it may be. Its text says why."""


@dataclass
class Report:
    """What became of the lines. `faults`: [(line number, reasons)], the first MOST_TOLD; `notes`: for the reader."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int | None = None  # None: the import ends nothing
    faulty: int = 0
    faults: list[tuple[int, list[str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, number: int, reasons: list[str]) -> None:
        self.faulty += 1
        if len(self.faults) < MOST_TOLD:
            self.faults.append((number, reasons))


class _DryRun(Exception):
    """Takes everything back."""


@contextmanager
def taken_back(is_dry_run: bool) -> Iterator[None]:
    """One transaction; a dry run writes nothing of what was done in it."""
    try:
        with transaction.atomic():
            yield
            if is_dry_run:
                raise _DryRun
    except _DryRun:
        pass

"""What is searched, made anew from what it is made from. Each part names itself in PARTS."""

from collections.abc import Callable
from dataclasses import dataclass

from . import content_rows, directory_rows, spelling
from .admin import index as admin

Tick = Callable[[int], None]


@dataclass(frozen=True)
class Part:
    """`rebuild` gives the number of changes, `drift` a line for each row that is not as it should be."""

    name: str
    count: Callable[[], int]
    rebuild: Callable[[Tick], int]
    drift: Callable[[Tick], list[str]]


def _learn_words(tick: Tick) -> int:
    tick(1)
    return spelling.rebuild()


PARTS = [
    Part("content", content_rows.count, content_rows.rebuild, content_rows.drift),
    Part("directory", directory_rows.count, directory_rows.rebuild, directory_rows.drift),
    Part("admin", admin.count, admin.rebuild, admin.drift),
    Part("words", lambda: 1, _learn_words, lambda tick: []),
]

from random import Random

from newsroom.imports import bulk

from .. import directory_rows
from ..models import Synonym
from . import data, people, services

SEED = 2026


def load() -> tuple[int, int]:
    """How many departments and how many practitioners were made: the same ones each time."""
    random = Random(SEED)
    made = services.load(random)
    count = len(people.load(random, made))
    bulk.refresh_statistics()
    directory_rows.rebuild()
    for row in data.read("synonyms"):
        Synonym.objects.create(**row | {"alternatives": "\n".join(row["alternatives"])})
    return len(made), count

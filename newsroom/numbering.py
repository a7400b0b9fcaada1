"""Numbers that are given in the order of a Paris year, each once: of releases, and of press requests."""

from django.db import models


def take(counters: type[models.Model], year: int, count: int = 1) -> int:
    """Takes `count` numbers of the year and gives the first; the year's row is locked until the transaction ends.

    `counters`: a model with `year` as its key and `last_number`.
    """
    counters.objects.get_or_create(year=year)
    counter = counters.objects.select_for_update().get(year=year)
    counter.last_number += count
    counter.save()
    return counter.last_number - count + 1

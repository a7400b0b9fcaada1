"""Addresses of the directory's records, made of their names: jean-francois-de-la-tour, cardiologie-pitie-salpetriere."""

from collections.abc import Container

from .normalising import key

MAX_LENGTH = 100  # of the hundred and twenty that the column has: a number may follow


def slug_of(*names: str) -> str:
    """Of a name in Latin letters; "fiche" for one that has none of them."""
    return key(" ".join(names)).replace(" ", "-")[:MAX_LENGTH].strip("-") or "fiche"


def free_slug(taken: Container[str], name: str, *further: str) -> str:
    """The name's, if nobody has it; else the name and what tells its bearer apart; else these with a number."""
    first = slug_of(name)
    if first not in taken:
        return first
    second = slug_of(name, *further)
    candidate, number = second, 1
    while candidate in taken:
        number += 1
        candidate = f"{second}-{number}"
    return candidate

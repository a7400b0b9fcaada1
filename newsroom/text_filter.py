"""A plain search by words: each must stand somewhere, accents and case apart. Made to be replaced."""

from django.db.models import Q

MAX_LENGTH = 200
MAX_TERMS = 16
PLURAL_ENDINGS = "sx"


def terms(text: str) -> list[str]:
    """The words asked for, at most sixteen, from at most two hundred characters; a plural finds the singular."""
    words = text[:MAX_LENGTH].split()[:MAX_TERMS]
    return [word.rstrip(PLURAL_ENDINGS) if len(word) > 4 else word for word in words]


def matches(text: str, fields: list[str]) -> Q:
    condition = Q()
    for term in terms(text):
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__unaccent__icontains": term})
        condition &= one
    return condition

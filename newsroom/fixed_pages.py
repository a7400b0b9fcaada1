"""Public addresses that no page of the tree has: where they stand in each language, and which of them are to be found."""

from django.urls import reverse
from django.utils import translation

from . import languages
from .origin import absolute

TO_BE_FOUND = ("agenda", "pictures", "experts", "press_request", "verify", "corrections")


def places(name: str) -> dict[str, str]:
    """{language: absolute address}; `name`: of the address."""
    found = {}
    for code in languages.codes():
        with translation.override(code):
            found[code] = absolute(reverse(name))
    return found


def alternates(name: str) -> list[tuple[str, str]]:
    """[(hreflang, absolute address)]"""
    found = places(name)
    return [*found.items(), ("x-default", found[languages.REFERENCE])]

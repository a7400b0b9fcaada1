"""The forms in which a release is given away: the end of each address, its type, and what writes it."""

from collections.abc import Callable
from dataclasses import dataclass

from . import data, markdown, ninjs, text
from .structure import Release


@dataclass(frozen=True)
class Form:
    """`suffixes`: the end of its address after the release's own, by language. `title`: where the type says too little."""

    suffixes: dict[str, str]
    content_type: str
    write: Callable[[Release], str]
    title: str = ""


FORMS = {
    "text": Form({"fr": "texte/", "en": "text/"}, "text/plain; charset=utf-8", text.write),
    "markdown": Form({"fr": "markdown/", "en": "markdown/"}, "text/markdown; charset=utf-8", markdown.write),
    "json": Form({"fr": "json/", "en": "json/"}, "application/json; charset=utf-8", data.write),
    "ninjs": Form(
        {"fr": "ninjs/", "en": "ninjs/"}, "application/json; charset=utf-8", ninjs.write, "ninjs 3.0"
    ),
}


def suffix(name: str, language: str) -> str:
    suffixes = FORMS[name].suffixes
    return suffixes.get(language, suffixes["en"])


def of_other_languages(language: str) -> set[str]:
    """Ends of addresses that only lead to that language's own."""
    every = {end for form in FORMS.values() for end in form.suffixes.values()}
    return every - {suffix(name, language) for name in FORMS}

"""Language → how the database reads it. A third language is one line here, with its branch in the functions of search/sql/."""

from django.conf import settings

from newsroom.languages import REFERENCE

# Accents folded, stop words left out: marks in a quotation what a query without accents has found.
CONFIGURATIONS = {"fr": "public.search_fr", "en": "public.search_en"}


def of(language: str) -> str:
    """A language of the settings without a line here is read as the reference one."""
    return CONFIGURATIONS.get(language, CONFIGURATIONS[REFERENCE])


def others(language: str) -> list[str]:
    """The languages that are not the reader's, in the order of the settings."""
    return [code for code, _name in settings.LANGUAGES if code != language]

"""Which languages there are, and which of them writes.

The first rule of the site: French (settings.LANGUAGE_CODE) is the reference. Every page **write** runs with it
active, because django-modeltranslation's `page.title = …` writes the column of whatever language is active,
and an editor's interface language must never decide that.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.utils import translation

REFERENCE: str = settings.LANGUAGE_CODE
TRANSLATION = "en"  # the language that the English columns of a page (slug_en, english_ready, …) speak of


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def active() -> str:
    """The active language, the reference where none of ours is active."""
    language = translation.get_language() or REFERENCE
    return language if any(language == code for code, _name in settings.LANGUAGES) else REFERENCE


def writes_in_reference(method: Callable) -> Callable:
    """Decorator: the method runs with the reference language active."""

    @wraps(method)
    def wrapper(*args, **kwargs):
        with translation.override(REFERENCE):
            return method(*args, **kwargs)

    return wrapper


def text_of(record, name: str) -> str:
    """The text in the active language, else in the reference one (which says so: `language_of`)."""
    return getattr(record, f"{name}_{language_of(record, name)}", None) or ""


def language_of(record, name: str) -> str:
    """The language that `text_of` answers in."""
    language = active()
    return language if getattr(record, f"{name}_{language}", None) else REFERENCE

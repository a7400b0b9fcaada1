"""The state of a page's English version: complete or not, up to date with the French text or not.

What is public is not decided here (newsroom/visibility.py). "Outdated" compares the French text of today with
the hash kept when the English was last written or confirmed.
"""

import hashlib
import json
import re

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.translator import translator
from wagtail.fields import StreamField

from .languages import REFERENCE, TRANSLATION

EDITOR_KEYS = re.compile(r'\s?data-block-key=\\?"[^"]*"')
EMPTY = {"", "None", "[]", "<p></p>"}


class EnglishState(models.TextChoices):
    NONE = "none", gettext_lazy("no English")
    DRAFT = "draft", gettext_lazy("English in progress")
    OUTDATED = "outdated", gettext_lazy("English out of date")
    READY = "ready", gettext_lazy("English ready")


def translated_fields(model: type[models.Model]) -> list[str]:
    return sorted(translator.get_options_for_model(model).all_fields)


def _without_ids(value):
    """Block ids are made anew for blocks that were not saved yet: they say nothing about the text."""
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {k: _without_ids(v) for k, v in value.items() if not (k == "id" and "type" in value)}
    return value


def text_of(page, name: str, language: str) -> str:
    field = page._meta.get_field(f"{name}_{language}")
    text = field.value_to_string(page) or ""
    if isinstance(field, StreamField):
        text = json.dumps(_without_ids(json.loads(text)), sort_keys=True)
    return EDITOR_KEYS.sub("", text)


def text_hash(page, language: str) -> str:
    """Without the frozen text, which a publication fills in by itself, in both languages at once.

    A field that the page type has got since (`translated_later`) counts where something is in it: the hashes of
    pages written before stay right.
    """
    names = [name for name in translated_fields(type(page)) if name != "boilerplate"]
    texts = {name: text_of(page, name, language) for name in names}
    for name in getattr(page, "translated_later", ()):
        if texts[name] in EMPTY:
            del texts[name]
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()


def missing(page) -> list[str]:
    """Names of the fields without which this page's English may not be shown."""
    return [name for name in page.english_required if text_of(page, name, TRANSLATION) in EMPTY]


def confirm(page) -> None:
    """The English text answers to the French text as it is now."""
    page.english_source_hash = text_hash(page, REFERENCE)
    page.english_outdated = False


def is_outdated(page) -> bool:
    return bool(page.english_source_hash) and page.english_source_hash != text_hash(page, REFERENCE)


def state(page) -> EnglishState:
    if not page.title_en:
        return EnglishState.NONE
    if page.english_outdated:
        return EnglishState.OUTDATED
    return EnglishState.READY if page.english_ready else EnglishState.DRAFT


def errors(page) -> dict[str, str]:
    """{"english_ready": message} when the English is said to be ready and is not complete."""
    if not page.english_ready or not (names := missing(page)):
        return {}
    labels = ", ".join(str(page._meta.get_field(f"{name}_{TRANSLATION}").verbose_name) for name in names)
    return {"english_ready": _("The English version is not complete: %(fields)s") % {"fields": labels}}

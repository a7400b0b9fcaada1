"""English versions as the admin lists them; the French structure copied into an empty English one."""

import copy

from django.db.models import Q
from modeltranslation.translator import translator
from wagtail.fields import RichTextField, StreamField

from ..english import EMPTY, EnglishState, text_of
from ..languages import REFERENCE, TRANSLATION, writes_in_reference

# The title is left out: its words would make the English address. The frozen text has its own English.
NEVER_COPIED = {"title", "boilerplate", "seo_title", "search_description"}
COPIED_SHORT_TEXTS = {"place"}

NO_TITLE = Q(title_en=None) | Q(title_en="")
CONDITIONS = {
    EnglishState.NONE: NO_TITLE,
    EnglishState.OUTDATED: ~NO_TITLE & Q(english_outdated=True),
    EnglishState.READY: ~NO_TITLE & Q(english_outdated=False, english_ready=True),
    EnglishState.DRAFT: ~NO_TITLE & Q(english_outdated=False, english_ready=False),
}
TO_DO = NO_TITLE | Q(english_outdated=True) | Q(english_ready=False)


def in_state(state: str) -> Q:
    """Condition on pages: the twin of `english.state()`."""
    return CONDITIONS[EnglishState(state)]


def _copied_fields(page) -> list[str]:
    names = []
    for name in sorted(translator.get_options_for_model(type(page)).all_fields):
        field = page._meta.get_field(f"{name}_{REFERENCE}")
        is_structured = isinstance(field, StreamField | RichTextField)
        if name not in NEVER_COPIED and (is_structured or name in COPIED_SHORT_TEXTS):
            names.append(name)
    return names


def _without_ids(value):
    """Block ids are unique in a page: the copies get their own."""
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {
            key: _without_ids(item) for key, item in value.items() if not (key == "id" and "type" in value)
        }
    return value


def _copy_field(page, name: str) -> None:
    value = getattr(page, f"{name}_{REFERENCE}")
    field = page._meta.get_field(f"{name}_{TRANSLATION}")
    if isinstance(field, StreamField):
        value = field.stream_block.to_python(_without_ids(copy.deepcopy(value.get_prep_value())))
    setattr(page, f"{name}_{TRANSLATION}", value)


@writes_in_reference
def copy_structure(page) -> list[str]:
    """Fills the empty English fields of `page`, in memory; returns their names.

    The text stays to be translated, so the English version is not said to be ready any more.
    """
    names = [
        name
        for name in _copied_fields(page)
        if text_of(page, name, TRANSLATION) in EMPTY and text_of(page, name, REFERENCE) not in EMPTY
    ]
    for name in names:
        _copy_field(page, name)
    if names:
        page.english_ready = False
    return names

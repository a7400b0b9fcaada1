"""The hospital selector: every visible, open hospital by group. One query."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from newsroom import languages, typography
from newsroom.models import HospitalPage
from newsroom.models.shown import ShownInTwoLanguages

COLUMNS = (
    "slug title_fr title_en english_ready english_go_live_at group_id group__name_fr group__name_en".split()
)


class Option(NamedTuple):
    """`language`: of the title, empty where it is the page's."""

    slug: str
    title: str
    language: str


class Group(NamedTuple):
    """`name`: empty for hospitals of no group; `language`: of the name, empty where it is the page's."""

    name: str
    language: str
    hospitals: tuple[Option, ...]


@dataclass(slots=True)
class _Hospital(ShownInTwoLanguages):
    slug: str
    title_fr: str
    title_en: str
    english_ready: bool
    english_go_live_at: datetime | None
    group_id: int | None
    name_fr: str
    name_en: str


def groups() -> tuple[Group, ...]:
    """In the active language."""
    rows = HospitalPage.objects.visible().open().by_group().values_list(*COLUMNS)
    hospitals = [_Hospital(*row) for row in rows]
    return tuple(_group(list(members)) for _key, members in groupby(hospitals, lambda row: row.group_id))


def _group(members: list[_Hospital]) -> Group:
    name = languages.text_of(members[0], "name")
    language = languages.language_of(members[0], "name") if name else languages.active()
    return Group(name, _foreign(language), tuple(map(_option, members)))


def _option(hospital: _Hospital) -> Option:
    language = hospital.content_language
    return Option(hospital.slug, typography.smarten(hospital.shown_title, language), _foreign(language))


def _foreign(language: str) -> str:
    return "" if language == languages.active() else language

"""The rows of the content search: from the approved text of pages, in the transaction that changes it.

A page has a row in each language that the clock alone may make public: its row in the database is then what was
approved (newsroom/approval.py). Whether readers may see it is asked by each search, of newsroom/visibility.py.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import batched

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import QuerySet

from newsroom.languages import REFERENCE, TRANSLATION
from newsroom.making import approved
from newsroom.models import (
    BilingualPage,
    HospitalIndexPage,
    HospitalPage,
    NewsroomIndexPage,
    PressOfficePage,
    PressReleasePage,
    StandardPage,
)
from newsroom.paris import to_paris

from . import marks
from .models import ContentRow
from .plain_text import of_field, readable

BATCH = 200
PAGES = {
    StandardPage: ("body",),
    PressOfficePage: ("weekday_text", "on_call_text", "filming_rules"),
    NewsroomIndexPage: ("intro",),
    HospitalIndexPage: ("intro",),
}
MODELS = (PressReleasePage, HospitalPage, *PAGES)
WEIGHTS = "ABCD"  # title; summary; what it is about; text
COLUMNS = (
    "page_id language kind type_id hospital_ids specialty_ids published_at year path digest heading plain "
    "title text"
).split()


@dataclass
class Content:
    """What a row is made from. `texts`: by weight; `marks`: what no reader's words can be (marks.py)."""

    page_id: int
    language: str
    kind: str
    path: str
    heading: str
    texts: dict[str, str]
    type_id: int | None = None
    hospital_ids: list[int] = field(default_factory=list)
    specialty_ids: list[int] = field(default_factory=list)
    published_at: datetime | None = None
    marks: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Of all but the place in the tree, which moves without the text."""
        made_from = asdict(self) | {"path": ""}
        return hashlib.sha256(json.dumps(made_from, sort_keys=True, default=str).encode()).hexdigest()

    @property
    def plain(self) -> str:
        """To quote from: the summary, then the text; of a hospital, where it is first."""
        weights = "CBD" if self.kind == "hospital" else "BD"
        return "\n".join(filter(None, (self.texts[weight] for weight in weights)))

    def values(self) -> list:
        """In the order of the columns, and what `_VALUES` makes of them."""
        year = to_paris(self.published_at).year if self.published_at else None
        borne = " ".join(f"'{mark}':1C" for mark in self.marks)
        return [
            *(self.page_id, self.language, self.kind, self.type_id, self.hospital_ids, self.specialty_ids),
            *(self.published_at, year, self.path, self.digest, self.heading, self.plain),
            *(self.language, self.texts["A"], borne),
            *(value for weight in WEIGHTS for value in (self.language, self.texts[weight], weight)),
        ]


_TEXT = "setweight(public.search_text(%s, %s), %s)"
_VALUES = (
    f"({', '.join(['%s'] * 12)}, public.search_text(%s, %s), %s::tsvector || {' || '.join([_TEXT] * 4)})"
)
_UPSERT = f"""
    INSERT INTO search_content ({", ".join(COLUMNS)}) VALUES {{values}}
    ON CONFLICT (page_id, language) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[2:])}
"""


def refresh(page_ids: Iterable[int]) -> int:
    """Brings the rows of these pages up to their content. The number of rows that were written or removed."""
    return sum(_refresh(batch) for batch in batched(dict.fromkeys(page_ids), BATCH))


@transaction.atomic
def _refresh(page_ids: tuple[int, ...]) -> int:
    wanted = {(row.page_id, row.language): row for row in contents(page_ids)}
    known = {
        (page_id, language): digest
        for page_id, language, digest in ContentRow.objects.filter(page_id__in=page_ids).values_list(
            "page_id", "language", "digest"
        )
    }
    stale = [key for key in known if key not in wanted]
    for page_id, language in stale:
        ContentRow.objects.filter(page_id=page_id, language=language).delete()
    changed = [row for key, row in wanted.items() if known.get(key) != row.digest]
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(
                _UPSERT.format(values=", ".join([_VALUES] * len(changed))),
                [value for row in changed for value in row.values()],
            )
    return len(stale) + len(changed)


def contents(page_ids: Iterable[int] | None = None) -> Iterator[Content]:
    """What the rows of these pages, or of all of them, should be."""
    if page_ids is None:
        for model in MODELS:
            for page in _with_relations(model).iterator(BATCH):
                yield from _contents(page)
        return
    for model, keys in _approved_by_model(page_ids):
        for page in _with_relations(model).filter(pk__in=keys):
            yield from _contents(page)


def _approved_by_model(page_ids: Iterable[int]) -> Iterator[tuple[type, list[int]]]:
    """One query: most writes are of drafts, which have no rows."""
    keys = defaultdict(list)
    pages = BilingualPage.objects.filter(approved(), pk__in=page_ids).order_by()
    for key, content_type in pages.values_list("pk", "content_type"):
        keys[content_type].append(key)
    for model in MODELS:
        if of_model := keys[ContentType.objects.get_for_model(model).pk]:
            yield model, of_model


def _with_relations(model: type) -> QuerySet:
    names = {
        PressReleasePage: (
            "hospital_links",
            "specialties",
            "partner_links__partner",
            "contacts",
            "corrections",
        ),
        HospitalPage: ("other_names",),
    }
    return model.objects.filter(approved()).order_by("pk").prefetch_related(*names.get(model, ()))


def _contents(page: BilingualPage) -> Iterator[Content]:
    make = {PressReleasePage: _release, HospitalPage: _hospital}.get(type(page), _page)
    for language in (REFERENCE, TRANSLATION) if page.english_ready else (REFERENCE,):
        content = make(page, language)
        content.texts = {weight: readable(content.texts.get(weight)) for weight in WEIGHTS}
        yield content


def _joined(*texts: str | None) -> str:
    return "\n".join(filter(None, texts))


def _begin(page: BilingualPage, language: str, kind: str, **texts: str) -> Content:
    title = getattr(page, f"title_{language}") or page.title_fr
    description = getattr(page, f"search_description_{language}") or ""
    return Content(
        page.pk,
        language,
        kind,
        page.path,
        readable(title),
        {"A": title, "B": description} | {weight: text for weight, text in texts.items() if text},
    )


def _release(page: PressReleasePage, language: str) -> Content:
    def text(record, name: str) -> str:
        return getattr(record, f"{name}_{language}") or ""

    about = _joined(
        text(page, "place"), text(page, "event_place"), page.journal, page.study_title, page.reference, page.doi,
        *(link.partner.name for link in page.partner_links.all()),
    )  # fmt: skip
    rest = _joined(
        *of_field(page, f"body_{language}"),
        *(row.name for row in page.contacts.all()),
        *(text(row, "note") for row in page.corrections.all()),
    )
    content = _begin(page, language, "release", B=text(page, "summary"), C=about, D=rest)
    content.type_id = page.release_type_id
    content.hospital_ids = sorted({link.hospital_id for link in page.hospital_links.all()})
    content.specialty_ids = sorted(specialty.pk for specialty in page.specialties.all())
    content.published_at = page.published_at
    content.marks = list(_marks(page, content))
    return content


def _marks(page: PressReleasePage, content: Content) -> Iterator[str]:
    yield from (marks.of_hospital(key) for key in content.hospital_ids)
    yield from (marks.of_specialty(key) for key in content.specialty_ids)
    if page.published_at:
        day = to_paris(page.published_at)
        yield from (marks.of_year(day.year), marks.of_month(day))
    if page.reference:
        yield marks.of_reference(page.reference)
    if page.doi:
        yield marks.of_doi(page.doi)


def _hospital(page: HospitalPage, language: str) -> Content:
    names = _joined(getattr(page, f"title_{language}") or page.title_fr, page.short_name,
                    *(name.name for name in page.other_names.all()))  # fmt: skip
    place = ", ".join(filter(None, (page.street_address, f"{page.postcode} {page.city}".strip())))
    texts = [f"{name}_{language}" for name in ("description", "access", "press_entrance", "interview_rules")]
    rest = _joined(*(piece for name in texts for piece in of_field(page, name)))
    return _begin(page, language, "hospital", A=names, C=place, D=rest)


def _page(page: BilingualPage, language: str) -> Content:
    texts = (of_field(page, f"{name}_{language}") for name in PAGES[type(page)])
    return _begin(page, language, "page", D=_joined(*(piece for pieces in texts for piece in pieces)))


# Keeping in step -------------------------------------------------------------------------------------------------------


def follow_moves() -> None:
    """A move shifts the paths of pages that were not moved as well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_content c SET path = p.path FROM newsroom_bilingualpage p "
            "WHERE p.id = c.page_id AND p.path <> c.path"
        )


def rebuild(tick: Callable[[int], None] = lambda count: None) -> int:
    """Every row, from the content; online: a search meanwhile finds what was there. The number of changes."""
    changes = 0
    for batch in batched(_page_ids(), BATCH):
        changes += refresh(batch)
        tick(len(batch))
    return changes


def _page_ids() -> list[int]:
    return sorted(key for model in MODELS for key in model.objects.order_by().values_list("pk", flat=True))


def count() -> int:
    return len(_page_ids())


def drift(tick: Callable[[int], None] = lambda count: None) -> list[str]:
    """ "page language: what is wrong", for each row that is not what the content says."""
    rows = ContentRow.objects.only("page_id", "language", "digest", "path")
    known = {(row.page_id, row.language): (row.digest, row.path) for row in rows}
    found = []
    for row in contents():
        digest, path = known.pop((row.page_id, row.language), (None, None))
        tick(1)
        if (digest, path) != (row.digest, row.path):
            found.append(f"{row.page_id} {row.language}: {'missing' if digest is None else 'stale'}")
    return found + [f"{page_id} {language}: too many" for page_id, language in known]


def ids_with(**condition) -> list[int]:
    """Ids of the pages that have such a row."""
    return list(ContentRow.objects.filter(**condition).values_list("page_id", flat=True).distinct())

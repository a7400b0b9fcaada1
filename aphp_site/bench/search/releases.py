"""Invented releases in both languages: words as often as words are in a language, few very common and many rare."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate, batched
from random import Random

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale

from newsroom import clock
from newsroom.languages import writes_in_reference
from newsroom.models import (
    BilingualPage,
    HospitalPage,
    NewsroomIndexPage,
    PressReleasePage,
    ReleaseHospital,
    ReleaseType,
    Specialty,
)

BATCH = 1000
WORDS = 40_000  # of each language
FRENCH_TEXT, ENGLISH_TEXT, TITLE = (100, 200), (60, 140), (6, 12)  # words
WITH_ENGLISH = 0.5
SYLLABLES = "ba be bi bo bra ca ce cha co cra da de di do fa fe fi fo ga gi go la le li lo ma me mi mo na ne ni no".split()
SYLLABLES += (
    "pa pe pi po pra ra re ri ro sa se si so ta te ti to tra va ve vi vo xa ze dou leu mon pan tin".split()
)
ENDINGS = {"fr": "tion ment eur ique ie isme age ose ite aire".split(),
        "en": "ing ness ly er ism al ous ity ic ed".split()}  # fmt: skip
BASE_FIELDS = [field for field in BilingualPage._meta.concrete_fields if not field.primary_key]


@cache
def vocabulary(language: str) -> list[str]:
    random, known = Random(language), {}
    while len(known) < WORDS:
        word = "".join(random.choices(SYLLABLES, k=random.randint(1, 3))) + random.choice(ENDINGS[language])
        known.setdefault(word)
    return list(known)


@cache
def _shares() -> list[float]:
    """Zipf's: the word of rank n is met in proportion to 1/n; so summed."""
    return list(accumulate(1 / (rank + 10) for rank in range(WORDS)))


def add(size: int) -> int:
    """Until there are `size` of them; how many were added. The rows of the search are not written."""
    known = PressReleasePage.objects.count()
    random = Random(size)
    for numbers in batched(range(known, size), BATCH):
        _write(random, numbers)
    return max(0, size - known)


@writes_in_reference
@transaction.atomic
def _write(random: Random, numbers: tuple[int, ...]) -> None:
    parent = NewsroomIndexPage.objects.get()
    pages = list(_pages(random, parent, numbers))
    bases = [
        BilingualPage(**{field.attname: getattr(page, field.attname) for field in BASE_FIELDS})
        for page in pages
    ]
    BilingualPage.objects.bulk_create(bases)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.bilingualpage_ptr_id = base.pk
    fields = PressReleasePage._meta.local_concrete_fields
    PressReleasePage._base_manager._insert(pages, fields=fields, using="default", raw=True)
    hospitals, specialties = list(HospitalPage.objects.all()), list(Specialty.objects.all())
    ReleaseHospital.objects.bulk_create(
        ReleaseHospital(release_id=page.pk, hospital=random.choice(hospitals), sort_order=0) for page in pages
    )
    link = PressReleasePage.specialties.through
    link.objects.bulk_create(
        link(pressreleasepage_id=page.pk, specialty_id=random.choice(specialties).pk) for page in pages
    )
    BilingualPage.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))


def _pages(random: Random, parent: NewsroomIndexPage, numbers: tuple[int, ...]) -> Iterator[PressReleasePage]:
    types, now = list(ReleaseType.objects.all()), clock.now().replace(second=0, microsecond=0)
    content_type, locale = ContentType.objects.get_for_model(PressReleasePage), Locale.get_active()
    for number in numbers:
        page = PressReleasePage(slug=f"mesure-{number}", release_type=random.choice(types), live=True)
        page.content_type, page.locale = content_type, locale
        page.path = PressReleasePage._get_path(parent.path, parent.depth + 1, number + 1)
        page.depth = parent.depth + 1
        page.published_at = now - timedelta(minutes=random.randrange(15 * 365 * 24 * 60))
        page.english_ready = random.random() < WITH_ENGLISH
        _fill(random, page, page.published_at)
        page.set_url_path(parent)
        yield page


def _fill(random: Random, page: PressReleasePage, at: datetime) -> None:
    page.first_published_at = page.last_published_at = at
    for language, length in (("fr", FRENCH_TEXT), ("en", ENGLISH_TEXT)):
        if language == "en" and not page.english_ready:
            continue
        setattr(page, f"title_{language}", _text(random, language, TITLE).capitalize())
        setattr(page, f"summary_{language}", _text(random, language, (15, 30)))
        body = [{"type": "text", "value": f"<p>{_text(random, language, length)}</p>"}]
        setattr(page, f"body_{language}", json.dumps(body))
    page.draft_title = page.title_fr


def _text(random: Random, language: str, length: tuple[int, int]) -> str:
    return " ".join(random.choices(vocabulary(language), cum_weights=_shares(), k=random.randint(*length)))


def queries(random: Random, count: int) -> dict[str, list[str]]:
    """By how many releases they find; the ranks are those of the prototype's measure, roughly."""
    words = vocabulary("fr")
    ranks = {"common word": (20, 80), "medium word": (300, 900), "rare word": (4000, 12000)}
    asked = {name: [words[random.randrange(*span)] for _one in range(count)] for name, span in ranks.items()}
    pairs = zip(asked["common word"], asked["medium word"], strict=True)
    return asked | {"common and medium word": [" ".join(pair) for pair in pairs]}

"""A plain search by words: each must stand somewhere, accents and case apart. Made to be replaced.

The words of a hidden page find nothing, those of an English text only once it is public: releases and pages
come from a queryset that knows (`visible`, `visible_in`), and hospitals are asked here in the same way.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from .languages import REFERENCE, TRANSLATION
from .models import HospitalName, HospitalPage, ReleaseHospital, Specialty
from .visibility import english_public

MAX_LENGTH = 200
MAX_TERMS = 16
PLURAL_ENDINGS = "sx"


def terms(text: str) -> list[str]:
    """The words asked for, at most sixteen, from at most two hundred characters; a plural finds the singular."""
    words = dict.fromkeys(text[:MAX_LENGTH].lower().split()[:MAX_TERMS])
    return [word[:-1] if len(word) > 4 and word[-1] in PLURAL_ENDINGS else word for word in words]


def _each(text: str, condition: Callable[[str], Q]) -> Q:
    """Every word asked for meets the condition."""
    return Q(*(condition(term) for term in terms(text)))


def _contains(term: str, *fields: str) -> Q:
    return Q(*((f"{field}__unaccent__icontains", term) for field in fields), _connector=Q.OR)


def _page_says(term: str, *fields: str) -> Q:
    """In French, or in English where that is public."""
    french, english = ([f"{field}_{code}" for field in fields] for code in (REFERENCE, TRANSLATION))
    return _contains(term, *french) | (english_public() & _contains(term, *english))


def _hospital_is_called(term: str) -> Q:
    names = HospitalName.objects.filter(_contains(term, "name"), hospital=OuterRef("pk"))
    return _page_says(term, "title") | _contains(term, "short_name") | Exists(names)


def page_matches(text: str) -> Q:
    """On rows of any type of page."""
    return _each(text, lambda term: _page_says(term, "title", "search_description"))


def hospital_matches(text: str) -> Q:
    """Any of its names, its town, its key."""
    return _each(text, lambda term: _hospital_is_called(term) | _contains(term, "city", "slug"))


def specialty_matches(text: str) -> Q:
    """Its names and the everyday words for it, in both languages."""
    return _each(text, lambda term: _contains(term, *_specialty_fields(REFERENCE, TRANSLATION), "slug"))


def _specialty_fields(*codes: str) -> list[str]:
    return [f"{name}_{code}" for name in ("name", "lay_words") for code in codes]


def release_matches(text: str, language: str) -> Q:
    """Title, summary, number, specialties in that language, any name of its hospitals."""
    code = language if language == TRANSLATION else REFERENCE

    def condition(term: str) -> Q:
        hospitals = HospitalPage.objects.visible().filter(_hospital_is_called(term))
        specialties = Specialty.objects.filter(_contains(term, *_specialty_fields(code)))
        return (
            _contains(term, f"title_{code}", f"summary_{code}", "reference")
            | Q(pk__in=ReleaseHospital.objects.filter(hospital__in=hospitals).values("release"))
            | Q(pk__in=specialties.filter(releases__isnull=False).values("releases"))
        )

    return _each(text, condition)

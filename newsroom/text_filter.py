"""Words as a filter. For releases it is the content search that reads them, which makes itself known here.

Hospitals and specialties: each word must stand somewhere, accents and case apart. The words of an English text find
something only once it is public; the hospitals come from a queryset that knows who may see them.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from .languages import REFERENCE, TRANSLATION
from .models import HospitalName
from .visibility import english_public

MAX_LENGTH = 200
MAX_TERMS = 16
PLURAL_ENDINGS = "sx"

_search: Callable[[str, str], Q] = lambda text, language: Q()  # noqa: E731, until a search is there


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


def hospital_matches(text: str) -> Q:
    """Any of its names, its town, its key."""
    return _each(text, lambda term: _hospital_is_called(term) | _contains(term, "city", "slug"))


def specialty_matches(text: str) -> Q:
    """Its names and the everyday words for it, in both languages."""
    return _each(text, lambda term: _contains(term, *_specialty_fields(REFERENCE, TRANSLATION), "slug"))


def _specialty_fields(*codes: str) -> list[str]:
    return [f"{name}_{code}" for name in ("name", "lay_words") for code in codes]


def release_matches(text: str, language: str) -> Q:
    """On releases that readers may see in that language: what the search finds by these words. May cost a query."""
    return _search(text, language)


def use(search: Callable[[str, str], Q]) -> None:
    """The search says what words find; the newsroom does not know how."""
    global _search
    _search = search

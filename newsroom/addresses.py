"""Addresses of pages: the path of each language, which slugs are free, who gives way.

A page has a French path (`url_path`) and an English one (`url_path_en`), the latter made of the English slugs
where there are any. While a page's English is not public its /en/ address ends in the French slug: the words
of the English one are not public either.

A slug is taken by pages that are public or were. Hidden pages take none: a public page whose slug had to end
in "-2" would tell that something is there. When a page is approved, those of its siblings that still wait for
a later hour give way.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from . import visibility

# First-level addresses of the site and the suffixes that pages answer to, in every language.
RESERVED_SLUGS = frozenset(
    """admin agenda alertes alerts annuaire api atom communique-kit corrections demande-presse directory documents
    embargo experts healthz hopital hospital images json markdown media ninjs pdf phototheque pictures press-kit
    press-request readyz recherche report-a-problem rss search signaler-un-probleme signature sitemap static
    suggestions text texte verification verifier verify versions""".split()
)


def refuse_reserved(slug: str | None, field: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError({field: _("“%(slug)s” is an address of the site itself: choose another slug.")
                               % {"slug": slug}})  # fmt: skip


def taken(parent, page=None) -> QuerySet:
    """Children of `parent`, other than `page`, whose slugs nobody else may have."""
    pages = parent.get_children().filter(visibility.released() | Q(first_published_at__isnull=False))
    return pages.exclude(pk=page.pk) if page is not None and page.pk else pages


def is_slug_free(slug: str, parent, page=None) -> bool:
    """For the reference language: no public sibling has it, nor answers to it in English."""
    return parent is None or not taken(parent, page).filter(Q(slug=slug) | Q(slug_en=slug)).exists()


def is_english_slug_free(slug: str, parent, page=None) -> bool:
    return is_slug_free(slug, parent, page)


def numbered(base: str, parent, page=None) -> str:
    """`base`, or the first of base-2, base-3 … that is free."""
    candidate, number = base, 1
    while not is_slug_free(candidate, parent, page):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def english_container_path(parent) -> str:
    """Where the English addresses of a page's children begin."""
    if parent.url_path_en is None:
        return parent.url_path
    if parent.english_ready or not parent.slug_en:
        return parent.url_path_en
    return replace_last_segment(parent.url_path_en, parent.slug)


def english_path(page, parent) -> str:
    if parent is None:
        return "/"
    # A site's root page (depth 2) shows in no address: with one segment it serves both languages.
    segment = page.slug if parent.depth == 1 else (page.slug_en or page.slug)
    return f"{english_container_path(parent)}{segment}/"


def replace_last_segment(path: str, segment: str) -> str:
    return f"{path.rstrip('/').rpartition('/')[0]}/{segment}/"


def public_english_path(page) -> str:
    """The English path as readers know it: its own English slug only once its English is public."""
    path = page.url_path_en or page.url_path
    if page.slug_en and page.depth > 2 and not visibility.is_english_public(page):
        return replace_last_segment(path, page.slug)
    return path


def move_descendants(page, field: str, old: str, new: str) -> None:
    """Rewrites the beginning `old` of a path column in the rows below `page`."""
    if old and new and old != new:
        below = page.base_page_model.objects.filter(path__startswith=page.path).exclude(pk=page.pk)
        below.filter(**{f"{field}__startswith": old}).update(
            **{field: Concat(Value(new), Substr(field, len(old) + 1))}
        )


def settle(page) -> dict[str, str]:
    """Called when `page`, an approved content, is about to be written: who keeps which slug.

    The page takes a number if a public sibling, or one that will be public before it, has its slug; siblings
    that wait for a later hour are renamed. Returns the {field: slug} that the page itself must change.
    """
    parent = page.get_parent()
    if parent is None:
        return {}
    changes = {}
    for field in ("slug", "slug_en"):
        slug = getattr(page, field)
        if slug and (not is_slug_free(slug, parent, page) or _waiting(parent, page, slug, before=True)):
            changes[field] = _free_beside_waiting(slug, parent, page)
    _rename_later(parent, page, {page.slug, page.slug_en} - {None})
    return changes


def _waiting(parent, page, slug: str, before: bool) -> list:
    """Approved siblings with that slug whose hour comes before (or after) the page's own."""
    siblings = parent.get_children().exclude(pk=page.pk).filter(Q(slug=slug) | Q(slug_en=slug))
    waiting = siblings.filter(visibility.waits_for_its_hour())
    return [sibling for sibling in waiting if visibility.lifts_before(sibling, page) is before]


def _free_beside_waiting(base: str, parent, page) -> str:
    number = 2
    while not is_slug_free(f"{base}-{number}", parent, page) or _waiting(
        parent, page, f"{base}-{number}", True
    ):
        number += 1
    return f"{base}-{number}"


def _rename_later(parent, page, slugs: set[str]) -> None:
    for slug in slugs:
        for sibling in _waiting(parent, page, slug, before=False):
            _rename(sibling, slug, _free_beside_waiting(slug, parent, sibling))


def _rename(page, old: str, new: str) -> None:
    """Row and approved revision of a page that is still hidden; nobody has seen its address."""
    fields = [field for field in ("slug", "slug_en") if getattr(page, field) == old]
    for field in fields:
        setattr(page, field, new)
    page.set_url_path(page.get_parent())
    columns = {field: getattr(page, field) for field in (*fields, "url_path", "url_path_en")}
    page.base_page_model.objects.filter(pk=page.pk).update(**columns)
    for revision in page.revisions.filter(approved_go_live_at__isnull=False):
        revision.content = revision.content | dict.fromkeys(fields, new)
        revision.save(update_fields=["content"])

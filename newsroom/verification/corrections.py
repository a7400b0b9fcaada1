"""Every public correction of every release, the newest first: a page in each language, and its feeds."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from newsroom import languages, listing, origin
from newsroom.feeds.formats import AtomFeed, NewsFeed, RssFeed
from newsroom.feeds.views import LENGTH
from newsroom.models import Correction, NewsroomIndexPage, PressReleasePage

PAGE_SIZE = 20


def public() -> QuerySet[Correction]:
    """Of the releases that a list in the active language holds."""
    releases = PressReleasePage.objects.visible_in(languages.active()).order_by().values("pk")
    return Correction.objects.filter(release__in=releases).order_by("-corrected_at", "-pk")


def _with_releases(corrections: list[Correction]) -> list[Correction]:
    """Their releases in one query, without the long columns."""
    keys = {correction.release_id for correction in corrections}
    releases = PressReleasePage.objects.filter(pk__in=keys).without_bodies().select_related("release_type")
    found = releases.in_bulk()
    for correction in corrections:
        correction.release = found[correction.release_id]
    return corrections


@csrf_exempt
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    found, messages = listing.page_of(public(), request.GET.get("page"), PAGE_SIZE)
    found.object_list = _with_releases(list(found.object_list))
    context = {"corrections": found, "total": found.paginator.count, "messages": messages}
    return render(request, "newsroom/corrections.html", context)


def _feed(request: HttpRequest, kind: type[NewsFeed]) -> HttpResponse:
    room = NewsroomIndexPage.objects.visible().first()  # dates a feed without an entry
    feed = kind(
        title=f"{_('Corrections')} – {_('AP-HP newsroom')}",
        link=origin.absolute(reverse("corrections")),
        description=_("What was corrected in press releases of AP-HP, and why"),
        language=languages.active(),
        author_name=_("AP-HP press office"),
        feed_url=origin.absolute(request.path),
        page_date=room and (room.last_published_at or room.latest_revision_created_at),
        hub="",
    )
    for correction in _with_releases(list(public()[:LENGTH])):
        _add(feed, correction, request)
    return HttpResponse(feed.writeString("utf-8"), content_type=kind.content_type)


def _add(feed: NewsFeed, correction: Correction, request: HttpRequest) -> None:
    release, at = correction.release, correction.corrected_at
    kind = _("Correction") if correction.kind == Correction.Kind.MAJOR else _("Updated")
    feed.add_item(
        title=f"{kind}{_(': ')}{release.shown_title}",
        link=release.get_full_url(request),
        description=languages.text_of(correction, "note"),
        unique_id=f"tag:{origin.host()},{at:%Y-%m-%d}:{languages.active()}/correction/{release.translation_key}/{at:%H%M%S}",
        unique_id_is_permalink=False,
        pubdate=at,
        updateddate=at,
        author_name=_("AP-HP press office"),
        html="",
        pictures=(),
        gone_at=None,
    )


@csrf_exempt
@require_safe
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(request, RssFeed)


@csrf_exempt
@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, AtomFeed)

"""What the public pages show besides their own fields. Everything is read through the visibility rule."""

from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from . import contacts, hospital_map, site_map, text_filter
from .filters import PAGE_SIZE, ReleaseFilters
from .languages import active
from .models import Boilerplate, HospitalPage, NewsroomIndexPage, PressReleasePage
from .press_requests import experts
from .takeaway import ready

BESIDE_THE_LEAD = 4
HOME_RELEASES = BESIDE_THE_LEAD + 3
COMING = 4
HOSPITAL_RELEASES = 10


def grouped(hospitals) -> list[dict]:
    """[{"group", "hospitals"}] of hospitals that come in the order of their groups."""
    return [
        {"group": group, "hospitals": list(members)}
        for group, members in groupby(hospitals, key=lambda hospital: hospital.group)
    ]


def home_context(page, request: HttpRequest) -> dict:
    releases = _newest_with_lead(page.lead_release_id)
    lead = _lead_story(page, releases)
    newest = sorted(releases, key=lambda release: (release.published_at, release.pk), reverse=True)
    others = [release for release in newest if release != lead][:HOME_RELEASES]
    groups = grouped(HospitalPage.objects.visible().open().by_group())
    sections = site_map.links(request)
    return {
        "lead": lead,
        "beside": others[:BESIDE_THE_LEAD],
        "more": others[BESIDE_THE_LEAD:],
        "groups": groups,
        "coming": _coming(),
        "drawing": next(iter(hospital_map.drawings(groups)), None),
        "hospitals_page": sections.hospitals,
        "office": contacts.main_office(),
        "newsroom": sections.newsroom,
    }


def _coming(hospital: HospitalPage | None = None) -> list:
    """The next meetings for the press, of all hospitals or of one."""
    from .agenda import listing as agenda
    from .agenda import meeting

    return meeting.all_of(list(agenda.ahead(hospital)[:COMING]))


def _newest_with_lead(lead_id: int | None) -> list[PressReleasePage]:
    """One query, whether the chosen lead story may be seen or not: that it waits must cost nothing."""
    releases = PressReleasePage.objects.visible_in(active()).order_by().values("pk")
    newest = releases.newest_first()[: HOME_RELEASES + 1]
    found = releases.filter(pk=lead_id).union(newest)
    return list(PressReleasePage.objects.filter(pk__in=found).for_cards())


def _lead_story(page, releases: list[PressReleasePage]) -> PressReleasePage | None:
    """The editor's choice, else the newest release with a picture, else the newest."""
    chosen = (release for release in releases if release.pk == page.lead_release_id)
    with_picture = (release for release in releases if release.shown_picture)
    return next(chosen, None) or next(with_picture, None) or (releases[0] if releases else None)


def hospitals_context(page) -> dict:
    groups = grouped(HospitalPage.objects.child_of(page).visible().open().by_group())
    return {"drawings": hospital_map.drawings(groups), "groups": groups}


def hospital_context(page) -> dict:
    releases = PressReleasePage.objects.visible_in(active()).for_hospital(page)
    office = contacts.office_of_hospital(page)
    newest = list(releases.newest_first().for_cards()[: HOSPITAL_RELEASES + 1])
    return {
        "releases": newest[:HOSPITAL_RELEASES],
        "has_more": len(newest) > HOSPITAL_RELEASES,
        "newsroom": NewsroomIndexPage.objects.visible().first(),
        "office": office,
        "is_general_office": bool(office and not office.path.startswith(page.path)),
        "coming": _coming(page),
        "other_names": list(page.other_names.all()),
        "drawing": hospital_map.locator(page),
    }


def office_context(page, request: HttpRequest) -> dict:
    return {
        "office": page,
        "hospital": page.hospital,
        "boilerplate": Boilerplate.objects.in_force(),
        "newsroom": site_map.links(request).newsroom,
    }


def release_context(page) -> dict:
    ready.give_originals(page)
    hospitals = _hospitals(page)
    corrections = sorted(_children(page, "corrections"), key=lambda row: row.corrected_at, reverse=True)
    specialties = list(page.specialties.all())
    earlier, later = _neighbours(page)
    return {
        "hospitals": hospitals,
        "specialties": specialties,
        "experts": experts.of_release(page, specialties),
        "partners": [link.partner for link in _children(page, "partner_links")],
        "contacts": _children(page, "contacts"),
        "office": contacts.office_for(page, hospitals[0] if hospitals else None),
        "corrections": corrections,
        "updated_at": corrections[0].corrected_at if corrections else None,
        "related": _related(page),
        "previous": earlier,
        "next": later,
    }


def _hospitals(page) -> list[HospitalPage]:
    """The visible ones, the lead hospital first."""
    if page.is_preview:  # what the editor sees is not in the database yet
        return [link.hospital for link in page.hospital_links.all()]
    hospitals = HospitalPage.objects.visible().filter(release_links__release=page)
    return list(hospitals.order_by("release_links__sort_order"))


def _children(page, relation: str) -> list:
    """Rows of an inline relation; no query where the page was loaded with the news that there are none."""
    if not getattr(page, f"has_{relation}", True):
        return []
    rows = getattr(page, relation).all()
    return list(rows.select_related("partner") if relation == "partner_links" and page.pk else rows)


def _related(page) -> list[PressReleasePage]:
    if page.release_type.code == "hommage":
        return []
    ids = [link.related_id for link in _children(page, "related_links")]
    if not ids:
        return []
    found = {
        row.pk: row for row in PressReleasePage.objects.visible_in(active()).filter(pk__in=ids).for_cards()
    }
    return [found[pk] for pk in ids if pk in found]


def _neighbours(page) -> tuple[PressReleasePage | None, PressReleasePage | None]:
    """The releases just before and just after, in one query."""
    if not page.published_at or not page.pk:
        return None, None
    place = (page.published_at, page.pk)
    others = PressReleasePage.objects.visible_in(active()).exclude(pk=page.pk)
    earlier = others.filter(published_at__lte=page.published_at).newest_first().values("pk")[:1]
    later = others.filter(published_at__gt=page.published_at).order_by("published_at", "pk").values("pk")[:1]
    rows = PressReleasePage.objects.filter(Q(pk__in=earlier) | Q(pk__in=later)).for_links()
    before = [row for row in rows if (row.published_at, row.pk) < place]
    after = [row for row in rows if (row.published_at, row.pk) > place]
    return (before[0] if before else None), (after[0] if after else None)


def page_of(queryset, asked: str | None, size: int = PAGE_SIZE) -> tuple[Page, list[str]]:
    """The page asked for, or the nearest one with a message."""
    paginator = Paginator(queryset, size)
    if not asked:
        return paginator.get_page(1), []
    if not (asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 and int(asked) > 0):
        return paginator.get_page(1), [_("This page number is not one: here is the first page.")]
    number = int(asked)
    if number > paginator.num_pages:
        return paginator.get_page(paginator.num_pages), [
            _("There is no page that far: here is the last one.")
        ]
    return paginator.get_page(number), []


def press_room(request: HttpRequest, page: NewsroomIndexPage) -> HttpResponse:
    filters = ReleaseFilters(request.GET)
    if "q" not in filters.values:
        return page.render(request, context_overrides=_list_context(request, page, filters))
    try:
        with text_filter.limited():
            context = _list_context(request, page, filters)
    except text_filter.TooSlow:
        context = _list_context(request, page, filters.without_words())
        message = _("This search took too long: the words were left out. Fewer words may help.")
        context["messages"] = [message, *context["messages"]]
    return page.render(request, context_overrides=context)


def _list_context(request: HttpRequest, page: NewsroomIndexPage, filters: ReleaseFilters) -> dict:
    """Everything of the list is read here, so that what reads it can be limited."""
    releases, messages = page_of(filters.releases().for_cards(), request.GET.get("page"))
    releases.object_list = list(releases.object_list)
    address, query = page.get_url(request), filters.query()
    feeds = {"rss": "rss/", "atom": "atom/", "json": "feed.json"}
    filters.form.show_counts(filters.counts())
    is_empty = not releases.paginator.count
    return {
        "form": filters.form,
        "releases": releases,
        "ways_out": filters.ways_out if is_empty else [],
        "nearest": filters.nearest() if is_empty else [],
        "total": releases.paginator.count,
        "active_filters": filters.in_force(),
        "messages": [*filters.problems, *messages],
        "feeds": {kind: f"{address}{end}{'?' + query if query else ''}" for kind, end in feeds.items()},
        "query": query,
        "clear_url": address,
    }

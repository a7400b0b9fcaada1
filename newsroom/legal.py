"""What the pages that the law wants show besides their text: facts of the institution, the list of all pages."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import site_map
from .dates import long_date
from .languages import active
from .telephone import display

# The law's three states of conformity, as the French title must name one.
MENTION = re.compile(r"\b(non|partiellement|totalement) conforme\b", re.IGNORECASE)


def check_purpose(page) -> None:
    """Raises ValidationError: a second page for one purpose, or an accessibility statement without its mention."""
    from .models import StandardPage

    if page.purpose == StandardPage.Purpose.OTHER:
        return
    others = StandardPage.objects.filter(purpose=page.purpose).exclude(pk=page.pk)
    if others.exists():
        raise ValidationError({"purpose": _("Another page has this purpose: there can be only one.")})
    is_statement = page.purpose == StandardPage.Purpose.ACCESSIBILITY
    if is_statement and not MENTION.search(page.title_fr or ""):
        message = _("The title must say: non conforme, partiellement conforme or totalement conforme.")
        raise ValidationError({"title_fr": message})


def context(page, request: HttpRequest) -> dict:
    """{"facts": [(label, value)]} or {"tree"}: empty for a page like any other."""
    from .models import InstitutionSettings, StandardPage

    if page.purpose == StandardPage.Purpose.SITE_MAP:
        return {"tree": _tree(request)}
    facts = FACTS.get(page.purpose)
    if facts is None:
        return {}
    return {"facts": [row for row in facts(InstitutionSettings.load(request)) if row[1]]}


def _publisher(institution) -> list[tuple[str, str]]:
    return [
        (_("Publisher"), institution.legal_name),
        (_("Seat"), institution.seat),
        (_("Telephone"), institution.phone and display(institution.phone, active())),
        (_("Director of publication"), institution.publication_director),
        (_("Host"), institution.host_name),
        (_("Address of the host"), institution.host_address),
        (_("Telephone of the host"), institution.host_phone and display(institution.host_phone, active())),
    ]


def _accessibility(institution) -> list[tuple[str, str]]:
    audited, rate = institution.accessibility_audit_date, institution.accessibility_rate
    return [
        (_("Contact for accessibility"), institution.accessibility_email),
        (_("Last audit"), audited and long_date(audited, active())),
        (_("Criteria met"), f"{rate} %" if rate is not None else ""),
        (_("Multi-year plan"), institution.accessibility_plan_url),
    ]


def _privacy(institution) -> list[tuple[str, str]]:
    return [(_("Data protection officer"), institution.data_protection_contact)]


FACTS = {"legal": _publisher, "accessibility": _accessibility, "privacy": _privacy}


def _tree(request: HttpRequest) -> dict:
    """Every visible page but the releases, which their lists hold. The same queries however many there are."""
    from .filters import ReleaseFilters
    from .listing import grouped
    from .models import HospitalPage, ReleaseType

    filters = ReleaseFilters(request.GET.__class__())
    counts = filters.all.order_by().values_list("release_type").annotate(total=Count("pk"))
    totals = dict(counts)
    types = [(row, totals[row.pk]) for row in ReleaseType.objects.filter(pk__in=totals)]
    return {
        "sections": site_map.links(request),
        "types": types,
        "years": filters.years,
        "groups": grouped(HospitalPage.objects.visible().by_group()),
    }

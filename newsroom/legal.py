"""What the pages that the law wants show besides their text: facts of the institution, the list of all pages."""

import re
from typing import NamedTuple

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


class Fact(NamedTuple):
    """A line of a legal page; `is_french` unless its value is drawn in the reader's language."""

    label: str
    value: str
    is_french: bool = True


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
    """{"facts": [Fact]} or {"tree"}: empty for a page like any other."""
    from .models import InstitutionSettings, StandardPage

    if page.purpose == StandardPage.Purpose.SITE_MAP:
        return {"tree": _tree(request)}
    facts = FACTS.get(page.purpose)
    if facts is None:
        return {}
    return {"facts": [fact for fact in facts(InstitutionSettings.load(request)) if fact.value]}


def _publisher(institution) -> list[Fact]:
    return [
        Fact(_("Publisher"), institution.legal_name),
        Fact(_("Seat"), institution.seat),
        Fact(_("Telephone"), institution.phone and display(institution.phone, active()), is_french=False),
        Fact(_("Director of publication"), institution.publication_director),
        Fact(_("Host"), institution.host_name),
        Fact(_("Address of the host"), institution.host_address),
        Fact(
            _("Telephone of the host"),
            institution.host_phone and display(institution.host_phone, active()),
            is_french=False,
        ),
    ]


def _accessibility(institution) -> list[Fact]:
    audited, rate = institution.accessibility_audit_date, institution.accessibility_rate
    return [
        Fact(_("Contact for accessibility"), institution.accessibility_email),
        Fact(_("Last audit"), audited and long_date(audited, active()), is_french=False),
        Fact(_("Criteria met"), f"{rate} %" if rate is not None else "", is_french=False),
        Fact(_("Multi-year plan"), institution.accessibility_plan_url),
    ]


def _privacy(institution) -> list[Fact]:
    return [Fact(_("Data protection officer"), institution.data_protection_contact)]


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

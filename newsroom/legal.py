"""What the pages that the law wants show besides their text: facts of the institution, the list of all pages."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import languages, site_map
from .dates import long_date
from .languages import active
from .telephone import display


class Fact(NamedTuple):
    """A line of a legal page; `is_french` unless its value is drawn in the reader's language."""

    label: str
    value: str
    is_french: bool = True


def check_purpose(page) -> None:
    """Raises ValidationError: a second page for one purpose, a statement whose title names the state by itself."""
    from . import accessibility
    from .models import StandardPage

    if page.purpose == StandardPage.Purpose.OTHER:
        return
    others = StandardPage.objects.filter(purpose=page.purpose).exclude(pk=page.pk)
    if others.exists():
        raise ValidationError({"purpose": _("Another page has this purpose: there can be only one.")})
    if page.purpose != StandardPage.Purpose.ACCESSIBILITY:
        return
    message = _("The state stands in Settings, “the institution”: the title does not repeat it.")
    named = [name for name in ("title_fr", "title_en") if accessibility.names_a_state(getattr(page, name))]
    if named:
        raise ValidationError(dict.fromkeys(named, message))


def context(page, request: HttpRequest) -> dict:
    """{"facts": [Fact]} or {"tree"}: empty for a page like any other."""
    from .models import InstitutionSettings, StandardPage

    if page.purpose == StandardPage.Purpose.SITE_MAP:
        return {"tree": _tree(request)}
    facts = FACTS.get(page.purpose)
    if facts is None:
        return {}
    return {"facts": [fact for fact in facts(InstitutionSettings.load(request)) if fact.value]}


def _plain(label: str, value: str) -> Fact:
    """What is the same in every language, or drawn in the reader's."""
    return Fact(label, value, is_french=False)


def _words(label: str, institution, name: str) -> Fact:
    """Words kept once a language."""
    is_french = languages.language_of(institution, name) == languages.REFERENCE
    return Fact(label, languages.text_of(institution, name), is_french)


def _telephone(label: str, number: str) -> Fact:
    return _plain(label, number and display(number, active()))


def _publisher(institution) -> list[Fact]:
    return [
        _words(_("Publisher"), institution, "legal_name"),
        Fact(_("Seat"), institution.seat),
        _telephone(_("Telephone"), institution.phone),
        _words(_("Director of publication"), institution, "publication_director"),
        Fact(_("Host"), institution.host_name),
        Fact(_("Address of the host"), institution.host_address),
        _telephone(_("Telephone of the host"), institution.host_phone),
    ]


def _accessibility(institution) -> list[Fact]:
    state, rate = institution.get_accessibility_state_display(), institution.accessibility_rate
    standard = _("%(state)s with the French accessibility standard (RGAA), version 4.1") % {"state": state}
    return [
        _plain(_("State of compliance"), capfirst(standard)),
        *(_assessment(institution) if institution.accessibility_date else []),
        _plain(_("Criteria met"), f"{rate}\u00a0%" if rate is not None else ""),
        _plain(_("Contact for accessibility"), institution.accessibility_email),
        _plain(_("Multi-year plan"), institution.accessibility_plan_url),
    ]


def _assessment(institution) -> list[Fact]:
    return [
        _plain(_("Statement made on"), long_date(institution.accessibility_date, active())),
        _plain(_("It rests on"), institution.get_accessibility_assessment_display()),
        _words(_("Carried out by"), institution, "accessibility_author"),
    ]


def _privacy(institution) -> list[Fact]:
    return [_words(_("Data protection officer"), institution, "data_protection_contact")]


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

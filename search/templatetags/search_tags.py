from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from newsroom import structured_data
from newsroom.languages import active
from newsroom.models import HospitalPage
from search import records, selector

register = template.Library()


@register.simple_tag
def hospital_selector(selected: str = "") -> SafeString:
    """`selected`: the key of the hospital whose page is open."""
    return _selector(selector.groups(), selected, active())


@lru_cache(maxsize=256)
def _selector(groups: tuple[selector.Group, ...], selected: str, language: str) -> SafeString:
    """Drawn again only when what it shows has changed: it is on every page."""
    return render_to_string("search/hospital_selector.html", {"groups": groups, "selected": selected})


@register.inclusion_tag("search/hospital_services.html")
def hospital_services(hospital: HospitalPage) -> dict:
    return {"hospital": hospital} | records.services_of(hospital)


@register.simple_tag
def structured(described: list[dict]) -> SafeString:
    """schema.org records, as data in the page."""
    return structured_data.as_script(described)

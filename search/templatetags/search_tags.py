from django import template
from django.utils.safestring import SafeString

from newsroom import structured_data
from newsroom.models import HospitalPage
from search import records, selector

register = template.Library()


@register.inclusion_tag("search/hospital_selector.html")
def hospital_selector(selected: str = "") -> dict:
    """`selected`: the key of the hospital whose page is open."""
    return {"groups": selector.groups(), "selected": selected}


@register.inclusion_tag("search/hospital_services.html")
def hospital_services(hospital: HospitalPage) -> dict:
    return {"hospital": hospital} | records.services_of(hospital)


@register.simple_tag
def structured(described: list[dict]) -> SafeString:
    """schema.org records, as data in the page."""
    return structured_data.as_script(described)

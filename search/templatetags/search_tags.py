from django import template

from search import selector

register = template.Library()


@register.inclusion_tag("search/hospital_selector.html")
def hospital_selector(selected: str = "") -> dict:
    """`selected`: the key of the hospital whose page is open."""
    return {"groups": selector.groups(), "selected": selected}

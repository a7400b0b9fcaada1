from django import template

from newsroom.models import InformationBanner

register = template.Library()
MOST = 3


@register.inclusion_tag("components/banners.html")
def information_banners() -> dict:
    """One query."""
    return {"banners": list(InformationBanner.objects.in_force()[:MOST])}

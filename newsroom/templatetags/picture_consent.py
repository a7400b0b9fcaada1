from django import template

from newsroom import file_visibility
from newsroom.admin.pictures import SOON

register = template.Library()


@register.inclusion_tag("newsroom/admin/consent_end.html")
def consent_end(image) -> dict:
    """The day on which the consent of those shown ends, if it is near or over."""
    has_ended = not image.is_shown
    return {
        "image": image,
        "has_ended": has_ended,
        "ends_soon": not has_ended and file_visibility.ends_within(image, SOON),
    }

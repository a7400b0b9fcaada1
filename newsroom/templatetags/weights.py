from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

register = template.Library()


@register.filter
def weight(size: int) -> str:
    """Bytes in the units that a reader's own machine shows: thousands, without needless digits; "99 kB", "1.2 MB"."""
    kilobytes = max(round(size / 1000), 1)
    if kilobytes < 1000:
        return gettext("%(number)s kB") % {"number": kilobytes}
    return gettext("%(number)s MB") % {"number": number_format(round(size / 1_000_000, 1), 1)}

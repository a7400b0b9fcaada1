from urllib.parse import urlencode

from django import template
from django.urls import reverse

from newsroom import languages
from newsroom.origin import absolute
from newsroom.outputs.forms import FORMS, suffix

register = template.Library()


@register.simple_tag
def form_address(page, name: str) -> str:
    """Where a public release is given away in that form; in the language of the page's furniture."""
    return page.url_in(languages.active()) + suffix(name, languages.active())


@register.filter
def forms(page) -> list[dict[str, str]]:
    """[{"type", "address"}] of all of them."""
    return [
        {"type": form.content_type.partition(";")[0], "address": form_address(page, name)}
        for name, form in FORMS.items()
    ]


@register.simple_tag
def oembed_address(page) -> str:
    """Where other sites read how to show the release as a card."""
    query = urlencode({"url": page.url_in(languages.active(), full=True)})
    return f"{absolute(reverse('oembed'))}?{query}"

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from newsroom import languages
from newsroom.origin import absolute
from newsroom.outputs.forms import FORMS, suffix
from newsroom.takeaway import ready, views

register = template.Library()


@register.simple_tag
def form_address(page, name: str) -> str:
    """Where a public release is given away in that form; in the language of the page's furniture."""
    return page.url_in(languages.active()) + suffix(name, languages.active())


@register.simple_tag
def files_of(page) -> dict:
    """{"pdf": empty until it is made, "kit"} of a public release, each with its address and its weight if it is known."""
    address = page.url_in(languages.active())
    row = ready.pdf(page)
    pdf = {"address": address + views.PDF, "size": row["size"]} if row else None
    kit = {"address": address + views.kit_suffix(languages.active()), "size": ready.kit_size(page)}
    return {"pdf": pdf, "kit": kit}


@register.filter
def forms(page) -> list[dict[str, str]]:
    """[{"type", "address", "title"}] of all of them."""
    return [
        {
            "type": form.content_type.partition(";")[0],
            "address": form_address(page, name),
            "title": form.title,
        }
        for name, form in FORMS.items()
    ]


@register.simple_tag
def oembed_address(page) -> str:
    """Where other sites read how to show the release as a card."""
    query = urlencode({"url": page.url_in(languages.active(), full=True)})
    return f"{absolute(reverse('oembed'))}?{query}"

"""Icons: the symbols of static/icons/sprite.svg, written into the page that shows them.

A page that asked for the sprite would wait for one more answer before its largest text is painted.
"""

from functools import cache
from xml.etree import ElementTree

from django import template
from django.contrib.staticfiles.finders import find
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SVG = "{http://www.w3.org/2000/svg}"


@cache
def symbols() -> dict[str, SafeString]:
    """{name: the shapes of its drawing, as markup}. The look common to all icons is in the style sheet."""
    ElementTree.register_namespace("", SVG.strip("{}"))
    tree = ElementTree.parse(find("icons/sprite.svg"))
    return {
        symbol.get("id"): mark_safe("".join(map(_markup, symbol)))  # our own file
        for symbol in tree.iter(f"{SVG}symbol")
    }


def _markup(shape: ElementTree.Element) -> str:
    text = ElementTree.tostring(shape, encoding="unicode").strip()
    return text.replace(f' xmlns="{SVG.strip("{}")}"', "").replace(" />", "/>")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Beside words that say the same: nothing for a screen reader. KeyError for a name that the sprite lacks."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', symbols()[name]
    )

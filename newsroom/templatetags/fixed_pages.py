from django import template

from newsroom import fixed_pages, languages

register = template.Library()


@register.inclusion_tag("components/alternates.html")
def alternates(name: str) -> dict[str, object]:
    """For the head of a page that is not in the tree; `name`: of its address."""
    return {
        "canonical": fixed_pages.places(name)[languages.active()],
        "alternates": fixed_pages.alternates(name),
    }

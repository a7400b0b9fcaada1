"""Pictures of releases for other sites, which show them beside a link: drawn ahead, one a language."""

from django.templatetags.static import static
from django.urls import reverse

from newsroom import languages
from newsroom.origin import absolute


def address_of(page) -> str:
    """The page's own card, which is only of the language shown, else the site's. `page`: of `for_display()`."""
    language = page.content_language
    name = getattr(page, "social_card", None) if language == languages.active() else None
    return absolute(reverse("picture", args=(name,)) if name else static(f"cards/{language}.png"))

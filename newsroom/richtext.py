"""The one allow-list of what rich text may hold, whoever wrote it."""

import nh3

TAGS = {"a", "b", "br", "embed", "h3", "i", "li", "ol", "p", "ul"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "embed": {"embedtype", "id", "format", "alt"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def sanitise_rich_text(html: str) -> str:
    """Wagtail's own links to pages and documents survive; scripts, handlers, styles and frames do not."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )

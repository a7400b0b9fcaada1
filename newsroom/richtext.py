"""The one allow-list of what rich text may hold, whoever wrote it. When it is applied: newsroom/sanitising.py."""

import re

import nh3

TAGS = {"a", "b", "br", "embed", "h3", "i", "li", "ol", "p", "ul"}
KEY = "data-block-key"  # the editor's own: it finds its paragraphs again by it
ATTRIBUTES = {
    "a": {"href", "linktype", "id"},
    "embed": {"embedtype", "id", "format", "alt"},
    **{tag: {KEY} for tag in ("h3", "li", "p")},
}
SCHEMES = {"http", "https", "mailto", "tel"}
REFERENCE = re.compile(r'<(a|embed)((?: [a-z-]+="[^"]*")*)>')  # as nh3 writes it
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
RECORD = re.compile(r"[0-9]{1,9}", re.ASCII)  # what a link to a page or a document names
IMAGE_FORMATS = {"fullwidth", "left", "right"}
SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\-\x00-\x20]*):", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f]")


def sanitise_rich_text(html: str) -> str:
    """Wagtail's own links to pages and documents survive; scripts, handlers, styles and frames do not."""
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    return REFERENCE.sub(_whole_reference, clean)


def _whole_reference(tag: re.Match) -> str:
    """Wagtail draws no page at all where a link of its own names no record, or a picture no format."""
    attributes = dict(ATTRIBUTE.findall(tag[2]))
    names_record = RECORD.fullmatch(attributes.get("id", "")) is not None
    if tag[1] == "a":
        return tag[0] if names_record or "linktype" not in attributes else "<a>"
    is_picture = attributes.get("embedtype") == "image" and "alt" in attributes
    return tag[0] if names_record and is_picture and attributes.get("format") in IMAGE_FORMATS else ""


def safe_address(address: str) -> str:
    """The address of a link, or nothing if it would run. Browsers pass over spaces and controls in a scheme."""
    found = SCHEME.match(address)
    return "" if found and UNSEEN.sub("", found[1]).lower() not in SCHEMES else address

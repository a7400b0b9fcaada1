"""From a checked line to the fields of a release."""

from django.utils.html import strip_tags
from django.utils.text import slugify

from newsroom import english
from newsroom.languages import writes_in_reference
from newsroom.models import (
    PressReleasePage,
    ReleaseContact,
    ReleaseHospital,
)
from newsroom.richtext import sanitise_rich_text

from .html import Heading, Picture, Quote, Table, Text, to_blocks
from .line import ReleaseLine
from .media import PictureStore

SUMMARY_LENGTH = 300


def body(html: str, pictures: PictureStore) -> list[tuple]:
    """StreamField blocks, in the order of the document."""
    return [made for block in to_blocks(html) if (made := _block(block, pictures))]


def _block(block, pictures: PictureStore) -> tuple | None:
    match block:
        case Heading():
            return "heading", block.text[:200]
        case Text():
            return "text", block.html
        case Quote():
            return "quote", {"text": block.text, "speaker": "", "role": "", "hospital": None}
        case Table():
            return "table", {"caption": block.caption or "—", "header": block.header, "rows": block.rows}
        case Picture():
            image = pictures.get(block.src, block.alt)
            return ("picture", image) if image else None
    raise TypeError(block)


@writes_in_reference
def fill(page: PressReleasePage, line: ReleaseLine, known, pictures: PictureStore) -> PressReleasePage:
    """`known`: the importer's records by key."""
    texts = line.texts
    page.release_type = known.types[texts["type"]]
    page.external_id, page.import_hash = line.external_id, line.digest
    page.published_at = line.public_from
    page.embargo_until = line.embargo_until
    page.go_live_at = None
    page.title = page.title_fr = texts["title_fr"]
    page.title_en = texts["title_en"] or None
    page.place_fr = page.place_en = texts["place"]
    for code in ("fr", "en"):
        setattr(page, f"body_{code}", body(texts[f"body_{code}_html"], pictures))
        setattr(page, f"boilerplate_{code}", sanitise_rich_text(texts[f"boilerplate_{code}_html"]))
        setattr(page, f"summary_{code}", texts[f"summary_{code}"])
    page.summary_fr = page.summary_fr or _first_words(page.body_fr) or page.title_fr
    if texts["title_en"] and texts["body_en_html"]:
        page.summary_en = page.summary_en or _first_words(page.body_en) or page.title_en
        page.english_ready = True
    else:
        page.english_ready = False
    page.hospital_links = [
        ReleaseHospital(hospital=known.hospitals[slug], sort_order=order)
        for order, slug in enumerate(line.hospitals)
    ]
    page.specialties = [known.specialties[slug] for slug in line.specialties]
    page.contacts = [ReleaseContact(sort_order=order, **row) for order, row in enumerate(line.contacts)]
    english.confirm(page)
    return page


def _first_words(blocks) -> str:
    for block in blocks:
        if block.block_type == "text" and (text := strip_tags(str(block.value.source)).strip()):
            return text if len(text) <= SUMMARY_LENGTH else text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + "…"
    return ""


def slug_from(text: str) -> str:
    return slugify(text)[:240].strip("-") or "communique"

"""From a release that readers may see to the plain structure of it. The one place that decides what is given away."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _

from newsroom import dates, languages, listing, pictures, telephone
from newsroom.models import HospitalPage, PressDocument, PressImage, PressOfficePage, PressReleasePage
from newsroom.origin import absolute
from newsroom.typography import smarten

from .rich_text import blocks_of
from .structure import (
    About,
    Block,
    Callout,
    Contact,
    Correction,
    Document,
    Film,
    Heading,
    KeyFigures,
    Meeting,
    Named,
    Office,
    Picture,
    Quote,
    Release,
    Study,
    Table,
)


def release(page: PressReleasePage, context: dict | None = None) -> Release:
    """In the language in which readers of the active one see it. Some ten queries, however long the text is.

    `context`: what is known already: the page's (listing.release_context); `quoted`: quoted_hospitals; `html`: rich texts
    with the addresses of what they link to, by their source.
    """
    language = page.content_language
    with translation.override(language):
        return _Serializer(page, context or listing.release_context(page), language).release()


def pictures_of(page: PressReleasePage) -> list[PressImage]:
    """The lead picture and those of the text, as objects that the page holds."""
    inside = chain.from_iterable(
        block.value if block.block_type == "gallery" else [block.value]
        for block in page.body
        if block.block_type in {"picture", "gallery"}
    )
    return [image for image in (page.shown_picture, *inside) if image]


def quoted_hospitals(blocks: Iterable) -> dict[int, HospitalPage]:
    """Of the quotations: nobody is told of one that is hidden. One query, none without hospitals."""
    quotes = (block.value for block in blocks if block.block_type == "quote")
    keys = {quote["hospital"].pk for quote in quotes if quote["hospital"]}
    return HospitalPage.objects.visible().in_bulk(keys) if keys else {}


def office(page: PressOfficePage, language: str) -> Office:
    """To be called with that language active."""
    opens, closes = (dates.hour(at, language) for at in (page.opens_at, page.closes_at))
    return Office(
        name=smarten(page.shown_title, page.content_language),
        address=page.url_in(language, full=True),
        email=page.email,
        hours=_("Weekdays, %(opens)s to %(closes)s") % {"opens": opens, "closes": closes},
        phone=telephone.dialled(page.phone),
        on_call_phone=telephone.dialled(page.on_call_phone),
    )


class _Serializer:
    def __init__(self, page: PressReleasePage, context: dict, language: str) -> None:
        self.page, self.context, self.language = page, context, language
        prefetch_related_objects(pictures_of(page), "renditions")

    def release(self) -> Release:
        page, context = self.page, self.context
        corrections = tuple(map(self._correction, context["corrections"]))
        return Release(
            identifier=str(page.translation_key),
            version=page.version,
            language=self.language,
            address=page.url_in(self.language, full=True),
            kind=page.release_type.code,
            kind_name=self._text_of(page.release_type, "name"),
            title=self._smart(page.shown_title),
            reference=page.reference or "",
            dateline=dates.dateline(page.place or "", page.published_at, self.language)
            if page.published_at
            else "",
            published_at=page.published_at,
            updated_at=context["updated_at"],
            summary=self._smart(page.summary),
            blocks=tuple(self._blocks(page.body)),
            meeting=self._meeting(),
            study=self._study(),
            picture=self._picture(page.shown_picture),
            hospitals=tuple(map(self._hospital, context["hospitals"])),
            specialties=tuple(self._text_of(row, "name") for row in context["specialties"]),
            partners=tuple(map(self._partner, context["partners"])),
            boilerplate=self._rich(page.boilerplate_text),
            office=office(context["office"], self.language) if context["office"] else None,
            contacts=tuple(map(self._contact, context["contacts"])),
            corrections=corrections,
        )

    def _smart(self, text: str | None) -> str:
        return smarten(text or "", self.language).strip()

    def _text_of(self, record, name: str) -> str:
        return smarten(languages.text_of(record, name), languages.language_of(record, name)).strip()

    def _rich(self, source: str, language: str = "") -> tuple[Block, ...]:
        expanded = self.context.get("html", {}).get(source)
        return blocks_of(source, language or self.language, expanded)

    # Beside the text --------------------------------------------------------------------------------------

    def _correction(self, row) -> Correction:
        return Correction(row.corrected_at, self._text_of(row, "note"), row.kind == row.Kind.MAJOR)

    def _hospital(self, page: HospitalPage) -> Named:
        return Named(smarten(page.shown_title, page.content_language), page.url_in(self.language, full=True))

    def _partner(self, partner) -> About:
        source = languages.text_of(partner, "boilerplate")
        blocks = self._rich(source, languages.language_of(partner, "boilerplate"))
        return About(partner.name, partner.url, blocks)

    def _meeting(self) -> Meeting | None:
        starts, ends = self.page.event_starts_at, self.page.event_ends_at
        if starts is None:
            return None
        written = dates.meeting(starts, ends, self.language)
        return Meeting(written, starts, ends, self._text_of(self.page, "event_place"))

    def _study(self) -> Study | None:
        page = self.page
        if not (page.doi or page.journal or page.study_title):
            return None
        return Study(
            page.study_title, page.journal, page.get_review_display() if page.review else "", page.doi
        )

    def _contact(self, row) -> Contact:
        return Contact(row.name, self._text_of(row, "role"), row.email, telephone.dialled(row.phone))

    # The text ---------------------------------------------------------------------------------------------

    def _blocks(self, body: Iterable) -> Iterator[Block]:
        hospitals = self.context["quoted"] if "quoted" in self.context else quoted_hospitals(body)
        for block in body:
            make = getattr(self, f"_{block.block_type}_block")
            yield from make(block.value, hospitals)

    def _heading_block(self, value: str, hospitals: dict) -> Iterator[Block]:
        yield Heading(self._smart(value))

    def _text_block(self, value, hospitals: dict) -> Iterator[Block]:
        yield from self._rich(value.source)

    def _quote_block(self, value, hospitals: dict) -> Iterator[Block]:
        hospital = hospitals.get(value["hospital"].pk) if value["hospital"] else None
        yield Quote(
            self._smart(value["text"]),
            self._smart(value["speaker"]),
            self._smart(value["role"]),
            smarten(hospital.shown_title, hospital.content_language) if hospital and value["speaker"] else "",
        )

    def _key_figures_block(self, value, hospitals: dict) -> Iterator[Block]:
        figures = ((self._smart(row["value"]), self._smart(row["label"])) for row in value["figures"])
        yield KeyFigures(tuple(figures), self._smart(value["source"]))

    def _table_block(self, value, hospitals: dict) -> Iterator[Block]:
        rows = (tuple(map(self._smart, row)) for row in value["rows"])
        yield Table(self._smart(value["caption"]), tuple(map(self._smart, value["header"])), tuple(rows))

    def _callout_block(self, value, hospitals: dict) -> Iterator[Block]:
        yield Callout(self._smart(value["title"]), self._rich(value["text"].source))

    def _video_block(self, value, hospitals: dict) -> Iterator[Block]:
        if value["file"]:
            transcript = self._rich(value["transcript"].source)
            yield Film(self._smart(value["title"]), absolute(value["file"].url), transcript)

    def _document_block(self, value: PressDocument | None, hospitals: dict) -> Iterator[Block]:
        if value:
            kind, size = value.file_extension.upper(), value.get_file_size()
            yield Document(value.title, absolute(value.url), kind, size, self._text_of(value, "summary"))

    def _gallery_block(self, value: Iterable, hospitals: dict) -> Iterator[Block]:
        yield from filter(None, map(self._picture, value))

    def _picture_block(self, value: PressImage | None, hospitals: dict) -> Iterator[Block]:
        yield from filter(None, [self._picture(value)])

    def _picture(self, image: PressImage | None) -> Picture | None:
        if image is None or not image.is_shown:
            return None
        return Picture(
            address=absolute(image.original_url),
            preview=absolute(pictures.sources(image, "text")["fallback"].url),
            alt=self._text_of(image, "alt"),
            caption=self._text_of(image, "caption"),
            credit=smarten(image.credit, languages.REFERENCE),
            rights=str(image.get_licence_display()),
            width=image.width,
            height=image.height,
            size=image.original_size,
        )

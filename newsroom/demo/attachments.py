"""What a release of the demonstration carries: pictures, documents, films. Made once, whatever the language."""

from django.conf import settings
from django.core.files.base import ContentFile

from newsroom.models import PressDocument, PressImage
from newsroom.typography import smarten

from . import data, pdf, pictures, webm, webvtt
from .illustrations import draw, signage

FILM_SIZE = (800, 450)
FRAMES_A_SECOND = 12


class Attachments:
    def __init__(self, key: str, palette: str, release_type: str) -> None:
        self.key, self.palette, self.release_type = key, palette, release_type
        self.pictures: dict[tuple[str, str], PressImage] = {}
        self.films: dict[str, PressDocument] = {}
        self.captions: dict[str, list[dict]] = {}

    def picture(self, row: dict) -> PressImage:
        """`row`: motif, alt_fr, alt_en, caption_fr, caption_en."""
        key = (row["motif"], row["alt_fr"])
        if key not in self.pictures:
            seed = f"{self.key}-{len(self.pictures)}"
            drawn = draw(row["motif"], self.palette, pictures.SIZE, seed, self.release_type)
            self.pictures[key] = pictures.store(drawn, row)
        return self.pictures[key]

    def poster(self, row: dict) -> PressImage:
        key = ("poster", row["alt_fr"])
        if key not in self.pictures:
            self.pictures[key] = pictures.store(signage.poster(FILM_SIZE), row | {"motif": "film"})
        return self.pictures[key]

    def film(self, title: str) -> PressDocument:
        if title not in self.films:
            content = webm.encode(signage.frames(FILM_SIZE, FRAMES_A_SECOND), FILM_SIZE)
            self.films[title] = _stored(title, "film.webm", content)
        return self.films[title]

    def captions_of(self, title: str) -> list[dict]:
        """One track a language: {"language", "file"}."""
        if title not in self.captions:
            cues = next((row for row in data.read("captions") if row["film"] == title), {})
            self.captions[title] = [
                {
                    "language": code,
                    "file": _stored(f"{title} – {name}", f"{code}.vtt", webvtt.write(cues[code])),
                }
                for code, name in settings.LANGUAGES
                if code in cues
            ]
        return self.captions[title]

    def document(self, row: dict) -> PressDocument:
        """`row`: title, language, file, summary_fr, summary_en and the parts of its page."""
        language = row["language"]
        parts = [(style, smarten(text, language)) for style, text in row["parts"]]
        content = pdf.make(row["title"], language, parts)
        summaries = {name: row[name] for name in ("summary_fr", "summary_en")}
        return _stored(row["title"], row["file"], content, **summaries)


def _stored(title: str, name: str, content: bytes, **fields: str) -> PressDocument:
    return PressDocument.objects.create(title=title, file=ContentFile(content, name=name), **fields)

"""A film in a text: its file, its transcript, its captions. The rule that speech has captions lives here.

Captions are WebVTT files, kept as documents; what such a file must hold is checked when it is uploaded
(newsroom/media.py).
"""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from . import languages

FILMS = {".mp4", ".webm"}
CAPTIONS = {".vtt"}
TRANSCRIPT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


def offered_languages() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


def _is_one_of(document, suffixes: set[str]) -> bool:
    return PurePosixPath(document.file.name).suffix.lower() in suffixes


class CaptionsBlock(blocks.StructBlock):
    language = blocks.ChoiceBlock(label=_("language of the captions"), choices=offered_languages)
    file = DocumentChooserBlock(label=_("caption file"), help_text=_("WebVTT: its name ends in .vtt."))

    class Meta:
        icon = "openquote"
        label = _("captions")

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["file"] and not _is_one_of(cleaned["file"], CAPTIONS):
            message = gettext("Choose a WebVTT file: its name ends in .vtt.")
            raise StructBlockValidationError({"file": ValidationError(message)})
        return cleaned


class FilmValue(blocks.StructValue):
    @property
    def tracks(self) -> list[dict]:
        """What <track> needs: address, code and own name of its language, whether it is that of the page."""
        names = dict(settings.LANGUAGES)
        return [
            {
                "address": captions["file"].url,
                "language": captions["language"],
                "name": names.get(captions["language"], captions["language"]),
                "is_default": captions["language"] == languages.active(),
            }
            for captions in self.get("captions") or ()
            if captions["file"]
        ]


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"))
    file = DocumentChooserBlock(label=_("video file"), help_text=_("MP4 or WebM, held by this site."))
    poster = ImageChooserBlock(label=_("still picture"), required=False)
    has_speech = blocks.BooleanBlock(
        label=_("somebody speaks or sings in this film"),
        required=False,
        default=True,
        help_text=_(
            "Untick it only for a silent film or for music alone: a film with speech must have captions."
        ),
    )
    captions = blocks.ListBlock(
        CaptionsBlock(),
        label=_("captions"),
        default=[],
        help_text=_(
            "What is said and the sounds that matter, timed, one file a language; at least in the language "
            "that is spoken. The law asks for them, and many people watch without sound."
        ),
    )
    transcript = blocks.RichTextBlock(
        label=_("transcript"),
        features=TRANSCRIPT_FEATURES,
        help_text=_("Everything that is said and shown, for those who cannot hear or see it."),
    )

    class Meta:
        icon = "media"
        label = _("video with its transcript")
        template = "newsroom/blocks/video.html"
        value_class = FilmValue

    def clean(self, value):
        """A draft may wait for its captions; what is published may not."""
        cleaned = super().clean(value)
        errors = {}
        if cleaned["file"] and not _is_one_of(cleaned["file"], FILMS):
            errors["file"] = ValidationError(gettext("Choose a film: MP4 or WebM."))
        if message := self._fault_of_the_captions(cleaned):
            errors["captions"] = ListBlockValidationError(non_block_errors=[message])
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def _fault_of_the_captions(self, cleaned) -> str:
        chosen = [captions["language"] for captions in cleaned["captions"]]
        if len(set(chosen)) < len(chosen):
            return gettext("Two caption files have the same language: keep one.")
        if cleaned["has_speech"] and not chosen and not self.is_deferred_validation:
            return gettext(
                "Somebody speaks in this film, so it needs captions: add a WebVTT file, "
                "or untick the box if nobody does."
            )
        return ""

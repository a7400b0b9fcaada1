"""The words in a press kit: what is in it and how it may be used, in both languages; what each picture shows."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils import translation
from django.utils.translation import gettext as _

from newsroom import languages
from newsroom.languages import REFERENCE, TRANSLATION
from newsroom.models import PressImage
from newsroom.outputs import parts
from newsroom.outputs.structure import Release
from newsroom.templatetags.weights import weight
from newsroom.typography import smarten

from . import archive

README = {REFERENCE: "LISEZ-MOI.txt", TRANSLATION: "README.txt"}
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
WITH_MARK = "utf-8-sig"  # by which spreadsheets know UTF-8


def readme(releases: list[Release], contents: list[archive.Entry]) -> Iterator[archive.Entry]:
    """In each language of the site, of the release in that language if readers see it so."""
    by_language = {release.language: release for release in releases}
    for code, name in README.items():
        with translation.override(code):
            release = by_language.get(code, releases[0])
            yield archive.text(name, "\n\n".join(filter(None, _about(release, contents))) + "\n")


def _about(release: Release, contents: list[archive.Entry]) -> list[str]:
    listed = "\n".join(f"– {entry.name} ({weight(entry.size)})" for entry in contents)
    only = "" if release.language == languages.active() else _("This release is in French only.")
    return [
        parts.kicker(release),
        release.title,
        only,
        _("What is in this kit:") + "\n" + listed,
        _(
            "Pictures: caption, credit and right of use of each stand in the two files “captions” and in the pictures "
            "themselves (IPTC). The credit is printed with the picture."
        ),
        _("Press contact").upper(),
        *("\n".join(lines) for lines in parts.contacts(release)),
        "\n".join(filter(None, [parts.version(release), release.address])),
    ]


def captions(pictures: list[tuple[str, PressImage]], codes: list[str]) -> Iterator[archive.Entry]:
    """`pictures`: with their names in the kit. `codes`: the languages whose words are public."""
    if pictures:
        yield archive.text(
            "captions.txt", "\n\n".join(_in_lines(name, image, codes) for name, image in pictures) + "\n"
        )
        yield archive.text("captions.csv", _table(pictures, codes), WITH_MARK)


def _in_lines(name: str, image: PressImage, codes: list[str]) -> str:
    said = []
    for code in codes:
        with translation.override(code):
            credit = f"{_('Credit:')} {smarten(image.credit, REFERENCE)}. {image.get_licence_display()}."
            said += [_text(image, "caption", code) or _text(image, "alt", code), credit]
    return "\n".join(filter(None, [f"{name} ({image.width} × {image.height} px)", *said]))


def _table(pictures: list[tuple[str, PressImage]], codes: list[str]) -> str:
    output = StringIO()
    writer = csv.writer(output, delimiter=";")
    columns = ("caption", "alt", "rights")
    names = [f"{column}_{code}" for column in columns for code in codes]
    writer.writerow(["file", "width_px", "height_px", "credit", *names])
    for name, image in pictures:
        rights = {}
        for code in codes:
            with translation.override(code):
                rights[f"rights_{code}"] = str(image.get_licence_display())
        texts = {
            f"{field}_{code}": _text(image, field, code) for field in ("caption", "alt") for code in codes
        }
        words = [image.credit, *((texts | rights)[column] for column in names)]
        writer.writerow([name, image.width, image.height, *map(_defused, words)])
    return output.getvalue()


def _text(image: PressImage, field: str, code: str) -> str:
    return smarten(getattr(image, f"{field}_{code}") or "", code)


def _defused(cell: str) -> str:
    """No spreadsheet runs it."""
    return f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell

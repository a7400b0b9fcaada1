"""What a file is, by its first bytes. A table, not a library: the kinds that are accepted are few and fixed.

Kinds that are refused have a line for the message alone: a colleague should read what the file turned out to be.
"""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

HEAD = 4096  # bytes that are looked at
# https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
PAGE_TAGS = "!doctype html,html,head,script,iframe,h1,div,font,table,a,style,title,b,body,br,p,!--,form,meta,object,embed"
PAGE = re.compile(rf"\s*<(?:{PAGE_TAGS.replace(',', '|')})[\s>/-]".encode(), re.IGNORECASE)
DRAWING = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype svg[^>]*>\s*)?<svg[\s>]", re.I | re.S
)
XML = re.compile(rb"\s*<\?xml", re.IGNORECASE)
SCRIPT = re.compile(rb"#!\s*/")


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(starts)


def _boxes(*brands: bytes) -> Callable[[bytes], bool]:
    """Files of the family of MP4: https://www.iana.org/assignments/media-types/video/mp4 and its like."""
    return lambda head: head[4:8] == b"ftyp" and head[8:12].startswith(brands)


def _is_text(head: bytes) -> bool:
    """No control character but tab, line feed, form feed and carriage return; UTF-16 is for none of our kinds."""
    return not any(byte < 32 and byte not in b"\t\n\f\r" for byte in head) and b"\x7f" not in head


TESTS: dict[str, tuple[str, Callable[[bytes], bool]]] = {  # the first that holds
    "pdf": ("PDF", lambda head: head.lstrip().startswith(b"%PDF-")),
    "jpeg": ("JPEG", _begins(b"\xff\xd8\xff")),
    "png": ("PNG", _begins(b"\x89PNG\r\n\x1a\n")),
    "gif": ("GIF", _begins(b"GIF87a", b"GIF89a")),
    "webp": ("WebP", lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
    "avif": ("AVIF", _boxes(b"avif", b"avis")),
    "heic": ("HEIC", _boxes(b"heic", b"heix", b"hevc", b"mif1", b"msf1")),
    "mp4": ("MP4", _boxes(b"isom", b"iso", b"mp4", b"avc1", b"M4V", b"MSNV", b"dash", b"f4v", b"qt")),
    "webm": ("WebM", _begins(b"\x1aE\xdf\xa3")),
    "zip": ("ZIP", _begins(b"PK\x03\x04")),
    "empty_zip": ("ZIP", _begins(b"PK\x05\x06")),
    "ole": (gettext_noop("an old or encrypted Office file"), _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    "rtf": ("RTF", _begins(b"{\\rt")),
    "program": (
        gettext_noop("a program"),
        _begins(b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"),
    ),
    "script": (gettext_noop("a script"), lambda head: SCRIPT.match(head) is not None),
    "archive": (
        gettext_noop("a compressed archive"),
        _begins(b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"),
    ),
    "tiff": ("TIFF", _begins(b"II*\0", b"MM\0*")),
    "photoshop": ("PSD", _begins(b"8BPS")),
    "postscript": ("PostScript", _begins(b"%!PS")),
    "svg": (gettext_noop("an SVG drawing"), lambda head: DRAWING.match(head) is not None),
    "page": (gettext_noop("a web page"), lambda head: PAGE.match(head) is not None),
    "xml": ("XML", lambda head: XML.match(head) is not None),
    "text": (gettext_noop("text"), _is_text),
}
HOLDS = {  # what a file must be that has this suffix, where it is not the suffix itself
    "jpg": "jpeg",
    **dict.fromkeys(("docx", "pptx", "xlsx", "odt"), "zip"),
    **dict.fromkeys(("csv", "txt", "vtt"), "text"),
}


def recognised(content: bytes) -> str:
    """A key of TESTS, or the empty string."""
    head = content[:HEAD].removeprefix(b"\xef\xbb\xbf")
    return next((kind for kind, (_name, holds) in TESTS.items() if holds(head)), "")


def check(content: bytes, suffix: str) -> None:
    """ValidationError for content that is not what its name says."""
    found = recognised(content)
    if found == HOLDS.get(suffix, suffix):
        return
    what = _(TESTS[found][0]) if found else _("something else")
    raise ValidationError(
        _(
            "This file is named .%(suffix)s, but what it holds is %(what)s. "
            "Export it again as .%(suffix)s from the program that made it."
        )
        % {"suffix": suffix, "what": what}
    )

"""Word, Excel, PowerPoint and OpenDocument files: no macro, no object, nothing fetched from elsewhere, no author.

A macro is refused, not taken out: the author must know that the file is not whole without it.
"""

import re
import zipfile
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import archives

TYPES = "[Content_Types].xml"
MACROS = re.compile(r"vbaProject|vbaData|macroEnabled|/macrosheets/|/dialogsheets/|customUI/", re.IGNORECASE)
OBJECTS = re.compile(r"/activeX/|/embeddings/(?![^/]+\.xlsx$)|oleObject|/ctrlProps/", re.IGNORECASE)
# Links of a reader's own choice may lead out; what a program opens by itself may not.
FOLLOWED = re.compile(r"/(?:hyperlink|externalLinkPath|video|audio)$|/xlPathMissing$", re.IGNORECASE)
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
IS_OUTER = re.compile(rb"""TargetMode\s*=\s*["']External["']""", re.IGNORECASE)
KIND = re.compile(rb"""\bType\s*=\s*["']([^"']*)["']""")
TARGET = re.compile(rb"""\bTarget\s*=\s*["']\s*([^"']*)["']""")
SAFE_TARGET = re.compile(rb"(?:https?:|mailto:|tel:|ftp:|#|[^:]*$)", re.IGNORECASE)
FIELDS = re.compile(rb"\bDDE(?:AUTO)?\b|<(?:\w+:)?ddeLink\b|<(?:\w+:)?oleLink\b", re.IGNORECASE)
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ODF_MACROS = re.compile(r"^(?:Basic|Scripts|ObjectReplacements/.*\.bin)(?:/|$)", re.IGNORECASE)
ODF_LISTENERS = re.compile(
    rb"<(?:script:event-listener|office:scripts>\s*<|office:dde-source|text:dde-connection)"
)
# Who wrote it, for whom, with what: emptied. https://www.iso.org/standard/71691.html, 11.1 and 15.2.12
PEOPLE = re.compile(
    rb"(<(dc:creator|cp:lastModifiedBy|Manager|Company|Template|HyperlinkBase|meta:initial-creator"
    rb"|meta:printed-by|meta:generator|dc:publisher)(?:\s[^>]*)?>)[^<]*(</\2>)"
)
DESCRIBED_IN = {"docProps/core.xml", "docProps/app.xml", "meta.xml"}
OUGHT_TO_HOLD = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}


def _macros() -> ValidationError:
    return ValidationError(
        _(
            "This file holds macros or objects that would run on a reader's computer: save it without them, or as PDF."
        )
    )


def _outer() -> ValidationError:
    return ValidationError(
        _(
            "This file fetches something from another place when it is opened: save it as PDF, or break its links."
        )
    )


def cleaned_ooxml(content: bytes) -> bytes:
    return archives.rewritten(_ooxml_parts(content, depth=0))


def _ooxml_parts(content: bytes, depth: int) -> Iterator[tuple[str, bytes, int]]:
    seen = set()
    for row, part in archives.parts(content):
        name = row.filename
        seen.add(name)
        if MACROS.search(name) or OBJECTS.search(name):
            raise _macros()
        if name.lower().endswith(".xlsx"):  # the figures behind a chart
            if depth:
                raise _macros()
            part = archives.rewritten(_ooxml_parts(part, depth + 1))
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(name, part)
            part = _anonymous(name, part)
        yield name, part, row.compress_type
    if TYPES not in seen or not any(name.startswith(tuple(OUGHT_TO_HOLD)) for name in seen):
        raise archives.damaged()


def _check_xml(name: str, part: bytes) -> None:
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part[:64]:
        raise archives.damaged()  # UTF-16, which no office program writes here, would hide from what follows
    if DECLARATION.search(part):
        raise archives.damaged()
    if name == TYPES and MACROS.search(part.decode("utf-8", "replace")):
        raise _macros()
    if FIELDS.search(part):
        raise _macros()
    for relation in RELATION.findall(part) if name.endswith(".rels") else ():
        if IS_OUTER.search(relation):
            _check_outer(relation)


def _check_outer(relation: bytes) -> None:
    kind, target = KIND.search(relation), TARGET.search(relation)
    if not kind or not FOLLOWED.search(kind[1].decode("utf-8", "replace")):
        raise _outer()
    if kind[1].endswith(b"hyperlink") and not (target and SAFE_TARGET.match(target[1])):
        raise _outer()


def _anonymous(name: str, part: bytes) -> bytes:
    return PEOPLE.sub(rb"\1\3", part) if name in DESCRIBED_IN else part


def cleaned_odf(content: bytes) -> bytes:
    return archives.rewritten(_odf_parts(content))


def _odf_parts(content: bytes) -> Iterator[tuple[str, bytes, int]]:
    """https://docs.oasis-open.org/office/OpenDocument/v1.3/: `mimetype` comes first and is not packed."""
    for number, (row, part) in enumerate(archives.parts(content)):
        name = row.filename
        is_first = number == 0
        if is_first and (name, part.strip()) != ("mimetype", b"application/vnd.oasis.opendocument.text"):
            raise archives.damaged()
        if ODF_MACROS.match(name):
            raise _macros()
        if name.endswith((".xml", ".rdf")):
            if DECLARATION.search(part) or b"\0" in part[:64]:
                raise archives.damaged()
            if ODF_LISTENERS.search(part):
                raise _macros()
            part = _anonymous(name, part)
        yield name, part, zipfile.ZIP_STORED if is_first else zipfile.ZIP_DEFLATED

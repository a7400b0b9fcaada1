"""From a PDF on the standard input to a clean one on the standard output. A program: it imports nothing of ours.

What is kept is what is seen and read aloud: pages, fonts, tags, outline, links, title, language, fields to fill in.
"""

import resource
import sys
from collections.abc import Iterator
from io import BytesIO

OPENS_BY_PASSWORD, TOO_MUCH, DAMAGED = 10, 11, 12
MEMORY = 768 * 1024 * 1024  # bytes of addresses
COMPUTING = 20  # seconds
LARGEST_STREAM = 128 * 1024 * 1024

KEPT_ACTIONS = {"/GoTo", "/URI", "/Named", "/ResetForm", "/SetOCGState"}
DROPPED_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition"}
DROPPED_ACTIONS |= {"/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView", "/Thread", "/Trans", "/Hide"}
SCHEMES = (b"http:", b"https:", b"mailto:", b"tel:")
DROPPED_ANNOTATIONS = {
    "/FileAttachment",
    "/RichMedia",
    "/Screen",
    "/Movie",
    "/Sound",
    "/3D",
    "/TrapNet",
    "/Projection",
}
# Wherever they stand: code, automatic actions, attachments, programs' own notes, descriptions with names.
DROPPED_KEYS = {
    "/AA",
    "/JS",
    "/XFA",
    "/EF",
    "/RF",
    "/AF",
    "/PieceInfo",
    "/OpenAction",
    "/Collection",
    "/SpiderInfo",
}
DROPPED_KEYS |= {
    "/NeedsRendering",
    "/RichMediaContent",
    "/RichMediaSettings",
    "/Requirements",
    "/Legal",
    "/DSS",
}
DROPPED_NAMES = {"/JavaScript", "/EmbeddedFiles", "/AlternatePresentations", "/Renditions", "/URLS", "/IDS"}
ACTION_KEYS = ("/A", "/PA", "/Next")
CLAIMS = (  # of the description, what assistive software relies on
    ("http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part"),
    ("http://www.aiim.org/pdfa/ns/id/", "pdfaid", "part"),
    ("http://www.aiim.org/pdfa/ns/id/", "pdfaid", "conformance"),
)


def _bind() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING, COMPUTING))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def clean(content: bytes) -> bytes:
    import pikepdf

    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
        dct_max_memory=LARGEST_STREAM,
        doc_max_warnings=1_000,
    )
    with pikepdf.open(BytesIO(content)) as pdf:
        if not len(pdf.pages):
            raise ValueError("no page")
        description = _description(pdf)
        for thing in _things(pdf):
            _clean_dictionary(thing)
        _clean_names(pdf.Root)
        _describe(pdf, description)
        output = BytesIO()
        pdf.save(
            output,
            encryption=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
            deterministic_id=True,
        )
    return output.getvalue()


def _things(pdf) -> Iterator:
    """Every dictionary of the file, those of streams and those within others with them."""
    import pikepdf

    containers = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)
    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            _clean_array(thing)
            children = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            children = [thing[key] for key in thing.keys()]  # noqa: SIM118 – a Stream is not a mapping
        else:
            continue
        # What has a number of its own is in the list of objects.
        waiting += [child for child in children if isinstance(child, containers) and not child.is_indirect]


def _clean_array(array) -> None:
    """Of an array of annotations those leave that play or carry something."""
    for place in reversed(range(len(array))):
        if _name(array[place], "/Subtype") in DROPPED_ANNOTATIONS:
            del array[place]


def _clean_dictionary(thing) -> None:
    import pikepdf

    for key in DROPPED_KEYS & set(thing.keys()):
        del thing[key]
    if "/Metadata" in thing:
        del thing["/Metadata"]
    if isinstance(thing, pikepdf.Stream):  # one whose bytes lie in another file
        for key in {"/F", "/FFilter", "/FDecodeParms"} & set(thing.keys()):
            del thing[key]
    if _name(thing, "/S") in DROPPED_ACTIONS or _is_bad_link(thing):
        for key in set(thing.keys()) - {"/Length", "/Filter", "/DecodeParms"}:
            del thing[key]
    for key in ACTION_KEYS:
        if key in thing and _is_unknown_action(thing[key]):
            del thing[key]


def _is_bad_link(thing) -> bool:
    import pikepdf

    if "/URI" not in thing or not isinstance(thing["/URI"], pikepdf.String):
        return False
    address = bytes(thing["/URI"]).strip().lower()
    return not address.startswith(SCHEMES) and (b":" in address or address.startswith((b"\\\\", b"//")))


def _is_unknown_action(action) -> bool:
    """An attribute of a tagged element has the same key, and an owner."""
    import pikepdf

    if not isinstance(action, pikepdf.Dictionary) or "/O" in action:
        return False
    return _name(action, "/S") not in KEPT_ACTIONS


def _name(thing, key: str) -> str:
    import pikepdf

    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) or key not in thing:
        return ""
    return str(thing[key]) if isinstance(thing[key], pikepdf.Name) else ""


def _clean_names(root) -> None:
    import pikepdf

    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for key in DROPPED_NAMES & set(names.keys()):
            del names[key]


def _description(pdf) -> dict[str, str]:
    """Title and claims of accessibility, as the file gives them."""
    import pikepdf

    found = {"title": str(pdf.docinfo["/Title"])} if "/Title" in pdf.docinfo else {}
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            found |= {f"{{{space}}}{name}": metadata.get(f"{{{space}}}{name}") for space, _, name in CLAIMS}
            found["title"] = found.get("title") or metadata.get("dc:title")
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, SyntaxError):
        pass  # a description that cannot be read is one less to remove
    return {name: str(value)[:500] for name, value in found.items() if value}


def _describe(pdf, description: dict[str, str]) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if "title" in description:
        pdf.docinfo["/Title"] = description["title"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for space, prefix, _ in CLAIMS:
            metadata.register_xml_namespace(space, prefix)
        for name, value in description.items():
            metadata["dc:title" if name == "title" else name] = value


def main() -> int:
    _bind()
    try:
        import pikepdf

        result = clean(sys.stdin.buffer.read())
    except MemoryError:
        return TOO_MUCH
    except pikepdf.PasswordError:
        return OPENS_BY_PASSWORD
    except Exception:  # whatever it is, nothing comes out
        return DAMAGED
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())

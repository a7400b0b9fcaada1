"""One page of text as PDF: real letters to copy and to read aloud, tagged headings and paragraphs, a language.

Helvetica, which every reader has, in the characters of Windows-1252. No picture, no second page.
"""

import unicodedata

WIDTHS = (  # Helvetica, from the space to the tilde, in thousandths of the size
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556,) * 10,
    *(
        278,
        278,
        584,
        584,
        584,
        556,
        1015,
        667,
        667,
        722,
        722,
        667,
        611,
        778,
        722,
        278,
        500,
        667,
        556,
        833,
        722,
    ),
    *(
        778,
        667,
        778,
        722,
        667,
        611,
        722,
        667,
        944,
        667,
        667,
        611,
        278,
        278,
        278,
        469,
        556,
        333,
        556,
        556,
        500,
    ),
    *(
        556,
        556,
        278,
        556,
        556,
        222,
        222,
        500,
        222,
        833,
        556,
        556,
        556,
        556,
        333,
        500,
        278,
        556,
        500,
        722,
        500,
    ),
    *(500, 500, 334, 260, 334, 584),
)
PAGE = (595, 842)  # A4, in points
MARGIN = 64
STYLES = {"h1": ("F2", 22, 28), "h2": ("F2", 13, 18), "p": ("F1", 11, 16)}  # font, size, line
GAPS = {"h1": 20, "h2": 4, "p": 14}
BOLDER = 1.08  # the bold face is a little wider


def make(title: str, language: str, parts: list[tuple[str, str]]) -> bytes:
    """`parts`: pairs of h1, h2 or p and its text. ValueError where they do not fit on the page."""
    commands, height = [], PAGE[1] - MARGIN - 16
    for number, (style, text) in enumerate(parts):
        font, size, step = STYLES[style]
        lines = _wrapped(text, size * (BOLDER if font == "F2" else 1))
        shown = b" T* ".join(_string(line) + b" Tj" for line in lines)
        head = f"/{style.upper()} <</MCID {number}>> BDC BT /{font} {size} Tf {step} TL {MARGIN} {height} Td "
        commands.append(head.encode() + shown + b" ET EMC")
        height -= step * len(lines) + GAPS[style]
    if height < MARGIN:
        raise ValueError(f"Too long for one page: {title}")
    band = f"/Artifact BMC 0.04 0.17 0.36 rg 0 {PAGE[1] - 24} {PAGE[0]} 24 re f EMC 0.1 0.1 0.15 rg".encode()
    return _file(title, language, [style for style, _text in parts], b"\n".join([band, *commands]))


def _width(text: str) -> float:
    plain = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return sum(WIDTHS[ord(letter) - 32] if 32 <= ord(letter) < 127 else 556 for letter in plain) / 1000


def _wrapped(text: str, size: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):  # a no-break space holds
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer) * size > PAGE[0] - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _string(text: str) -> bytes:
    narrow = text.replace("\u202f", "\u00a0").encode("cp1252")
    return b"(" + narrow.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def _file(title: str, language: str, styles: list[str], content: bytes) -> bytes:
    name = b"<feff" + title.encode("utf-16-be").hex().encode() + b">"
    first = 9  # the number of the first paragraph's object
    marks = b" ".join(f"{first + number} 0 R".encode() for number in range(len(styles)))
    objects = [
        b"<</Type /Catalog /Pages 2 0 R /Lang (%s) /MarkInfo <</Marked true>> /StructTreeRoot 7 0 R "
        b"/ViewerPreferences <</DisplayDocTitle true>>>>" % language.encode(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 6 0 R /StructParents 0 /Tabs /S "
        b"/Resources <</Font <</F1 4 0 R /F2 5 0 R>>>>>>" % PAGE,
        *(
            b"<</Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding>>" % face
            for face in (b"Helvetica", b"Helvetica-Bold")
        ),
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type /StructTreeRoot /K [%s] /ParentTree <</Nums [0 [%s]]>> /ParentTreeNextKey 1>>"
        % (marks, marks),
        b"<</Title %s /Producer (AP-HP newsroom)>>" % name,
        *(
            b"<</Type /StructElem /S /%s /P 7 0 R /Pg 3 0 R /K %d>>" % (style.upper().encode(), number)
            for number, style in enumerate(styles)
        ),
    ]
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    """The file: catalogue first, the title's object eighth."""
    output, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows)
    trailer = b"trailer\n<</Size %d /Root 1 0 R /Info 8 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        count,
        len(output),
    )
    return output + table + trailer

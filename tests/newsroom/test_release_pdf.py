"""The PDF of a release: what it says, to whom, and what the printer can't be made to do."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdf
import pytest

from newsroom.models import ReleaseFile
from newsroom.outputs import serializer
from newsroom.outputs.structure import Callout, Document, Film, Paragraph, Picture, Span, Table
from newsroom.printing import NotPrinted, Printer
from newsroom.takeaway import making, paper, paper_blocks, prints
from tests import factories
from tests.crawl import ask
from tests.kept import kept

from .test_outputs import ADDRESS, _bare, write_complete
from .test_structured_data import records

BOTTOMLESS = "<div>" * 1200  # deeper than the printer can go
FONTS_OF_THE_SITE = "Newsreader"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def press():
    """One process for all that is printed here."""
    with prints.printer() as printer:
        yield printer


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, press):
    with kept(django_db_blocker) as site:
        page = write_complete(site)
        making.make(page.pk, press)
        yield factories.fresh(page)


def _pdf(page, language: str = "fr") -> ReleaseFile:
    return ReleaseFile.objects.get(page=page.pk, kind="pdf", language=language)


def _elements(pdf: pikepdf.Pdf) -> list:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing
    ]


def _marks(page: pikepdf.Page) -> list[str]:
    """What each piece of text of a page is marked as; empty for one that is not marked."""
    found, open_marks = [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            open_marks.append(str(operands[0]))
        elif name == "EMC":
            open_marks.pop()
        elif name in {"Tj", "TJ", "Do"}:
            found.append("".join(open_marks))
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pdf_is_tagged_for_those_who_listen_to_it(made, language):
    """PDF/UA-1 by its structure; no validator of it can be installed here."""
    with pikepdf.open(BytesIO(_pdf(made, language).file.read())) as pdf:
        root, title = pdf.Root, pypdf.PdfReader(BytesIO(_pdf(made, language).file.read())).metadata.title
        assert root.Lang == language and root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle
        assert (
            title
            == {"fr": "Un rein qui attend\u00a0: 312 patients", "en": "A kidney that waits: 312 patients"}[
                language
            ]
        )
        with pdf.open_metadata() as description:
            assert description["pdfuaid:part"] == "1"
            assert description["dc:creator"] == ["Assistance publique – Hôpitaux de Paris (AP-HP)"]
        kinds = [str(element.S)[1:] for element in _elements(pdf)]
        assert {
            "H1",
            "H2",
            "H3",
            "P",
            "L",
            "LI",
            "LBody",
            "Table",
            "TR",
            "TH",
            "TD",
            "Figure",
            "Link",
        } <= set(kinds)
        assert kinds.count("H1") == 1
        figures = [element for element in _elements(pdf) if element.S == "/Figure"]
        assert {str(figure.Alt) for figure in figures} == {{"fr": "Un rein", "en": "A kidney"}[language]}
        headings = [element for element in _elements(pdf) if element.S == "/TH"]
        assert {str(heading.A.Scope) for heading in headings} == {"/Column", "/Row"}
        assert all(link.Contents for page in pdf.pages for link in page.get("/Annots", []))
        assert [mark for page in pdf.pages for mark in _marks(page) if not mark] == []
        assert all(page.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page)


def test_the_fonts_are_in_it_and_are_those_of_the_site(made):
    fonts = set()
    for page in pypdf.PdfReader(BytesIO(_pdf(made).file.read())).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert "/FontFile2" in inner or "/FontFile3" in inner
            fonts.add(font["/BaseFont"].partition("+")[2].partition("-")[0])
    assert fonts == {FONTS_OF_THE_SITE}


def _is_in(printed: str, words: str) -> bool:
    tight = words.replace(" ", "").rstrip(":.")
    return tight in printed or tight.replace(":", "") in printed


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pdf_says_what_the_other_forms_say(made, client, language):
    reader = pypdf.PdfReader(BytesIO(_pdf(made, language).file.read()))
    printed = _bare(" ".join(page.extract_text() for page in reader.pages)).replace(" ", "")
    text = client.get(f"{ADDRESS[language]}{'texte/' if language == 'fr' else 'text/'}").content.decode()
    own = ("IMAGES", "PICTURES", "LIENS", "LINKS", "CORRECTIONS", "http", "[1] ", "[2] ", "[3] ", "AP-HP –")
    lines = [line for line in text.splitlines() if line and not line.startswith(own)]
    assert len(lines) > 30
    missing = []
    for line in lines:
        bare = _bare(re.sub(r"–|\t| \[\d\]", "", line))
        # A fact's name stands in a cell of its own.
        if not _is_in(printed, bare) and not all(
            _is_in(printed, part) for part in re.split(r"\s?: ", bare, maxsplit=1)
        ):
            missing.append(line)
    assert missing == []
    assert [bookmark.title for bookmark in reader.outline if not isinstance(bookmark, list)]


def test_every_page_says_which_version_of_which_release_it_is(made):
    foot = "CP-2026-001 · Version 2, "
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(_pdf(made).file.read())).pages]
    assert len(pages) > 1
    assert all(
        made.reference in page and "Version 2, " in page and "(heure de Paris, UTC+" in page for page in pages
    ), foot
    assert f"1 / {len(pages)}" in pages[0]
    assert ADDRESS["fr"] in pages[-1].replace("\n", "")


HOSTILE = """<html lang="fr"><head><title>x</title>
<link rel="stylesheet" href="file:///etc/hostname"><link rel="attachment" href="file:///etc/passwd">
<style>@import url("http://127.0.0.1:9/a.css"); body { background: url("http://127.0.0.1:9/b.png") }</style></head>
<body><p>Reste</p><img alt="x" src="file:///etc/passwd"><img alt="y" src="http://127.0.0.1:9/c.png">
<object data="file:///etc/passwd"></object><svg><image href="file:///etc/passwd"/></svg></body></html>"""


def test_the_printer_reads_nothing_but_what_it_is_given(press, tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text('p::after { content: "SECRET" }')
    hostile = HOSTILE.replace("file:///etc/hostname", secret.as_uri())
    with pikepdf.open(BytesIO(press.print(hostile, {}))) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {}) and len(pdf.attachments) == 0
    text = pypdf.PdfReader(BytesIO(press.print(hostile, {}))).pages[0].extract_text()
    assert "Reste" in text and "SECRET" not in text


def test_words_of_a_release_are_no_markup():
    hostile = '<img src="file:///etc/passwd"><script>'
    blocks = [Paragraph((Span(hostile),)), Table(hostile, (hostile,), ((hostile,),)), Callout(hostile, ())]
    written = paper_blocks.write(
        [*blocks, Picture('"><script>', "", '"><script>', hostile, hostile, hostile, 1, 1, 1)]
    )
    assert not re.search(r"<img src=.file|<script", written)
    assert written.count("&lt;script&gt;") == 10


def test_one_that_takes_too_long_stops_no_other():
    with Printer(paper.resources(), patience=0.01) as printer:
        with pytest.raises(NotPrinted):
            printer.print("<p>mot " * 10_000, {})
        printer.patience = 60
        assert printer.print("<p>Bref</p>", {}).startswith(b"%PDF-")


def test_one_that_the_printer_cannot_bear_stops_no_other(press):
    with pytest.raises(NotPrinted, match="RecursionError"):
        press.print(BOTTOMLESS, {})
    assert press.print("<p>Bref</p>", {}).startswith(b"%PDF-")


def test_then_the_page_links_it_with_its_weight(made, client):
    for language in ("fr", "en"):
        page = client.get(ADDRESS[language]).content.decode()
        assert f'href="{ADDRESS[language]}pdf/" type="application/pdf"' in page
        response = client.get(f"{ADDRESS[language]}pdf/")
        assert response["Content-Language"] == language
        assert response["Content-Disposition"].startswith('inline; filename="cp-20')
        assert response["Link"].endswith(f'{ADDRESS[language]}>; rel="canonical"')
        assert response["Cache-Control"].startswith("public, max-age=")
    part = client.get(f"{ADDRESS['fr']}pdf/", headers={"range": "bytes=0-3"})
    assert (part.status_code, b"".join(part)) == (206, b"%PDF")
    again = client.get(
        f"{ADDRESS['fr']}pdf/", headers={"if-none-match": client.get(f"{ADDRESS['fr']}pdf/")["ETag"]}
    )
    assert again.status_code == 304


def test_the_server_in_front_sends_it(made, client, settings):
    settings.FILES_INTERNAL_PREFIX = "/_files/"
    response = client.get(f"{ADDRESS['fr']}pdf/")
    assert response["X-Accel-Redirect"] == f"/_files/{_pdf(made).file.name}"


def test_the_stored_name_is_no_address(made):
    name = _pdf(made).file.name
    assert [ask(f"{prefix}{name}").status for prefix in ("/images/", "/documents/", "/")] == [
        404,
        404,
        404,
    ]


def test_the_structure_is_all_that_is_printed(made):
    """Nothing of a page that the structure leaves out."""
    written = paper.write(serializer.release(made))
    assert "admin" not in written and "consent" not in written and paper.MADE_ON in written


def test_search_engines_are_told_of_the_file_and_of_the_rights_of_the_picture(made, client):
    article = records(client, ADDRESS["en"])["NewsArticle"]
    (pdf,) = article["encoding"]
    assert pdf["contentUrl"].endswith(f"{ADDRESS['en']}pdf/")
    (picture,) = article["image"]
    assert picture["caption"] == "The kidney." and picture["copyrightNotice"].startswith(
        "AP-HP. Free for editorial use"
    )
    assert (article["version"], article["keywords"]) == (2, ["Cardiology"])


def test_addresses_of_links_are_spelt_out_on_paper(made):
    """But that of a document, which stands alone."""
    first = Paragraph((Span("Un lien", href="https://example.org/a"), Span(" au début.")))
    film, document = (
        Film("Film", "https://example.org/f"),
        Document("Dossier", "https://example.org/d", "PDF", 1),
    )
    release = replace(serializer.release(made), blocks=(first, film, document), picture=None)
    spelt = re.findall(r'class="address">\((.*?)\)', paper.write(release))
    assert spelt == ["https://example.org/a", "https://example.org/f"]

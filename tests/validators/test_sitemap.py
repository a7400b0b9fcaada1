"""sitemap.xml and its index before outside eyes.

The published schema of the sitemap protocol and that of XHTML 1.0 judge the entries and their alternates; no package
holds the schemas of the index and of the news extension, so that the npm package `sitemap` judges those: what it
does not know, what is missing and what it cannot read is an error.
"""

from xml.etree import ElementTree

import pytest
import xmlschema

from newsroom import sitemaps
from tests import factories

from . import tools

SCHEMA = "sitemap/schema/sitemap.xsd"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}news"
needs_both = pytest.mark.needs("node", SCHEMA)


def against_the_schema(*documents: bytes) -> list[list[str]]:
    """The faults of each. News is left out: the schema lets nothing in that no schema describes."""
    # The schema of XHTML comes with xmlschema, which knows it by its namespace.
    schema = xmlschema.XMLSchema(tools.PACKAGES / SCHEMA)
    roots = [ElementTree.fromstring(document) for document in documents]
    for entry in (entry for root in roots for entry in root):
        for news in entry.findall(NEWS):
            entry.remove(news)
    return [[f"{error.path}: {error.reason}" for error in schema.iter_errors(root)] for root in roots]


@needs_both
def test_sitemaps_are_valid(answers):
    """One file, the parts of a large site and their index; among the entries are alternates and news."""
    folder = answers / "sitemaps"
    entries = [file.read_bytes() for file in folder.glob("*.xml") if file.name != "index.xml"]
    assert len(entries) > 2
    whole = (folder / "whole.xml").read_text()
    assert "<xhtml:link" in whole and "<news:news>" in whole
    assert against_the_schema(*entries) == [[]] * len(entries)
    assert tools.run_script("sitemap.mjs", folder) == {}


@needs_both
def test_the_schema_notices_faults(client, site):
    factories.english_release(site, title_fr="Rein & cœur <1>")
    right = client.get("/sitemap.xml").content
    wrong = [
        right.replace(b"<lastmod>2", b"<lastmod>about 2"),
        right.replace(b"</lastmod>", b"</lastmod><lastmod>2026-11-25</lastmod>"),
        right.replace(b"loc>", b"place>"),
        right.replace(b'hreflang="en"', b'hreflang="English, please"'),
        right.replace(b"xhtml:link", b"xhtml:alternate"),
    ]
    assert against_the_schema(right) == [[]]
    assert all(against_the_schema(*wrong))


@needs_both
def test_the_reader_notices_faults(client, site, tmp_path, monkeypatch):
    factories.english_release(site)
    right = client.get("/sitemap.xml").content
    monkeypatch.setattr(sitemaps, "PAGES_A_FILE", 3)
    index = client.get("/sitemap.xml").content
    faults = {
        "right.xml": right,
        "right-index.xml": index,
        "language.xml": right.replace(b"<news:language>en", b"<news:language>English"),
        "date.xml": right.replace(b"<news:publication_date>2", b"<news:publication_date>about 2"),
        "element.xml": right.replace(b"news:title>", b"news:headline>"),
        "name.xml": right.replace(b"<news:name>AP-HP newsroom</news:name>", b""),
        "alternate.xml": right.replace(b' rel="alternate"', b""),
        "address-index.xml": index.replace(b"<loc>http:", b"<loc>file:"),
        "element-index.xml": index.replace(b"loc>", b"address>"),
    }
    for name, document in faults.items():
        (tmp_path / name).write_bytes(document)
    found = tools.run_script("sitemap.mjs", tmp_path)
    assert set(faults) - set(found) == {"right.xml", "right-index.xml"}

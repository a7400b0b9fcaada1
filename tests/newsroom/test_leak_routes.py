"""The table of docs/visibility.md names tests that exist; and what it closes by not being there is not there."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.crawl import ask

TESTS = Path(__file__).resolve().parent.parent
ROUTE = re.compile(r"^\| (\d+) \| .+ \| `(?:tests/)?(\S+)::(\w+)` \|$", re.M)
ROUTES = ROUTE.findall((TESTS.parent / "docs" / "visibility.md").read_text())


def _functions(path: Path) -> set[str]:
    return {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}


def test_there_are_thirty_six():
    assert [int(number) for number, _file, _test in ROUTES] == list(range(1, 37))


@pytest.mark.parametrize(("number", "file", "test"), ROUTES, ids=[row[0] for row in ROUTES])
def test_each_route_names_a_test_that_exists(number, file, test):
    path = TESTS / file if "/" in file else TESTS / "newsroom" / file
    assert test in _functions(path)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/api/v2/images/",
            "/api/v2/documents/",
            "/api/v2/redirects/",
            "/api/v2/pages/find/",
            "/api/v3/pages/",
        ),
        *("/documents/1/dossier.pdf", "/images/signed/1/width-30/", "/_util/authenticate_with_password/1/1/"),
    ],
)
def test_what_wagtail_offers_and_would_tell_is_not_there(site, address):
    assert ask(address).status == 404
    absent = {"wagtail.api.v2", "wagtail.contrib.search_promotions", "wagtail.contrib.frontend_cache"}
    assert absent & set(settings.INSTALLED_APPS) == set()


def test_the_admin_calls_no_other_site():
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAILEMBEDS_FINDERS == []

"""Both languages in one page: routing, slugs, redirects, the page without English."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect

from newsroom import clock

from .. import factories
from .forms import publish_from_editor

FR, EN = "/fr/communiques-de-presse/", "/en/press-releases/"


@pytest.fixture
def release(site):
    return factories.english_release(
        site, slug="accord", slug_en="agreement", title_fr="Accord", title_en="Agreement"
    )


@pytest.fixture
def french_only(site):
    return factories.public_release(
        site, slug="seulement", slug_en="only", title_fr="Seulement", title_en="Secret"
    )


@pytest.mark.parametrize(
    ("asked", "status", "target"),
    [
        (f"{FR}accord/", 200, None),
        (f"{EN}agreement/", 200, None),
        (f"{EN}accord/?a=1", 301, f"{EN}agreement/?a=1"),
        ("/en/communiques-de-presse/accord/", 301, f"{EN}agreement/"),
        ("/en/communiques-de-presse/agreement/", 301, f"{EN}agreement/"),
        ("/fr/press-releases/agreement/", 301, f"{FR}accord/"),
        ("/fr/press-releases/rss/?type=communique", 301, f"{FR}rss/?type=communique"),
        ("/en/communiques-de-presse/feed.json", 301, f"{EN}feed.json"),
        (f"{EN}agreement", 301, f"{EN}agreement/"),
        (f"{FR}rien/", 404, None),
        (f"{FR}accord/rien/", 404, None),
    ],
)
def test_an_address_in_either_language_leads_to_the_page(release, client, asked, status, target):
    response = client.get(asked)
    assert (response.status_code, response.headers.get("Location")) == (status, target)


def test_english_that_is_not_public_is_no_address(french_only, client):
    assert client.get(f"{EN}seulement/").status_code == 200
    assert client.get(f"{EN}only/").status_code == client.get(f"{FR}only/").status_code == 404


def test_a_page_without_english_says_so_and_shows_the_french(french_only, client):
    html = client.get(f"{EN}seulement/").content.decode()
    assert '<html lang="en">' in html
    assert "This page is available in French only." in html
    assert re.search(r'<article [^>]*lang="fr">(?:(?!</article>).)*<h1>Seulement</h1>', html, re.S)
    assert "Secret" not in html
    assert 'rel="canonical" href="http://localhost/fr/communiques-de-presse/seulement/"' in html
    assert "hreflang" not in html.split("</head>")[0]


def test_a_page_in_both_languages_names_its_alternates(release, client):
    head = client.get(f"{EN}agreement/").content.decode().split("</head>")[0]
    for code, path in (("fr", f"{FR}accord/"), ("en", f"{EN}agreement/"), ("x-default", f"{FR}accord/")):
        assert f'hreflang="{code}" href="http://localhost{path}"' in head


def test_english_waits_for_its_own_hour(site, client):
    hour = factories.minute(timedelta(hours=1))
    factories.english_release(
        site, slug="accord", slug_en="agreement", title_en="Agreement", english_go_live_at=hour
    )
    assert client.get(f"{EN}agreement/").status_code == 404
    assert "Agreement" not in client.get(f"{EN}accord/").content.decode()
    with clock.shifted(timedelta(hours=1)):
        assert client.get(f"{EN}accord/").headers["Location"] == f"{EN}agreement/"
        assert "Agreement" in client.get(f"{EN}agreement/").content.decode()


def test_an_exact_match_in_the_asked_language_wins(site, client):
    site_page = factories.public_release(site, slug="greffe", title_fr="La greffe")
    factories.standard_page(site.home, slug="greffe-info", slug_en="transplant", title_en="Transplant")
    assert client.get(f"{FR}greffe/").context["page"].pk == site_page.pk


@pytest.mark.parametrize("field", ["slug", "slug_en"])
def test_a_slug_of_a_public_page_is_refused_with_a_readable_error(site, release, field):
    page = factories.draft_release(site, slug="autre", slug_en="other", title_en="Other")
    setattr(page, field, "accord" if field == "slug" else "agreement")
    with pytest.raises(ValidationError) as refusal:
        page.save_revision()
    assert field in refusal.value.message_dict


def test_a_reserved_address_is_refused_as_a_slug(site):
    with pytest.raises(ValidationError) as refusal:
        factories.draft_release(site, slug="rss")
    assert "rss" in str(refusal.value)


def test_a_hidden_page_takes_no_slug_from_a_public_one(site):
    hidden = factories.draft_release(site, slug="fusion")
    public = factories.public_release(site, slug="fusion")
    assert public.slug == "fusion"
    assert factories.publish(hidden).slug == "fusion-2"


def test_a_page_waiting_for_a_later_hour_gives_way(site, client):
    waiting = factories.scheduled_release(site, slug="fusion", slug_en="merger")
    factories.public_release(site, slug="fusion")
    with clock.shifted(timedelta(hours=2)):
        assert client.get(f"{FR}fusion-2/").context["page"].pk == waiting.pk
        assert client.get(f"{FR}fusion/").status_code == 200


def test_a_changed_address_redirects_in_both_languages(release, editor):
    assert publish_from_editor(editor, release, slug="accord-2", slug_en="agreement-2").status_code == 302
    editor.logout()
    assert editor.get(f"{FR}accord/").headers["Location"] == f"{FR}accord-2/"
    assert editor.get(f"{EN}agreement/").headers["Location"] == f"{EN}agreement-2/"


def test_a_moved_section_takes_its_pages_along(site, release, client):
    page = factories.fresh(site.newsroom)
    page.slug, page.slug_en = "actualites", "news"
    page.save_revision().publish()
    moved = factories.fresh(release)
    assert (moved.url_path, moved.url_path_en) == ("/accueil/actualites/accord/", "/accueil/news/agreement/")
    assert client.get(f"{EN}agreement/").headers["Location"] == "/en/news/agreement/"
    assert client.get(f"{FR}accord/").headers["Location"] == "/fr/actualites/accord/"


def test_a_draft_leaves_no_redirect(site):
    page = factories.draft_release(site, slug="brouillon")
    page.slug = "brouillon-2"
    page.save_revision()
    page.slug = "brouillon-3"
    page.save()
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("state", ["draft", "scheduled", "unpublished", "expired"])
def test_nothing_hidden_is_redirected_to(site, client, state):
    page = getattr(factories, f"{state}_release")(site)
    Redirect.objects.create(old_path="/ancien", redirect_page=page)
    assert client.get("/ancien").status_code == client.get("/ancien/").status_code == 404


def test_an_old_address_of_a_visible_page_redirects_with_and_without_its_slash(release, client):
    Redirect.objects.create(old_path="/ancien", redirect_page=release)
    assert {client.get(path).headers["Location"] for path in ("/ancien", "/ancien/")} == {f"{FR}accord/"}


def test_a_hidden_page_and_no_page_cost_the_same_queries(site, client, django_assert_num_queries):
    from django.db import connection

    factories.scheduled_release(site, slug="secret")
    counts = []
    for slug in ("secret", "jamais"):
        client.get(f"{FR}{slug}/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{FR}{slug}/").status_code == 404
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("", "/fr/"),
        ("en-GB,en;q=0.8", "/en/"),
        ("de, en;q=0.5", "/en/"),
        ("de", "/fr/"),
        ("x" * 5000, "/fr/"),
    ],
)
def test_the_root_chooses_by_accept_language(site, client, header, target):
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response.headers["Location"]) == (302, target)
    assert response.headers["Vary"] == "Accept-Language"


def test_nothing_but_the_path_chooses_the_language(release, client):
    client.cookies["django_language"] = "en"
    html = client.get(f"{FR}accord/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="fr">' in html


def test_plain_assignment_is_the_active_language_and_only_that(release):
    with translation.override("en"):
        page = factories.fresh(release)
        page.title = "Direct"
        page.save()
    page = factories.fresh(release)
    assert (page.title_fr, page.title_en) == ("Accord", "Direct")

"""One release or hospital, whole."""

import uuid

import pytest

from tests import factories

ADDRESS = "/api/v2/pages/"


def record(client, page, **asked):
    return client.get(f"{ADDRESS}{page.translation_key}/", asked)


@pytest.mark.parametrize(("language", "suffix"), [("fr", "json/"), ("en", "json/")])
def test_a_release_is_what_its_json_says(site, client, language, suffix):
    page = factories.english_release(site)
    answer = record(client, page, language=language)
    assert answer.json() == client.get(page.url_in(language) + suffix).json()
    assert answer.headers["Content-Language"] == language


def test_the_list_leads_to_the_record(site, client):
    page = factories.english_release(site, title_en="Kidneys")
    item = client.get(ADDRESS, {"type": "release", "language": "en"}).json()["items"][0]
    assert item["api"] == f"http://localhost{ADDRESS}{page.translation_key}/?language=en"
    assert client.get(item["api"]).json()["title"] == "Kidneys"


def test_a_hospital_is_given_with_the_press_office_that_answers(site, client):
    said = record(client, site.cochin, language="en").json()
    assert (said["key"], said["name"], said["city"]) == ("cochin", "Cochin Hospital", "Paris")
    assert said["phone"] == "+33158414141" and said["address"] == "http://localhost/en/hospitals/cochin/"
    assert said["office"]["email"] == "presse@example.org"
    assert "latitude" not in said


def test_without_english_the_french_text_is_given_and_said_to_be_french(site, client):
    said = record(client, factories.public_release(site, title_fr="Reins"), language="en").json()
    assert (said["title"], said["language"]) == ("Reins", "fr")


@pytest.mark.parametrize(
    "make", [factories.draft_release, factories.scheduled_release, factories.unpublished_release]
)
def test_what_is_hidden_answers_as_what_never_was(site, client, make):
    hidden, never = record(client, make(site)), client.get(f"{ADDRESS}{uuid.uuid4()}/")
    assert hidden.status_code == never.status_code == 404
    assert hidden.content == never.content


def test_other_kinds_of_pages_are_not_given(site, client):
    assert record(client, site.office).status_code == 404
    assert record(client, site.home).status_code == 404


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"hospital": "necker"}, ["Reins"]),
        ({"release_type": "etude"}, ["Cœurs"]),
        ({"q": "cœurs"}, ["Cœurs"]),
        ({"release_type": "etude", "hospital": "necker"}, []),
        ({"from": "2001-01-01", "to": "2001-12-31"}, []),
    ],
)
def test_the_list_takes_the_filters_of_the_press_room(site, client, asked, titles):
    factories.public_release(site, title_fr="Reins", hospitals=[site.necker])
    factories.public_release(site, title_fr="Cœurs", release_type=factories.release_type("etude"))
    answer = client.get(ADDRESS, asked).json()
    assert [item["title"] for item in answer["items"]] == titles
    assert answer["meta"] == {"total_count": len(titles), "messages": []}


def test_a_filter_that_is_not_known_is_told(site, client):
    factories.public_release(site)
    answer = client.get(ADDRESS, {"hospital": "nowhere", "language": "en", "type": "release"}).json()
    assert len(answer["meta"]["messages"]) == 1 and "<" not in answer["meta"]["messages"][0]


def test_pages_of_other_sites_may_read_it(site, client):
    for address in (ADDRESS, f"{ADDRESS}openapi.json", f"{ADDRESS}{site.cochin.translation_key}/"):
        answer = client.get(address.replace("pages/openapi", "openapi"))
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies and "public" in answer.headers["Cache-Control"]

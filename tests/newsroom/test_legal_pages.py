"""Pages that the law wants: there, filled from the settings, without holes; and what operators are told."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction

from newsroom import checks, roles
from newsroom.models import HomePage, InstitutionSettings, ProblemReport, StandardPage
from newsroom.starter import tree
from tests import factories
from tests.crawl import ask
from tests.newsroom.staff import person

ADDRESSES = {
    "/fr/mentions-legales/": "/en/legal-notice/",
    "/fr/accessibilite/": "/en/accessibility/",
    "/fr/donnees-personnelles/": "/en/privacy/",
    "/fr/plan-du-site/": "/en/site-map/",
}


@pytest.fixture
def legal(site):
    tree.ensure_standard_pages(site.home)
    return site


def facts(client, address: str) -> dict[str, str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return {row.dt.get_text(): row.dd.get_text() for row in soup.select(".standard__facts > div")}


@pytest.mark.parametrize("address", [*ADDRESSES, *ADDRESSES.values()])
def test_every_legal_page_answers_in_both_languages(client, legal, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    assert soup.select(".language-note") == []
    assert [link["href"] for link in soup.select(f'footer a[href="{address}"]')] == [address]


def test_a_fact_is_drawn_once_it_is_known_and_its_label_never_alone(client, legal):
    assert facts(client, "/fr/mentions-legales/") == {}
    settings = InstitutionSettings.load()
    settings.legal_name_fr, settings.phone = "AP-HP", "+33140273000"
    settings.save()
    known = facts(client, "/en/legal-notice/")
    assert known == {"Publisher": "AP-HP", "Telephone": "+33\u00a01\u00a040\u00a027\u00a030\u00a000"}


def test_only_one_page_has_a_purpose(legal):
    page = factories.standard_page(legal.home, purpose="other")
    page.purpose = "privacy"
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert "purpose" in refusal.value.message_dict


def test_the_site_map_leads_to_every_public_page_and_to_no_other(client, legal):
    factories.hospital(legal.hospitals, "tenon", "Hôpital Tenon")
    factories.public_release(legal, release_type=factories.release_type("etude"))
    factories.scheduled_release(legal, release_type=factories.release_type("hommage"))
    soup = BeautifulSoup(client.get("/fr/plan-du-site/").content, "html.parser")
    links = {link["href"] for link in soup.select(".site-map a")}
    assert {"/fr/hopitaux/tenon/", "/fr/contacts-presse/", "/fr/accessibilite/", "/fr/recherche/"} <= links
    assert "/fr/communiques-de-presse/?type=etude" in links
    assert "/fr/communiques-de-presse/?type=hommage" not in links
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("address", ["/fr/plan-du-site/", "/en/site-map/"])
def test_what_waits_changes_no_byte_of_the_site_map(legal, address):
    ask(address)  # what is read once a process
    before = ask(address)
    factories.scheduled_release(legal, release_type=factories.release_type("hommage"))
    factories.hospital(legal.hospitals, "tenon", "Hôpital Tenon").unpublish()
    assert ask(address) == before


def test_the_site_map_costs_the_same_with_many_pages(legal):
    before = ask("/fr/plan-du-site/").query_count
    for number in range(5):
        factories.hospital(legal.hospitals, f"h{number}", f"Hôpital {number}")
        factories.public_release(legal)
    assert ask("/fr/plan-du-site/").query_count == before <= 10


def test_operators_are_told_what_nobody_has_filled_in(legal):
    settings = InstitutionSettings.load()
    settings.accessibility_state = "none"
    settings.save()
    found = checks.check_institution(None, databases=["default"])
    assert [message.id for message in found] == ["newsroom.W001"]
    for name in settings.required_by_law:
        setattr(settings, name, "+33140273000" if "phone" in name else "a@example.org")
    settings.save()
    assert checks.check_institution(None, databases=["default"]) == []


def test_operators_are_told_of_a_legal_page_that_nobody_sees(legal):
    StandardPage.objects.get(purpose="privacy").unpublish()
    messages = checks.check_institution(None, databases=["default"])
    assert [message.msg for message in messages if message.id == "newsroom.W002"] == [
        "No visible page has the purpose “privacy”."
    ]


def test_a_check_without_a_database_says_nothing(legal):
    assert checks.check_institution(None) == []


def test_a_check_without_its_tables_says_nothing(legal):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE newsroom_institutionsettings RENAME TO away")
    with transaction.atomic():
        found = checks.check_institution(None, databases=["default"])
        transaction.set_rollback(True)
    assert found == []


@pytest.mark.parametrize("role", [roles.CHIEF, roles.ADMINISTRATOR])
def test_nobody_adds_a_report_by_hand(site, role):
    roles.ensure_roles()
    answer = person(role).post("/admin/snippets/newsroom/problemreport/add/", {"state": "new"})
    assert answer.status_code == 302 and not ProblemReport.objects.exists()


RIGHTS = {roles.CHIEF: 200, roles.ADMINISTRATOR: 200, roles.OFFICER: 302, roles.CORRESPONDENT: 302}


@pytest.mark.parametrize(("role", "status"), RIGHTS.items())
@pytest.mark.parametrize(
    "address",
    [
        "/admin/settings/newsroom/institutionsettings/",
        "/admin/snippets/newsroom/informationbanner/",
        "/admin/snippets/newsroom/problemreport/",
    ],
)
def test_chiefs_and_administrators_look_after_these(site, role, status, address):
    roles.ensure_roles()
    answer = person(role).client.get(address, follow=False)
    if answer.status_code == 302 and "institutionsettings" in answer.headers["Location"]:
        answer = person(role, "again").client.get(answer.headers["Location"])
    assert answer.status_code == status


def test_create_site_makes_a_whole_site_once(db, capsys):
    call_command("create_site", "presse@example.org")
    pages = StandardPage.objects.count(), HomePage.objects.count()
    assert pages == (4, 1)
    assert ask("/fr/contacts-presse/").status == ask("/en/press-releases/").status == 200
    call_command("create_site", "presse@example.org")
    assert (StandardPage.objects.count(), HomePage.objects.count()) == pages

"""“Report a problem”: what a visitor writes is kept, what a machine or another site sends is not."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.test import Client

from newsroom import clock
from newsroom.models import ProblemReport
from newsroom.models.problems import MOST_AN_HOUR
from newsroom.problem_form import page_of_this_site
from tests import factories

FORM = {"fr": "/fr/signaler-un-probleme/", "en": "/en/report-a-problem/"}
WORDS = {"kind": "broken", "message": "Le lien du plan ne mène nulle part.", "email": "lea@example.org"}
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def opened(client, language: str = "fr", page: str = "") -> dict:
    """What a browser would send from the form as it was drawn."""
    soup = BeautifulSoup(client.get(FORM[language], {"page": page} if page else None).content, "html.parser")
    return {field["name"]: field.get("value", "") for field in soup.select("form.form input")}


def send(client, language: str = "fr", headers: dict | None = SAME_ORIGIN, **changes):
    return client.post(FORM[language], opened(client, language) | WORDS | changes, headers=headers)


@pytest.fixture
def client(site) -> Client:
    return Client()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_report_is_kept_and_the_visitor_thanked(client, language):
    answer = send(client, language)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM[language]}?sent=1")
    assert answer.headers["Cache-Control"] == "no-store"
    report = ProblemReport.objects.get()
    assert (report.kind, report.message, report.email) == tuple(WORDS.values())
    thanks = BeautifulSoup(client.get(answer.headers["Location"]).content, "html.parser")
    assert thanks.select_one("main [role=status]") and not thanks.select("form.form")


def test_the_press_office_is_told_and_may_answer(client, site):
    data = opened(client, page="/fr/hopitaux/cochin/") | WORDS
    client.post(FORM["fr"], data, headers=SAME_ORIGIN)
    (message,) = mail.outbox
    assert message.to == [site.office.email]
    assert message.reply_to == ["lea@example.org"]
    assert WORDS["message"] in message.body and "http://localhost/fr/hopitaux/cochin/" in message.body


def test_a_mail_server_that_is_away_loses_nothing(client, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "localhost", "port": 1, "timeout": 1},
        }
    }
    assert send(client).status_code == 303
    assert ProblemReport.objects.count() == 1


ORIGINS = {
    "same-origin": (SAME_ORIGIN, 303),
    "old-browser": ({"Origin": "http://testserver"}, 303),
    "another-site": ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
    "another-origin": ({"Origin": "https://evil.example"}, 403),
    "sandboxed": ({"Origin": "null"}, 403),
    "malformed": ({"Origin": "http://["}, 403),
    "no-scheme": ({"Origin": "//testserver"}, 403),
    "says-nothing": ({}, 403),
}


@pytest.mark.parametrize(("headers", "status"), ORIGINS.values(), ids=ORIGINS)
def test_only_pages_of_this_site_may_post(client, headers, status):
    answer = send(client, headers=headers)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    assert ProblemReport.objects.count() == (1 if status == 303 else 0)


def test_a_machine_that_fills_the_trap_is_thanked_and_forgotten(client):
    assert send(client, website="https://spam.example").status_code == 303
    assert not ProblemReport.objects.exists() and not mail.outbox


WRONG = {
    "no-kind": ({"kind": ""}, "id_kind"),
    "unknown-kind": ({"kind": "x"}, "id_kind"),
    "no-message": ({"message": ""}, "id_message"),
    "short-message": ({"message": "court"}, "id_message"),
    "long-message": ({"message": "x" * 3001}, "id_message"),
    "nul": ({"message": "dix lettres\x00"}, "id_message"),
    "odd-address": ({"email": "lea@"}, "id_email"),
}


@pytest.mark.parametrize(("changes", "field"), WRONG.values(), ids=WRONG)
def test_an_error_is_tied_to_its_field_and_loses_nothing(client, changes, field):
    answer = send(client, **changes)
    soup = BeautifulSoup(answer.content, "html.parser")
    control = soup.find(id=field)
    assert answer.status_code == 422
    assert soup.title.get_text().startswith("Erreur")
    assert control["aria-invalid"] == "true"
    assert soup.find(id=f"{field}_error").get_text(strip=True)
    assert f"{field}_error" in control["aria-describedby"].split()
    assert soup.select_one(f'.error-summary a[href="#{field}"]')
    assert soup.find(id="id_kind").select("option[selected]") or "kind" in changes
    if "message" not in changes:
        assert soup.find(id="id_message").get_text().strip() == WORDS["message"]
    assert not ProblemReport.objects.exists()


def test_the_address_field_tells_browsers_what_it_is(client):
    soup = BeautifulSoup(client.get(FORM["fr"]).content, "html.parser")
    assert (soup.find(id="id_email")["type"], soup.find(id="id_email")["autocomplete"]) == ("email", "email")


@pytest.mark.parametrize("token", ["", "202611240900", "202611240900:forged", "é" * 5000])
def test_a_form_without_a_valid_minute_is_shown_again(client, token):
    answer = send(client, opened=token)
    assert answer.status_code == 422 and not ProblemReport.objects.exists()
    assert (
        BeautifulSoup(answer.content, "html.parser").find(id="id_message").get_text().strip()
        == WORDS["message"]
    )


def test_a_form_left_open_for_days_keeps_the_words_and_may_be_sent_again(client):
    data = opened(client) | WORDS
    with clock.shifted(timedelta(days=2)):
        late = client.post(FORM["fr"], data, headers=SAME_ORIGIN)
        soup = BeautifulSoup(late.content, "html.parser")
        again = {field["name"]: field.get("value", "") for field in soup.select("form.form input")} | WORDS
        assert late.status_code == 422
        assert client.post(FORM["fr"], again, headers=SAME_ORIGIN).status_code == 303


def test_a_flood_is_stopped_and_the_words_kept(client):
    ProblemReport.objects.bulk_create(
        ProblemReport(kind="other", message=f"Numéro {number}") for number in range(MOST_AN_HOUR)
    )
    answer = send(client)
    assert answer.status_code == 429
    assert WORDS["message"] in answer.content.decode()
    with clock.shifted(timedelta(hours=2)):
        assert send(client).status_code == 303


PATHS = {
    "/fr/hopitaux/cochin/": True,
    "/en/": True,
    "//evil.example/fr/": False,
    "https://evil.example/": False,
    "/admin/": False,
    "/fr/\\evil": False,
    "/fr/" + "x" * 600: False,
    "/fr/\n": False,
    "/fr/../admin/logout/": False,
    "": False,
}


@pytest.mark.parametrize(("path", "is_kept"), PATHS.items())
def test_only_a_page_of_this_site_is_noted(path, is_kept):
    assert page_of_this_site(path) == (path if is_kept else "")


@pytest.mark.parametrize("page", ["/fr/\x00", "https://evil.example/", "x" * 9000])
def test_a_hidden_field_that_was_tampered_with_stops_nobody(client, page):
    assert send(client, page=page).status_code == 303
    assert ProblemReport.objects.get().page == ""


def test_the_same_message_sent_twice_is_kept_once(client):
    assert [send(client).status_code for _time in range(2)] == [303, 303]
    assert ProblemReport.objects.count() == 1 and len(mail.outbox) == 1


def test_the_form_is_the_same_for_everybody_and_sets_no_cookie(client):
    first, second = client.get(FORM["fr"]), Client().get(FORM["fr"])
    assert first.content == second.content and not first.cookies


def test_reports_are_forgotten_after_twelve_months(site, capsys):
    for days in (364, 366):
        ProblemReport.objects.create(
            kind="other", message=f"{days} jours", reported_at=clock.now() - timedelta(days=days)
        )
    call_command("forget_reports")
    assert [report.message for report in ProblemReport.objects.all()] == ["364 jours"]
    assert capsys.readouterr().out == "1 deleted.\n"


def test_every_page_leads_to_the_form_and_says_where_from(client):
    soup = BeautifulSoup(client.get("/en/hospitals/cochin/").content, "html.parser")
    link = soup.select_one('footer a[href^="/en/report-a-problem/"]')
    assert link["href"] == "/en/report-a-problem/?page=%2Fen%2Fhospitals%2Fcochin%2F"
    assert opened(client, "en", "/en/hospitals/cochin/")["page"] == "/en/hospitals/cochin/"


def test_other_methods_are_refused(client):
    assert {client.put(FORM["fr"]).status_code, client.delete(FORM["fr"]).status_code} == {405}


def test_a_report_needs_no_press_office(client, site):
    factories.fresh(site.office).delete()
    assert send(client).status_code == 303

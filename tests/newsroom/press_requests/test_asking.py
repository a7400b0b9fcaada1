"""“Ask the press office”: what a journalist writes is kept and numbered, what a machine or another site sends is not."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from newsroom import clock
from newsroom.models import PressRequest
from newsroom.press_requests import links
from newsroom.press_requests.receiving import MOST_AN_HOUR, MOST_FOR_AN_ADDRESS
from tests import factories

from .asking import FORM, SAME_ORIGIN, WORDS, asked, expert, filled, native, opened, send, soup


@pytest.fixture
def client(site) -> Client:
    return Client()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_request_is_numbered_at_once_and_leads_to_its_own_page(client, site, language):
    answer = send(client, language, hospital="cochin")
    assert answer.status_code == 303 and answer.headers["Cache-Control"] == "no-store"
    kept = PressRequest.objects.get()
    year = clock.today().year
    assert (kept.number, kept.hospital, kept.language) == (f"DP-{year}-0001", site.cochin, language)
    assert {name: getattr(kept, name) for name in WORDS} == WORDS | {"phone": "+33140273000"}
    assert kept.number in soup(client.get(answer.headers["Location"])).h1.get_text()
    assert send(client, language, subject="Autre chose").status_code == 303
    assert PressRequest.objects.filter(number=f"DP-{year}-0002").exists()


def test_numbers_begin_again_with_the_year_of_paris(client):
    send(client)
    with clock.shifted(timedelta(days=366)):
        send(client)
        year = clock.today().year
    assert PressRequest.objects.filter(number=f"DP-{year}-0001").exists()


def test_the_form_is_the_same_for_everybody_may_be_cached_and_sets_no_cookie(client):
    first, second = client.get(FORM["fr"]), Client().get(FORM["fr"])
    assert first.content == second.content and not first.cookies
    assert first.headers["Cache-Control"].startswith("public, max-age=")


def test_fields_about_a_person_tell_browsers_what_they_are(client):
    page = soup(client.get(FORM["fr"]))
    purposes = {"name": "name", "outlet": "organization", "email": "email", "phone": "tel"}
    for name, purpose in purposes.items():
        assert page.select_one(f"form.form [name={name}]")["autocomplete"] == purpose


def test_the_rules_are_said_before_the_form_in_the_office_s_words_where_it_has_some(client, site):
    page = client.get(FORM["en"]).content.decode()
    assert page.index("written consent") < page.index('<form class="form')
    assert "accredited" in page and "care area" in page
    type(site.office).objects.update(
        filming_rules_fr="<p>Nos règles.</p>", filming_rules_en="<p>Our rules.</p>"
    )
    page = client.get(FORM["en"]).content.decode()
    assert "Our rules." in page and "accredited" not in page


def test_the_chosen_hospital_says_where_the_press_enters(client, site):
    type(site.cochin).objects.filter(pk=site.cochin.pk).update(press_entrance_fr="12, rue Exemple")
    assert "12, rue Exemple" in client.get(FORM["fr"], {"hospital": "cochin"}).content.decode()
    assert "12, rue Exemple" in send(client, hospital="cochin", email="").content.decode()
    assert "12, rue Exemple" not in client.get(FORM["fr"], {"hospital": "necker"}).content.decode()


WRONG = {
    "no-address": ({"email": ""}, ["email"]),
    "bad-address": ({"email": "lea"}, ["email"]),
    "no-deadline": ({"due_at": ""}, ["due_at"]),
    "deadline-in-words": ({"due_at": "vendredi"}, ["due_at"]),
    "deadline-over": ({"due_at": "2020-01-01T10:00"}, ["due_at"]),
    "no-such-day": ({"due_at": "31/02/2027 10:00"}, ["due_at"]),
    "no-telephone": ({"phone": "rappelez-moi"}, ["phone"]),
    "short": ({"message": "Vite !"}, ["message"]),
    "unknown-kind": ({"kind": "coffee"}, ["kind"]),
    "unknown-hospital": ({"hospital": "nulle-part"}, ["hospital"]),
    "control": ({"subject": "a\x00b"}, ["subject"]),
    "everything": (dict.fromkeys(WORDS, ""), ["kind", "subject", "message", "name", "outlet", "email"]),
}


@pytest.mark.parametrize(("changes", "fields"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_at_the_field_and_above_and_no_word_is_lost(client, changes, fields):
    answer = send(client, **changes)
    page = soup(answer)
    assert answer.status_code == 422 and not PressRequest.objects.exists()
    linked = [link["href"] for link in page.select(".error-summary a")]
    assert linked == [f"#id_{name}" for name in fields]
    for name in fields:
        field = page.select_one(f"form.form [name={name}]")
        assert field["aria-invalid"] == "true" and page.select_one(f"#id_{name}_error").get_text(strip=True)
    if "message" not in changes:
        assert page.select_one("[name=message]").get_text().strip() == WORDS["message"]
    if changes.get("due_at"):
        field = page.select_one("[name=due_at]")
        assert field["value"] == changes["due_at"]
        assert field["type"] == ("datetime-local" if "T" in changes["due_at"] else "text")


HURRIED = (
    "{:%d/%m/%Y %H:%M}",
    "{:%d/%m %Hh}",
    "{:%d.%m.%Y à %H h %M}",
    "{:%Y-%m-%d %H:%M}",
    "{:%Y-%m-%dT%H:%M:00}",
)


@pytest.mark.parametrize("pattern", HURRIED)
def test_a_deadline_typed_in_a_hurry_is_understood(client, pattern):
    due = (clock.now() + timedelta(days=20)).replace(hour=14, minute=0, second=0, microsecond=0)
    local = due.astimezone(clock.PARIS)
    assert send(client, due_at=pattern.format(local)).status_code == 303
    assert PressRequest.objects.get().due_at == due


def test_a_past_deadline_is_told_with_the_hour_that_it_is(client):
    page = soup(send(client, "en", due_at=native(clock.now() - timedelta(minutes=5))))
    assert "in Paris" in page.select_one("#id_due_at_error").get_text()


ORIGINS = {
    "same-origin": (SAME_ORIGIN, 303),
    "old-browser": ({"Origin": "http://testserver"}, 303),
    "another-site": ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
    "says-nothing": ({}, 403),
}


@pytest.mark.parametrize(("headers", "status"), ORIGINS.values(), ids=ORIGINS)
def test_only_pages_of_this_site_may_post(client, headers, status):
    assert send(client, headers=headers).status_code == status
    assert PressRequest.objects.count() == (1 if status == 303 else 0)


def test_a_machine_that_fills_in_the_trap_is_thanked_and_nothing_is_kept(client):
    answer = send(client, website="https://spam.example")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM['fr']}?sent=1")
    assert not PressRequest.objects.exists()
    assert soup(client.get(answer.headers["Location"])).select_one("main [role=status]")


def test_a_form_open_for_too_long_keeps_its_words_and_may_be_sent_again(client):
    data = filled(client)
    with clock.shifted(timedelta(days=2)):
        answer = client.post(FORM["fr"], data, headers=SAME_ORIGIN)
        assert answer.status_code == 422 and WORDS["message"] in answer.content.decode()
        again = data | {"opened": soup(answer).select_one("[name=opened]")["value"]}
        assert client.post(FORM["fr"], again, headers=SAME_ORIGIN).status_code == 303


def test_a_body_that_is_too_long_is_refused_and_gives_the_form_again(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000
    answer = send(client, message="x" * 4000)
    assert answer.status_code == 413 and soup(answer).select("form.form")


def test_the_same_request_sent_twice_is_kept_once(client):
    due = native(clock.now() + timedelta(days=3))
    places = {send(client, due_at=due).headers["Location"] for _time in range(2)}
    assert len(places) == 1 and PressRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "email"), [(MOST_AN_HOUR, "autre@example.org"), (MOST_FOR_AN_ADDRESS, WORDS["email"].upper())]
)
def test_a_flood_is_stopped_and_the_words_kept(client, number, email):
    for _time in range(number):
        asked(email=email)
    answer = send(client)
    assert answer.status_code == 429 and WORDS["message"] in answer.content.decode()
    with clock.shifted(timedelta(hours=2)):
        assert send(client).status_code == 303


def test_a_release_that_readers_see_is_named_and_its_hospital_chosen(client, site):
    release = factories.english_release(site, slug="coeur", slug_en="heart", hospitals=[site.necker])
    for key in ("coeur", "heart", factories.fresh(release).reference):
        data = opened(client, "en", release=key)
        assert (data["release"], data["hospital"]) == (key, "necker")
    answer = send(client, "en", about={"release": "heart"})
    assert (kept := PressRequest.objects.get()).release_id == release.pk
    assert release.title_en in client.get(answer.headers["Location"]).content.decode() and kept


def test_a_release_that_is_hidden_is_as_one_that_never_was(client, site):
    factories.scheduled_release(site, slug="secrete", title_fr="Titre à venir")
    hidden, never = (client.get(FORM["fr"], {"release": key}).content for key in ("secrete", "absente"))
    assert hidden.replace(b"secrete", b"absente") == never and "Titre à venir" not in hidden.decode()
    send(client, release="secrete")
    assert PressRequest.objects.get().release is None


def test_an_expert_is_filled_in_with_the_hospital(client, site):
    person = expert(hospital=site.cochin)
    assert opened(client, expert=person.slug)["hospital"] == "cochin"
    send(client, about={"expert": person.slug})
    assert PressRequest.objects.get().expert == person


@pytest.mark.parametrize("key", ["x" * 500, "\x00", "%00", "a'b", "../.."])
def test_an_address_that_was_tampered_with_gives_an_empty_form(client, key):
    answer = client.get(FORM["fr"], {"hospital": key, "expert": key[:200], "release": key})
    assert answer.status_code in {200, 400}
    assert not mail.outbox


def test_other_methods_are_refused(client):
    assert {client.put(FORM["fr"]).status_code, client.delete(FORM["fr"]).status_code} == {405}


def test_a_request_needs_no_press_office(client, site):
    factories.fresh(site.office).delete()
    answer = send(client)
    assert client.get(answer.headers["Location"]).status_code == 200
    assert links.find("nothing") is None

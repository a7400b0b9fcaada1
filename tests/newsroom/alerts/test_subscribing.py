"""Asking for an alert: two steps, the same answer for everybody, and nothing of use to who would bother others."""

from datetime import time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom import clock, delivery
from newsroom.alerts import consent, hashes, limits, links, subscribing
from newsroom.models import AlertRequest, AlertSubscription, SuppressedAddress

from .people import DAY, HOUR, subscriber

FORM = {"fr": "/fr/alertes/", "en": "/en/alerts/"}
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
WORDS = {"email": "Lea@Example.org", "language": "fr", "frequency": "daily"}
State = AlertSubscription.State


@pytest.fixture
def client(site) -> Client:
    return Client()


def opened(client, language: str, query: str) -> tuple[str, dict]:
    """Where the form as it was drawn is sent, and what a browser would send from it."""
    soup = BeautifulSoup(client.get(f"{FORM[language]}?{query}").content, "html.parser")
    form = soup.select_one("form.form")
    return form["action"], {field["name"]: field.get("value", "") for field in form.select("input")}


def send(client, page_in: str = "fr", query: str = "", headers: dict | None = SAME_ORIGIN, **changes):
    action, data = opened(client, page_in, query)
    return client.post(action, data | WORDS | changes, headers=headers)


def path_in(message, purpose: str) -> str:
    """The link of that purpose in a mail's text."""
    ends = {
        "confirm": ("confirmer/", "confirm/"),
        "stop": ("arreter/", "stop/"),
        "manage": ("gerer/", "manage/"),
    }
    paths = [word.removeprefix("http://localhost") for word in message.body.split() if "/alert" in word]
    return next(path for path in paths if any(end in path for end in ends[purpose]))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_request_is_confirmed_by_a_button_behind_the_link_of_a_mail(client, language):
    quiet = {"quiet_from": "20:00", "quiet_until": "07:30"}
    answer = send(client, language, "hospital=cochin", language=language, **quiet)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM[language]}?sent=1")
    one = AlertSubscription.objects.get()
    assert (one.email, one.state, one.query) == ("lea@example.org", State.UNCONFIRMED, "hospital=cochin")
    assert (one.frequency, one.quiet_from, one.quiet_until) == ("daily", time(20), time(7, 30))
    delivery.run()
    (message,) = mail.outbox
    path = path_in(message, "confirm")
    assert message.to == ["lea@example.org"] and path.startswith(FORM[language])
    page = client.get(path)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.headers["X-Robots-Tag"]
    one.refresh_from_db()
    assert one.state == State.UNCONFIRMED  # a program that follows links confirms nothing
    confirmed = client.post(path, headers=SAME_ORIGIN)
    assert confirmed.status_code == 303
    one.refresh_from_db()
    assert one.state == State.ACTIVE and one.confirmed_at
    assert client.get(confirmed.headers["Location"]).status_code == 200


def test_the_filters_in_force_go_with_it_and_nothing_else(client, site):
    send(client, query="page=3&sort=date&kind=release&type=rien&hospital=cochin&q=+greffe+")
    assert AlertSubscription.objects.get().query == "q=+greffe+&hospital=cochin"


def test_the_proof_of_consent_is_kept(client):
    send(client)
    one = AlertSubscription.objects.get()
    assert (one.consent_version, one.consent_hash) == (consent.VERSION, consent.mark("fr"))
    assert clock.now() - one.asked_at < timedelta(minutes=1)
    assert consent.text("fr") in BeautifulSoup(client.get(FORM["fr"]).content, "html.parser").text


@pytest.mark.parametrize("hours", [47, 49])
def test_a_link_to_confirm_holds_for_two_days(client, hours):
    send(client)
    delivery.run()
    path = path_in(mail.outbox[0], "confirm")
    with clock.shifted(hours * HOUR):
        client.post(path, headers=SAME_ORIGIN)
        status = client.get(path).status_code
    assert status == 410
    assert AlertSubscription.objects.get().state == (State.ACTIVE if hours == 47 else State.UNCONFIRMED)


def test_a_link_to_confirm_holds_once(client):
    send(client)
    delivery.run()
    path = path_in(mail.outbox[0], "confirm")
    client.post(path, headers=SAME_ORIGIN)
    subscribing.end(AlertSubscription.objects.get())
    assert client.post(path, headers=SAME_ORIGIN).status_code == 410
    assert AlertSubscription.objects.get().state == State.ENDED


def test_the_link_of_an_earlier_mail_confirms_nothing(client):
    for _time in range(2):
        send(client)
        delivery.run()
    first, second = (path_in(message, "confirm") for message in mail.outbox)
    assert client.post(first, headers=SAME_ORIGIN).status_code == 410
    assert client.post(second, headers=SAME_ORIGIN).status_code == 303


def test_a_link_serves_its_own_purpose_and_subscription_alone(client):
    one, other = subscriber(), subscriber()
    tokens = {purpose: links.token_of(one, purpose) for purpose in (links.CONFIRM, links.MANAGE, links.STOP)}
    for made_for, token in tokens.items():
        for asked in tokens:
            found = links.find(token, asked)
            assert found == (one if asked == made_for else None)
    forged = tokens[links.STOP].replace(one.pk.hex, other.pk.hex)
    assert links.find(forged, links.STOP) is None
    for ending in ("", "x", "%2e", "a" * 300):
        assert client.get(f"/fr/alertes/arreter/{tokens[links.STOP]}{ending or 'y'}/").status_code == 404


# What a stranger is told ------------------------------------------------------------------------------------------


def who_is(state: str) -> None:
    email = WORDS["email"].lower()
    if state == "suppressed":
        SuppressedAddress.objects.create(pk=hashes.of_address(email), reason="erased")
    elif state != "unknown":
        subscriber(email, state=state)


@pytest.mark.parametrize("state", ["active", "paused", "ended", "bounced", "unconfirmed", "suppressed"])
def test_the_answer_is_the_same_whoever_the_address_is(client, state):
    plain = send(client, email="unknown@example.org")
    who_is(state)
    answer = send(client)
    assert (answer.status_code, answer.content, dict(answer.headers)) == (
        plain.status_code, plain.content, dict(plain.headers),
    )  # fmt: skip


WRITTEN_TO = {
    "unknown": 1,
    "unconfirmed": 1,
    "ended": 1,
    "bounced": 1,
    "active": 1,
    "paused": 1,
    "suppressed": 0,
}


@pytest.mark.parametrize("state", WRITTEN_TO)
def test_only_the_owner_of_the_mailbox_learns_that_the_address_is_known(client, state):
    who_is(state)
    send(client)
    delivery.run()
    assert len(mail.outbox) == WRITTEN_TO[state]
    if state in {"active", "paused"}:
        assert "vous avez déjà cette alerte" in mail.outbox[0].subject
        row = AlertSubscription.objects.get()
        assert (
            row.state == state and row.frequency == "at_once"
        )  # who asks may be anybody: nothing has changed


def test_an_alert_that_had_ended_is_confirmed_anew(client):
    one = subscriber("lea@example.org", state=State.ENDED)
    send(client)
    one.refresh_from_db()
    assert (one.state, one.confirmed_at, one.issue) == (State.UNCONFIRMED, None, 2)


# Machines and bad manners -----------------------------------------------------------------------------------------


def test_a_machine_that_fills_in_the_trap_is_thanked_and_forgotten(client):
    assert send(client, website="https://spam.example/").status_code == 303
    assert not AlertSubscription.objects.exists() and not AlertRequest.objects.exists()


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_posts_nothing(client, headers):
    assert send(client, headers=headers).status_code == 403
    assert not AlertSubscription.objects.exists()


WRONG = {
    "no address": {"email": ""},
    "no address at all": {"email": "lea@"},
    "another language": {"language": "de"},
    "another rhythm": {"frequency": "hourly"},
    "half of quiet hours": {"quiet_from": "20:00"},
    "empty quiet hours": {"quiet_from": "20:00", "quiet_until": "20:00"},
    "no hour": {"quiet_from": "25:00", "quiet_until": "07:00"},
    "opened long ago": {"opened": "202001010000:x"},
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_and_what_was_written_is_kept(client, what):
    answer = send(client, "en", "type=communique", **WRONG[what])
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422 and soup.select_one(".error-summary")
    assert soup.select_one("form.form")["action"].startswith("/en/alerts/")
    assert not AlertSubscription.objects.exists()
    if "email" not in WRONG[what]:
        assert soup.select_one("input[name=email]")["value"] == WORDS["email"]


def test_an_address_is_written_to_three_times_a_day_and_the_answer_stays_the_same(client):
    answers = [send(client) for _time in range(5)]
    assert {answer.status_code for answer in answers} == {303}
    assert AlertSubscription.objects.get().issue == limits.FOR_AN_ADDRESS_A_DAY
    with clock.shifted(DAY):
        send(client)
    assert AlertSubscription.objects.get().issue == limits.FOR_AN_ADDRESS_A_DAY + 1


def test_a_network_asks_twenty_times_an_hour(client, monkeypatch):
    monkeypatch.setattr(limits, "FROM_A_NETWORK_AN_HOUR", 2)
    codes = [send(client, email=f"n{number}@example.org").status_code for number in range(3)]
    assert codes == [303, 303, 429]
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert send(elsewhere, email="elsewhere@example.org").status_code == 303
    with clock.shifted(HOUR):
        assert send(client).status_code == 303


def test_everybody_together_is_limited_too(client, monkeypatch):
    monkeypatch.setattr(limits, "ALTOGETHER_AN_HOUR", 1)
    assert [send(client, email=f"n{number}@example.org").status_code for number in range(2)] == [303, 429]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.254", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("::ffff:192.0.2.1", "192.0.2.9", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_a_network_is_what_a_subscriber_of_a_provider_has(one, other, is_same):
    assert (hashes.of_network(one) == hashes.of_network(other)) is is_same


@pytest.mark.parametrize("address", ["", "nowhere", "fe80::1%eth0"])
def test_a_machine_that_is_not_known_may_ask_all_the_same(client, address):
    assert send(Client(REMOTE_ADDR=address)).status_code == 303


def test_what_is_kept_of_a_request_says_nothing_of_yesterday(db):
    today = (hashes.of_today("lea@example.org"), hashes.of_network("192.0.2.1"))
    with clock.shifted(DAY):
        tomorrow = (hashes.of_today("lea@example.org"), hashes.of_network("192.0.2.1"))
    assert not set(today) & {*tomorrow, hashes.of_address("lea@example.org")}


def test_a_request_costs_the_same_statements_whoever_the_address_is_in_the_end(client):
    """The mail itself leaves later: no answer waits for a mail server."""

    def cost(email: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            send(client, email=email)
        return len(queries)

    cost("first@example.org")
    subscriber("known@example.org")
    known, unknown = cost("known@example.org"), cost("unknown@example.org")
    assert abs(known - unknown) <= 1 and mail.outbox == []

"""Behind the links of each mail: one click to stop, changes, pause, what is kept, its end. Looking changes nothing."""

import json
from datetime import time

import pytest
from django.core import mail
from django.test import Client

from newsroom import delivery
from newsroom.alerts import hashes, keeping, links
from newsroom.models import AlertDelivery, AlertSubscription, SuppressedAddress
from tests import factories

from .people import subscriber

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
State = AlertSubscription.State


@pytest.fixture
def client(site) -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def lea(client) -> AlertSubscription:
    return subscriber("lea@example.org", query="type=communique")


def path(one: AlertSubscription, purpose: str) -> str:
    return links.link_of(one, purpose).removeprefix("http://localhost")


def act(client, one: AlertSubscription, **data: str):
    answer = client.post(path(one, links.MANAGE), data, headers=SAME_ORIGIN)
    one.refresh_from_db()
    return answer


def test_a_mail_provider_ends_it_with_one_post_without_cookie_or_origin(client, lea):
    factories.release_type()
    factories.public_release(factories.existing_site())
    delivery.run()
    (message,) = mail.outbox
    sent = message.message()
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = sent["List-Unsubscribe"].strip("<>")
    answer = client.post(
        address.removeprefix("http://localhost"),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )
    lea.refresh_from_db()
    assert (answer.status_code, lea.state) == (200, State.ENDED)
    assert answer.headers["Cache-Control"] == "no-store" and not answer.cookies


@pytest.mark.parametrize("purpose", [links.STOP, links.MANAGE])
@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client, lea, purpose, method):
    before = AlertSubscription.objects.values().get()
    answer = getattr(client, method)(path(lea, purpose))
    assert answer.status_code == 200 and "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert AlertSubscription.objects.values().get() == before


def test_what_is_ended_gets_nothing_and_may_go_on(client, lea, site):
    act(client, lea, action="end")
    factories.public_release(site)
    delivery.run()
    assert (lea.state, mail.outbox) == (State.ENDED, [])
    act(client, lea, action="resume")
    factories.public_release(site)
    delivery.run()
    assert (lea.state, len(mail.outbox)) == (State.ACTIVE, 1)


def test_a_pause_forgets_what_waited(client, lea, site):
    AlertSubscription.objects.update(frequency="daily")
    factories.public_release(site)
    delivery.run()
    assert AlertDelivery.objects.count() == 1
    act(client, lea, action="pause")
    assert lea.state == State.PAUSED and not AlertDelivery.objects.exists()


def test_the_rhythm_is_changed_and_what_waits_with_it(client, lea, site):
    AlertSubscription.objects.update(frequency="weekly")
    factories.public_release(site)
    delivery.run()
    assert mail.outbox == []
    answer = act(client, lea, frequency="at_once", quiet_from="03:00", quiet_until="03:01")
    assert answer.status_code == 303
    assert (lea.frequency, lea.quiet_from, lea.quiet_until) == ("at_once", time(3), time(3, 1))
    delivery.run()
    assert len(mail.outbox) == 1


def test_what_is_wrong_is_told(client, lea):
    answer = act(client, lea, frequency="daily", quiet_from="22:00")
    assert answer.status_code == 422 and lea.frequency == "at_once"
    assert "error-summary" in answer.content.decode()


@pytest.mark.parametrize("purpose", [links.STOP, links.MANAGE])
def test_everything_of_the_address_is_erased_at_once(client, lea, purpose, site):
    subscriber("lea@example.org", query="hospital=cochin")
    kept = subscriber("noe@example.org")
    factories.public_release(site)
    delivery.run()
    assert (
        client.post(path(lea, purpose), {"action": "erase", "erase": "1"}, headers=SAME_ORIGIN).status_code
        == 200
    )
    assert AlertSubscription.objects.get() == kept
    assert AlertDelivery.objects.get().subscription == kept
    assert SuppressedAddress.objects.get().pk == hashes.of_address("lea@example.org")
    assert client.get(path(lea, purpose)).status_code == 404


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_changes_nothing(client, lea, headers):
    assert client.post(path(lea, links.MANAGE), {"action": "end"}, headers=headers).status_code == 403
    lea.refresh_from_db()
    assert lea.state == State.ACTIVE


def test_the_page_says_what_is_kept_and_the_copy_has_all_of_it(client, lea, site):
    factories.public_release(site)
    delivery.run()
    page = client.get(path(lea, links.MANAGE)).content.decode()
    assert lea.email in page and lea.consent_hash[:16] in page and "1 mail envoyé" in page
    copy = keeping.export("LEA@example.org")
    assert json.loads(json.dumps(copy)) == copy
    (alert,) = copy["subscriptions"]
    assert alert["query"] == "type=communique" and alert["mails"][0]["state"] == "sent"
    fields = {field.name for field in AlertSubscription._meta.concrete_fields}
    inner = {"id", "address_hash", "issue", "letter", "attempts", "next_attempt_at"}
    written = {"quiet_from", "quiet_until", "consent_version", "consent_hash"}
    assert fields - inner - written <= set(alert)
    assert set(alert["consent"]) == {"version", "sha256"} and alert["quiet_hours"] == []


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"--x\r\nbroken", b"a" * 3_000_000], ids=["bytes", "multipart", "long"]
)
def test_whatever_a_provider_posts_it_ends(client, lea, body):
    kind = (
        "multipart/form-data; boundary=x" if body.startswith(b"--") else "application/x-www-form-urlencoded"
    )
    assert client.post(path(lea, links.STOP), body, content_type=kind).status_code == 200
    lea.refresh_from_db()
    assert lea.state == State.ENDED

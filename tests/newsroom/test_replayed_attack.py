"""Guesses before the hour get nothing, tell nothing, and raise one alarm with the first of them."""

import json
import logging
from datetime import datetime, timedelta

import pytest
from django.core import mail

from newsroom import clock, delivery, guesses, roles
from newsroom.models import OutboxEntry
from tests import factories
from tests.crawl import ask

from . import staff

FR, EN = "/fr/communiques-de-presse/", "/en/press-releases/"
HOUR = timedelta(hours=1)
GUESSED = OutboxEntry.Consequence.GUESSED
SECRET = {"slug": "budget-secret", "slug_en": "secret-budget"}
# In the order of an attack that took place: last year's addresses with this year's words, numbers, files, doors.
ATTACK = [
    f"{FR}budget-2026/",
    f"{FR}budget-secret/",
    f"{EN}secret-budget/",
    f"{EN}budget-secret/",
    f"{FR}BUDGET-SECRET/",
    f"{FR}budget-secret/pdf/",
    f"{FR}budget-secret/dossier.zip",
    *(f"/documents/{number}/budget-secret.pdf" for number in range(1, 12)),
    *(f"/images/original_images/budget-secret.{ending}" for ending in ("jpg", "png")),
    "/images/images/budget-secret.width-400.jpg",
    "/media/documents/budget-secret.pdf",
    *(f"/api/v2/pages/{number}/" for number in range(1, 12)),
    "/api/v2/documents/",
    "/api/v2/pages/find/?html_path=/budget-secret/",
    *(f"/admin/pages/{number}/view_draft/" for number in range(1, 12)),
    *(f"/fr/{number}/" for number in range(1, 6)),
]


def alarms() -> list[OutboxEntry]:
    return list(OutboxEntry.objects.filter(consequence=GUESSED).order_by("created_at"))


@pytest.fixture
def secret(site):
    return factories.scheduled_release(site, body_fr=[("document", factories.document())], **SECRET)


def test_the_attack_gets_nothing_and_raises_one_alarm_with_the_first_guess(site, secret):
    answers = {address: ask(address) for address in ATTACK}
    assert {answer.status for answer in answers.values()} == {404, 302}  # 302: to the log-in
    assert [one for one, answer in answers.items() if secret.title_fr.encode() in answer.body] == []
    (alarm,) = alarms()
    assert (alarm.page_id, alarm.detail) == (secret.pk, {"path": f"{FR}budget-secret/"})
    assert datetime.fromisoformat(alarm.cause) == secret.go_live_at


def test_a_right_guess_and_a_wrong_one_cost_the_same_and_answer_the_same(site, secret):
    ask(f"{FR}absent/")
    for right in (
        f"{FR}budget-secret/",
        f"{FR}budget-secret/",
        f"{EN}secret-budget/",
        "/documents/1/budget-secret.pdf",
    ):
        wrong = right.replace("budget-secret", "neant-absolus").replace("secret-budget", "absolus-neant")
        found, control = ask(right), ask(wrong)
        assert (found.status, found.query_count) == (control.status, control.query_count)
        assert len(found.body) == len(control.body)
    assert len(alarms()) == 1


def test_the_disk_is_not_waited_for(secret):
    statement, _parameters = guesses._statement(clock.shift())
    assert "set_config('synchronous_commit', 'off', true)" in statement


@pytest.mark.parametrize("which", ["document", "picture", "size", "card"])
def test_the_name_of_a_hidden_file_raises_it_too(site, which, django_capture_on_commit_callbacks):
    picture, document = factories.picture(), factories.document()
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.scheduled_release(
            site, lead_image=picture, body_fr=[("document", document)], **SECRET
        )
    addresses = {
        "document": document.url,
        "picture": picture.file.url,
        "size": picture.get_rendition("width-30|format-jpeg").url,
        "card": page.social_cards.first().file.url,
    }
    assert ask(addresses[which]).status == 404
    assert [alarm.page_id for alarm in alarms()] == [page.pk]


STATES = {
    "scheduled": True,
    "draft with an hour": True,
    "draft": False,
    "public": False,
    "expired": False,
    "unpublished": False,
    "public, a change approved for later": False,
    "English later": True,
}


def _in_state(site, state: str) -> None:
    names = SECRET | {"english_ready": False}
    later = factories.minute(2 * HOUR)
    if state == "draft with an hour":
        factories.draft_release(site, published_at=later, **names)
    elif state == "English later":
        factories.english_release(site, english_go_live_at=later, **SECRET)
    elif state == "public, a change approved for later":
        page = factories.english_release(site, **SECRET)
        page.go_live_at = later
        page.save_revision().publish()
    else:
        getattr(factories, f"{state}_release")(site, **(SECRET if state != "draft" else names))


@pytest.mark.parametrize(("state", "is_alarming"), STATES.items(), ids=STATES)
def test_an_alarm_is_about_what_has_an_hour_to_come(site, state, is_alarming):
    _in_state(site, state)
    for address in (f"{FR}budget-secret/rien/", f"{EN}secret-budget/", f"{EN}secret-budget/nothing/"):
        ask(address)
    assert bool(alarms()) is is_alarming


@pytest.mark.parametrize(
    ("slug", "address", "is_alarming"),
    [
        ("greffe", f"{FR}greffe/", True),
        ("greffe", f"{FR}Greffe/pdf/", True),
        ("greffe", f"{EN}greffe/1/", True),
        ("greffe", "/fr/greffe/", False),
        ("greffe", "/fr/hopitaux/greffe/", False),
        ("greffe", f"{FR}absent/greffe/", False),
        ("greffe", "/documents/1/greffe.pdf", False),
        ("greffe-de-rein", "/fr/greffe-de-rein/", True),
        ("greffe-de-rein", "/fr/greffe-de-rein/pdf/", True),
        ("greffe-de-rein", "/documents/1/greffe-de-rein.pdf", True),
        ("greffe-de-rein", "/wp-content/greffe-de-rein/2026/01/", False),
        ("greffe-de-rein", "/fr/greffe-de-rein-2/", False),
        ("ap-hp", "/fr/ap-hp/", False),
        ("transplantation", "/fr/transplantation/", True),
    ],
)
def test_an_everyday_word_is_a_guess_only_where_the_release_will_be(site, slug, address, is_alarming):
    factories.scheduled_release(site, slug=slug, slug_en=None)
    ask(address)
    assert bool(alarms()) is is_alarming


def test_a_number_is_a_guess_too(site, secret):
    type(secret).objects.filter(pk=secret.pk).update(reference="CP-2026-0042")
    ask("/fr/cp-2026-0042/")
    assert len(alarms()) == 1


def test_another_hour_is_another_alarm(site, secret):
    ask(f"{FR}budget-secret/")
    secret.published_at = factories.minute(3 * HOUR)
    secret.save_revision().publish()
    ask(f"{FR}budget-secret/pdf/")
    assert [alarm.detail["path"] for alarm in alarms()] == [f"{FR}budget-secret/", f"{FR}budget-secret/pdf/"]


def test_operators_are_told_by_mail_log_and_readyz(site, secret, settings, client, caplog):
    roles.ensure_roles()
    staff.person(roles.CHIEF, "claire")
    settings.ALARM_MAIL, settings.READYZ_TOKEN = ["astreinte@example.org"], "token"
    ask(f"{FR}budget-secret/")
    with caplog.at_level(logging.WARNING, "security"):
        delivery.run()
    (message,) = mail.outbox
    assert message.to == ["claire@example.org", "astreinte@example.org"]
    assert f"{FR}budget-secret/" in message.body and secret.title_fr in message.subject
    (line,) = [record.getMessage() for record in caplog.records if record.name == "security"]
    assert line.startswith(f"hidden_address_asked page={secret.pk} ") and "budget" not in line
    told = json.loads(client.get("/readyz", headers={"Authorization": "Bearer token"}).content)
    assert [row["page"] for row in told["checks"]["guesses"]["pages"]] == [secret.pk]
    assert "guesses" not in client.get("/readyz").content.decode()


def test_what_cannot_be_noted_is_nothing_to_the_reader(site, secret, monkeypatch):
    monkeypatch.setattr(guesses, "INSERT", guesses.INSERT.replace("newsroom_outboxentry", "nowhere"))
    guesses._statement.cache_clear()
    try:
        assert _status_in_a_savepoint(f"{FR}budget-secret/") == 404
    finally:
        guesses._statement.cache_clear()


def _status_in_a_savepoint(address: str) -> int:
    from django.db import connection, transaction

    with transaction.atomic():
        status = ask(address).status
        connection.needs_rollback = False
        transaction.set_rollback(True)
    return status

"""The mails of a request: in a row with it, each sent once, tried again; nothing of a person in a log."""

import logging

import pytest
from django.core import mail
from django.test import Client

from aphp_site import readiness
from newsroom import clock
from newsroom.attempts import FIRST_PAUSE, MOST_ATTEMPTS
from newsroom.models import PressRequest, RequestMail
from newsroom.press_requests import delivery, handling, links, mails
from newsroom.signals import round_over
from tests import factories
from tests.mail_server import mail_server

from .asking import WORDS, asked, send

AWAY = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "localhost", "port": 1, "timeout": 1},
    }
}


def test_the_journalist_and_the_office_are_told_by_the_worker_and_not_by_the_visit(site):
    send(Client())
    assert not mail.outbox
    round_over.send(None)
    request = PressRequest.objects.get()
    to_journalist, to_office = sorted(mail.outbox, key=lambda message: message.to != [WORDS["email"]])
    assert request.number in to_journalist.subject and links.link_of(request) in to_journalist.body
    assert to_journalist.reply_to == [site.office.email]
    assert to_office.to == [site.office.email] and to_office.reply_to == [WORDS["email"]]
    for word in (WORDS["message"], WORDS["outlet"], WORDS["name"], f"/press-requests/{request.pk}/"):
        assert word in to_office.body
    delivery.run()
    assert len(mail.outbox) == 2


def test_the_mail_to_an_address_that_may_be_somebody_else_s_repeats_nothing_of_the_sender(site):
    send(Client(), subject="Achetez", name="Gagnez", outlet="Vendu", message="https://spam.example/ acheter")
    delivery.run()
    (received,) = [message for message in mail.outbox if message.to == [WORDS["email"]]]
    whole = f"{received.subject} {received.body} {received.alternatives[0].content}"
    assert not [word for word in ("Achetez", "Gagnez", "Vendu", "spam.example") if word in whole]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Votre demande est arrivée"), ("en", "Your request has come")]
)
def test_the_journalist_reads_the_language_of_the_request(site, language, words):
    send(Client(), language)
    delivery.run()
    received = next(message for message in mail.outbox if message.to == [WORDS["email"]])
    assert words in received.body and f"/{language}/" in received.body


def test_the_office_of_the_hospital_is_told_for_its_hospital(site):
    own = factories.press_office(site.necker, email="necker@example.org")
    send(Client(), hospital="necker")
    delivery.run()
    assert [own.email] in [message.to for message in mail.outbox]


def test_a_server_that_refuses_loses_nothing_and_no_address_stands_in_a_log(site, settings, caplog):
    works = settings.MAILERS
    entry = asked().mails.create(kind="received")
    with mail_server(settings, refuses=True), caplog.at_level(logging.INFO, logger="newsroom"):
        delivery.run()
    entry.refresh_from_db()
    assert entry.delivered_at is None and entry.attempts == 1
    for written in (caplog.text, entry.error):
        assert "nobody of that name" in written and WORDS["email"] not in written
    settings.MAILERS = works
    assert delivery.run() == 0
    with clock.shifted(FIRST_PAUSE * 2):
        assert delivery.run() == 1
    assert len(mail.outbox) == 1


def test_a_mail_that_never_goes_is_given_up_after_a_day(site, settings):
    settings.MAILERS = AWAY
    entry = asked().mails.create(kind="received", attempts=MOST_ATTEMPTS - 1)
    delivery.run()
    assert list(delivery.given_up()) == [entry]
    assert not readiness.request_mails().is_well
    assert delivery.revive() == 1 and list(delivery.waiting()) == [entry]


def test_an_entry_that_another_worker_has_is_left_to_it(site, monkeypatch):
    entry = asked().mails.create(kind="received")
    seen = []

    def writes(mail_entry):
        seen.append(delivery.deliver_next())
        return mails.WRITERS[RequestMail.Kind.RECEIVED](mail_entry)

    monkeypatch.setattr(mails, "message_of", writes)
    assert delivery.run() == 1 and seen == [False]
    entry.refresh_from_db()
    assert entry.delivered_at


def test_a_mail_sent_again_is_known_by_its_id(site):
    entry = asked().mails.create(kind="received")
    assert (
        mails.message_of(entry).extra_headers["Message-ID"]
        == mails.message_of(entry).extra_headers["Message-ID"]
    )


def test_a_request_erased_before_its_mails_left_sends_none(site):
    send(Client())
    request = PressRequest.objects.get()
    Client().post(links.path_of(request), {"withdraw": "1"}, headers={"Sec-Fetch-Site": "same-origin"})
    delivery.run()
    (told,) = mail.outbox
    assert told.to == [site.office.email] and request.number in told.body
    assert WORDS["name"] not in told.body + told.subject and not told.reply_to


def test_whoever_is_handed_a_request_has_everything_needed(site, django_user_model):
    colleague = django_user_model.objects.create_user(
        "astreinte", "astreinte@example.org", "x", is_active=True
    )
    type(site.cochin).objects.filter(pk=site.cochin.pk).update(press_meeting_point_fr="Le perron")
    request = asked(hospital=site.cochin, phone="+33140273000")
    handling.note(request, colleague, "Rappeler avant midi.")
    handling.give(request, colleague, colleague, is_on_call=True)
    delivery.run()
    (told,) = mail.outbox
    assert told.to == [colleague.email]
    body = told.body.replace("\u00a0", " ")
    for word in ("01 40 27 30 00", WORDS["message"], "Rappeler avant midi.", "Le perron", WORDS["email"]):
        assert word in body

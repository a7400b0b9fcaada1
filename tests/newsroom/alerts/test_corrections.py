"""Whoever was sent a release is sent its major corrections, marked as such; minor ones tell nobody."""

import pytest
from django.core import mail

from newsroom import clock, delivery
from newsroom.alerts import fan_out
from newsroom.models import AlertDelivery, OutboxEntry
from tests import factories

from .people import HOUR, correct, entries, subscriber

Consequence = OutboxEntry.Consequence


@pytest.fixture
def told(site):
    """A release that Léa was sent; Noé came later."""
    lea = subscriber("lea@example.org", language="fr")
    page = factories.english_release(site, title_fr="Un essai sur dix", title_en="One trial in ten")
    delivery.run()
    subscriber("noe@example.org")
    assert [one.to for one in mail.outbox] == [[lea.email]]
    mail.outbox.clear()
    return page


def test_a_major_correction_goes_to_whoever_was_sent_the_release(told):
    correct(told, note="Ce n’est pas dix, mais cent.")
    delivery.run()
    (message,) = mail.outbox
    assert message.to == ["lea@example.org"]
    assert message.subject == "Rectificatif : Un essai sur dix"
    for text in (message.body, message.alternatives[0].content):
        assert "Ce n’est pas dix, mais cent." in text and told.url_in("fr", full=True) in text
    delivery.run()
    assert len(mail.outbox) == 1


def test_a_minor_one_tells_nobody(told):
    correct(told, kind="minor")
    delivery.run()
    assert mail.outbox == [] and Consequence.CORRECTION_ALERTS not in entries(told)


def test_each_major_one_is_told_once_and_no_other_publication_tells_it_again(told):
    correct(told, note="Première.")
    delivery.run()
    page = correct(told, note="Seconde.")
    delivery.run()
    page.title_fr = "Un essai sur cent"
    page.save_revision().publish()
    correct(page, kind="minor", note="Coquille.")
    delivery.run()
    assert ["Première." in one.body for one in mail.outbox] == [True, False]
    assert ["Seconde." in one.body for one in mail.outbox] == [False, True]


def test_its_note_put_right_later_is_not_told_again(told):
    page = correct(told)
    delivery.run()
    draft = factories.fresh(page)
    corrections = list(draft.corrections.all())
    corrections[0].note_fr = "Le chiffre exact est cent."
    draft.corrections = corrections
    draft.save_revision().publish()
    delivery.run()
    assert len(mail.outbox) == 1


def test_it_is_told_in_the_language_of_the_mail(site):
    subscriber("ann@example.org", language="en")
    page = factories.english_release(site, title_en="One trial in ten")
    delivery.run()
    correct(page)
    delivery.run()
    message = mail.outbox[1]
    assert message.subject == "Correction: One trial in ten"
    assert "EN Le chiffre était faux." in message.body


def test_who_waits_for_a_digest_gets_the_corrected_text_and_no_correction(site):
    reader = subscriber(frequency="daily")
    page = factories.public_release(site, title_fr="Avant")
    delivery.run()
    correct(page, title_fr="Après")
    delivery.run()
    due = AlertDelivery.objects.filter(kind="announcement").get().due_at
    with clock.shifted(due - clock.now()):
        delivery.run()
    assert [(one.to, "Après" in one.body) for one in mail.outbox] == [([reader.email], True)]
    with clock.shifted(due - clock.now() + HOUR):
        assert delivery.run() == 0


def test_who_is_being_sent_the_old_text_while_it_is_corrected_gets_the_correction(site):
    """The text was read before, the mail is noted after: by its date the worker knows that it was the old one."""
    subscriber()
    page = factories.public_release(site)
    fan_out.fan_out(entries(page)[Consequence.ALERTS])
    old_text = factories.fresh(page).last_published_at
    correct(page)
    fan_out.fan_out(entries(page)[Consequence.CORRECTION_ALERTS])
    announcement = AlertDelivery.objects.filter(kind="announcement")
    announcement.update(state="sent", done_at=clock.now(), published_at=old_text)
    delivery.run()
    assert [one.subject for one in mail.outbox] == [f"Rectificatif : {page.title_fr}"]


def test_a_correction_that_stood_there_at_the_first_publication_is_told_to_nobody(site):
    subscriber()
    draft = factories.draft_release(site)
    correct(draft)
    delivery.run()
    assert len(mail.outbox) == 1 and not AlertDelivery.objects.filter(kind="correction").exists()


def test_one_that_is_taken_back_before_it_leaves_is_not_told(told):
    page = correct(told)
    fan_out.fan_out(entries(page)[Consequence.CORRECTION_ALERTS])
    draft = factories.fresh(page)
    draft.corrections = []
    draft.save_revision().publish()
    delivery.run()
    assert mail.outbox == [] and not AlertDelivery.objects.filter(kind="correction").exists()

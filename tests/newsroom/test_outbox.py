"""What follows from a publication is recorded with it and delivered once, when readers see the page."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from newsroom import attempts, clock, delivery, mail_errors, mails, outbox, publisher
from newsroom.models import BilingualPage, Heartbeat, OutboxEntry
from tests import factories
from tests.mail_server import mail_server

from . import staff
from .forms import publish_from_editor
from .killing import at_once, killed_at_each_statement

HOUR = timedelta(hours=1)
Consequence = OutboxEntry.Consequence


@pytest.fixture
def author(db):
    return staff.User.objects.create_user("noé", "noe@example.org", "x")


def entries(page) -> dict[str, OutboxEntry]:
    return {entry.consequence: entry for entry in OutboxEntry.objects.filter(page=page.pk)}


def test_a_publication_from_the_editor_is_recorded_once(editor, site):
    draft = factories.draft_release(site)
    publish_from_editor(editor, draft)
    publish_from_editor(editor, factories.fresh(draft), title_fr="Corrigé")
    assert sorted(entries(draft)) == [Consequence.ALERTS, Consequence.PUBLISHED_MAIL]


def test_scheduling_records_nothing(editor, site):
    draft = factories.draft_release(site)
    hour = factories.minute(timedelta(days=2))
    publish_from_editor(editor, draft, published_at=hour.strftime("%Y-%m-%d %H:%M"))
    assert factories.fresh(draft).approved_schedule
    assert entries(draft) == {}


def test_a_copy_of_a_public_release_is_a_draft_whatever_was_asked(editor, site):
    page = factories.public_release(site)
    form = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": site.newsroom.pk}
    editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | {"publish_copies": "on"})
    by_hand = page.copy(update_attrs={"slug": "autre"})
    for copy in (by_hand, type(page).objects.get(slug="copie")):
        assert not copy.live and entries(copy) == {}


def test_the_database_refuses_a_second_entry(site):
    page = factories.public_release(site)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxEntry.objects.create(page_id=page.pk, consequence=Consequence.PUBLISHED_MAIL)


def test_a_publication_that_is_taken_back_takes_its_entries_with_it(site):
    draft = factories.draft_release(site)
    with transaction.atomic():
        factories.publish(draft)
        transaction.set_rollback(True)
    assert entries(draft) == {}


def test_english_that_lifts_with_the_french_is_told_in_the_same_mail(site, author):
    page = factories.english_release(site, owner=author)
    assert entries(page)[Consequence.ENGLISH_PUBLISHED].delivered_at
    assert entries(page)[Consequence.ENGLISH_ALERTS].delivered_at
    delivery.run()
    assert len(mail.outbox) == 1
    assert page.url_in("en", full=True) in mail.outbox[0].body


def test_english_that_comes_later_has_a_mail_of_its_own(site, author):
    page = factories.public_release(site, owner=author)
    delivery.run()
    for name, value in factories.english_fields().items():
        setattr(page, name, value)
    page.save_revision().publish()
    delivery.run()
    assert [message.subject for message in mail.outbox] == [
        f"En ligne : {page.title_fr}",
        f"En anglais aussi : {page.title_fr}",
    ]


def test_the_author_is_told_in_french_with_the_way_to_the_admin(site, author):
    page = factories.public_release(site, owner=author)
    delivery.run()
    (message,) = mail.outbox
    html = message.alternatives[0].content
    assert message.to == ["noe@example.org"]
    for text in (message.body, html):
        assert "est en ligne" in text and page.reference in text
        assert f"http://localhost/admin/pages/{page.pk}/edit/" in text
        assert "heure de Paris, UTC+" in text
    assert '<html lang="fr">' in html


def test_each_entry_is_delivered_once(site, author):
    page = factories.public_release(site, owner=author)
    assert [delivery.run(), delivery.run()] == [2, 0]
    assert len(mail.outbox) == 1
    assert entries(page)[Consequence.PUBLISHED_MAIL].delivered_at


def test_a_mail_names_its_entry_so_that_a_second_copy_is_recognised(site, author):
    page = factories.public_release(site, owner=author)
    delivery.run()
    OutboxEntry.objects.update(delivered_at=None, next_attempt_at=clock.now())
    delivery.run()
    first, second = (message.message()["Message-ID"] for message in mail.outbox)
    assert first == second == f"<{entries(page)[Consequence.PUBLISHED_MAIL].pk}@example.org>"


def hide(page, way: str) -> None:
    if way == "unpublished":
        page.unpublish()
    else:
        parent = factories.fresh(page).get_parent()
        BilingualPage.objects.filter(pk=parent.pk).update(live=False)


@pytest.mark.parametrize("way", ["unpublished", "below a hidden page"])
def test_what_readers_do_not_see_is_held_and_goes_when_they_do(site, author, way):
    page = factories.public_release(site, owner=author)
    hide(page, way)
    assert delivery.run() == 0 and mail.outbox == []
    BilingualPage.objects.filter(pk__in=[page.pk, site.newsroom.pk]).update(live=True)
    delivery.run()
    assert len(mail.outbox) == 1


def test_an_entry_written_for_a_release_to_come_is_held_until_its_hour(site, author):
    """Whatever writes entries too early, the database's clock decides at the moment of sending."""
    page = factories.scheduled_release(site, owner=author)
    outbox.record(page)
    delivery.run()
    assert mail.outbox == []
    with clock.shifted(HOUR):
        delivery.run()
    assert len(mail.outbox) == 1


def test_a_page_hidden_between_claim_and_sending_is_not_told(site, author):
    page = factories.public_release(site, owner=author)
    OutboxEntry.objects.filter(consequence=Consequence.ALERTS).delete()
    entry = attempts.claim(delivery.waiting())
    page.unpublish()
    delivery._deliver(entry)
    entry = entries(page)[Consequence.PUBLISHED_MAIL]
    assert mail.outbox == [] and entry.delivered_at is None
    assert entry.attempts == 0 and entry.next_attempt_at


def test_english_is_told_only_while_readers_see_it(site, author):
    page = factories.english_release(site, owner=author, english_go_live_at=factories.minute(HOUR))
    delivery.run()
    with clock.shifted(HOUR):
        publisher.run()
        BilingualPage.objects.filter(pk=page.pk).update(english_ready=False)
        delivery.run()
        assert len(mail.outbox) == 1
        BilingualPage.objects.filter(pk=page.pk).update(english_ready=True)
        delivery.run()
        assert len(mail.outbox) == 2


BROKEN = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1},
    }
}


def test_a_mail_that_cannot_be_sent_is_tried_again_later_and_later(site, author, settings):
    page = factories.public_release(site, owner=author)
    settings.MAILERS = BROKEN
    pauses = []
    for hours in range(3):
        with clock.shifted(hours * HOUR):
            assert delivery.run() == (1 if hours else 2)  # the alerts go to nobody
            assert delivery.run() == 0
            entry = entries(page)[Consequence.PUBLISHED_MAIL]
            pauses.append(round((entry.next_attempt_at - clock.now()).total_seconds(), -1))
    assert pauses == [30, 60, 120]
    assert (entry.attempts, entry.error.partition(":")[0]) == (3, "ConnectionRefusedError")


def test_an_address_that_is_refused_stands_neither_in_the_error_nor_in_the_log(
    site, author, settings, caplog
):
    page = factories.public_release(site, owner=author)
    with mail_server(settings, refuses=True):
        delivery.run()
    error = entries(page)[Consequence.PUBLISHED_MAIL].error
    assert "nobody of that name" in error and "<address>" in error
    assert "nobody of that name" in caplog.text
    assert "noe@example.org" not in error + caplog.text


@pytest.mark.parametrize("address", ["a.b+c@d-e.example", '"Léa V"@example.org', "léa@hôpital.example"])
def test_whatever_an_address_looks_like(address):
    assert mail_errors.without_addresses(f"<{address}>: no, '{address}'") == "<<address>>: no, '<address>'"


def test_what_never_succeeds_is_given_up_and_can_be_taken_up_again(site, author, settings, capsys):
    page = factories.public_release(site, owner=author)
    OutboxEntry.objects.filter(consequence=Consequence.ALERTS).delete()
    OutboxEntry.objects.update(attempts=attempts.MOST_ATTEMPTS - 1)
    right, settings.MAILERS = settings.MAILERS, BROKEN
    delivery.run()
    assert delivery.given_up().get().page_id == page.pk
    settings.MAILERS = right
    call_command("deliver_outbox")
    assert mail.outbox == []
    call_command("deliver_outbox", retry=True)
    assert len(mail.outbox) == 1
    assert capsys.readouterr().out == "0 dealt with.\n1 taken up again.\n1 dealt with.\n"


def test_an_owner_who_has_left_is_not_told_but_whoever_saved_the_text(site, author):
    left = staff.User.objects.create_user("partie", "partie@example.org", "x", is_active=False)
    draft = factories.draft_release(site, owner=left)
    draft.save_revision(user=author).publish()
    delivery.run()
    assert [message.to for message in mail.outbox] == [["noe@example.org"]]


def test_nobody_to_tell_is_no_failure(site):
    page = factories.public_release(site)
    delivery.run()
    assert mail.outbox == [] and entries(page)[Consequence.PUBLISHED_MAIL].delivered_at


def test_each_round_is_noted(db):
    call_command("deliver_outbox")
    assert Heartbeat.objects.filter(worker=Heartbeat.Worker.OUTBOX).exists()


def test_the_mail_goes_through_a_real_mail_server(site, author, settings):
    page = factories.public_release(site, owner=author, title_fr="Été à l’hôpital")
    with mail_server(settings) as messages:
        call_command("deliver_outbox")
    (message,) = messages
    assert message["X-RcptTo"] == "noe@example.org"
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]
    assert "Été à l’hôpital" in message.get_payload(0).get_payload(decode=True).decode()
    assert str(entries(page)[Consequence.PUBLISHED_MAIL].pk) in message["Message-ID"]


def test_three_workers_send_each_mail_once(committed_site, settings, author, tmp_path):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}
    pages = [factories.public_release(committed_site, owner=author) for _number in range(6)]
    at_once(delivery.run, delivery.run, delivery.run)
    sent = "".join(path.read_text() for path in tmp_path.iterdir())
    assert sent.count("Message-ID:") == len(pages)
    assert all(str(entries(page)[Consequence.PUBLISHED_MAIL].pk) in sent for page in pages)


def test_an_import_alerts_nobody_now_or_at_a_later_hour(site):
    with outbox.alerting_nobody():
        page = factories.english_release(site)
    assert all(entries(page)[one].delivered_at for one in (Consequence.ALERTS, Consequence.ENGLISH_ALERTS))
    later = factories.scheduled_release(site)
    outbox.record_as_known_to_subscribers([later])
    with clock.shifted(HOUR):
        publisher.run()
    assert (
        entries(later)[Consequence.ALERTS].attempts == 0 and entries(later)[Consequence.ALERTS].delivered_at
    )


def test_a_mail_goes_out_wherever_the_worker_dies(committed_site, settings, author, tmp_path):
    """Twice in the one place where that cannot be known: after sending, before noting it."""
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}
    page = factories.public_release(committed_site, owner=author)
    page.outbox.exclude(
        consequence=Consequence.PUBLISHED_MAIL
    ).delete()  # each death is then one of this mail's
    rounds: list[int] = []

    def work() -> None:
        with clock.shifted(len(rounds) * attempts.LEASE):
            delivery.run()

    for statement in killed_at_each_statement(work):
        rounds.append(statement)
    sent = "".join(path.read_text() for path in tmp_path.iterdir())
    entry = entries(page)[Consequence.PUBLISHED_MAIL]
    assert sent.count("Message-ID:") == sent.count(f"Message-ID: {mails.message_id(entry)}") == 2
    assert entry.delivered_at and len(rounds) > 5

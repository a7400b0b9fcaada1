"""An embargo that is moved: who accepted another hour accepts again, and whoever was sent it is told, once."""

import re
from datetime import timedelta

import pytest

from newsroom import clock, dates, delivery, roles
from newsroom.embargo import access as accesses
from newsroom.models import OutboxEntry
from tests import factories
from tests.newsroom.staff import person

from .test_embargo import HOUR, SAME_ORIGIN, address, invite

TOLD = "l’heure de l’embargo a changé"


@pytest.fixture(autouse=True)
def _one_minute(monkeypatch):
    """Hours are counted from the minute in which the test began, also when it ends in the next one."""
    began = factories.minute()
    monkeypatch.setattr(factories, "minute", lambda delta=timedelta(0): began + delta)


@pytest.fixture
def release(site):
    return factories.scheduled_release(site, 2 * HOUR, slug="greffe", title_fr="Greffe secrète")


@pytest.fixture
def told(release, mailoutbox):
    access = invite(release)
    accesses.accept(access)
    delivery.run()
    mailoutbox.clear()
    return access


def move(release, delay: timedelta):
    """Approved anew, with another hour."""
    release = factories.fresh(release)
    release.revisions.update(approved_go_live_at=None)
    draft = release.get_latest_revision_as_object()
    draft.go_live_at = draft.embargo_until = draft.published_at = factories.minute(delay)
    draft.save_revision().publish()
    return factories.fresh(release)


def at(delay: timedelta) -> str:
    return dates.exact(factories.minute(delay), "fr")


def accept_button(page: str) -> str:
    return re.search(r'name="accept" value="(\w+)"', page)[1]


@pytest.mark.parametrize("delay", [HOUR, 5 * HOUR], ids=["earlier", "later"])
def test_the_terms_are_shown_again_and_say_which_hour_was_accepted(told, release, client, delay):
    move(release, delay)
    page = client.get(address(told)).content.decode()
    assert "L’heure a changé" in page and at(2 * HOUR) in page and at(delay) in page
    assert "Greffe secrète" not in page and "J’accepte et je lis" in page


def test_once_accepted_again_it_is_read(told, release, client):
    move(release, 5 * HOUR)
    button = accept_button(client.get(address(told)).content.decode())
    client.post(address(told), {"accept": button}, **SAME_ORIGIN)
    assert "Greffe secrète" in client.get(address(told)).content.decode()


def test_an_hour_that_moved_while_the_terms_were_read_is_not_accepted(told, release, client):
    move(release, 5 * HOUR)
    button = accept_button(client.get(address(told)).content.decode())
    move(release, 6 * HOUR)
    client.post(address(told), {"accept": button}, **SAME_ORIGIN)
    assert at(6 * HOUR) in (page := client.get(address(told)).content.decode())
    assert "Greffe secrète" not in page


def test_files_wait_for_the_new_hour_to_be_accepted(site, client):
    document = factories.document("film.webm", b"film")
    release = factories.scheduled_release(site, 2 * HOUR, body_fr=[("document", document)])
    accesses.accept(access := invite(release))
    file = address(access) + document.file.name
    assert client.get(file).status_code == 200
    move(release, 5 * HOUR)
    assert client.get(file).status_code == 404


def test_another_text_for_the_same_hour_asks_nothing_and_tells_nobody(told, release, client, mailoutbox):
    draft = release.get_latest_revision_as_object()
    draft.title_fr = "Greffe mieux dite"
    draft.save_revision().publish()
    delivery.run()
    assert "Greffe mieux dite" in client.get(address(told)).content.decode() and not mailoutbox


def test_whoever_was_sent_the_old_hour_is_told_once(told, release, mailoutbox):
    move(release, 5 * HOUR)
    delivery.run()
    delivery.run()
    (mail,) = mailoutbox
    assert TOLD in mail.subject and mail.to == ["lea@example.org"] and mail.reply_to == ["presse@example.org"]
    for text in (mail.body, mail.alternatives[0].content):
        assert at(2 * HOUR) in text and at(5 * HOUR) in text and address(told) in text
        assert "Greffe" not in text


def test_in_english_for_those_who_read_it(release, mailoutbox):
    invite(release, language="en")
    delivery.run()
    move(release, 5 * HOUR)
    delivery.run()
    assert "hour of the embargo has changed" in mailoutbox[1].subject


def test_an_hour_that_comes_back_is_told_each_time(told, release, mailoutbox):
    for delay in (5 * HOUR, 2 * HOUR, 5 * HOUR):
        move(release, delay)
        delivery.run()
    assert len(mailoutbox) == 3


def test_an_hour_that_came_back_before_anybody_was_told_tells_nobody(told, release, mailoutbox):
    move(release, 5 * HOUR)
    move(release, 2 * HOUR)
    delivery.run()
    assert not mailoutbox


def test_who_has_no_mail_yet_gets_one_with_the_new_hour(release, mailoutbox):
    invite(release)
    move(release, 5 * HOUR)
    delivery.run()
    with clock.shifted(2 * delivery.HELD_FOR):
        delivery.run()
    assert (
        len(mailoutbox) == 1 and dates.exact(factories.fresh(release).go_live_at, "fr") in mailoutbox[0].body
    )


def test_a_closed_link_is_told_nothing(told, release, mailoutbox):
    accesses.revoke(told, None)
    move(release, 5 * HOUR)
    delivery.run()
    assert not mailoutbox


def test_a_link_whose_release_is_not_approved_for_a_moment_waits(release, mailoutbox):
    access = invite(release)
    release.revisions.update(approved_go_live_at=None)
    delivery.run()
    entry = OutboxEntry.objects.get(consequence="access_link")
    assert not mailoutbox and entry.delivered_at is None and entry.attempts == 0
    move(release, 2 * HOUR)
    with clock.shifted(2 * delivery.HELD_FOR):
        delivery.run()
    assert address(access) in mailoutbox[0].body


def test_a_link_that_waits_and_is_closed_waits_no_longer(release, mailoutbox):
    access = invite(release)
    release.revisions.update(approved_go_live_at=None)
    accesses.revoke(access, None)
    delivery.run()
    assert not mailoutbox and OutboxEntry.objects.get(consequence="access_link").delivered_at


def test_the_press_office_sees_who_has_not_accepted_the_new_hour(told, release):
    roles.ensure_roles()
    move(release, 5 * HOUR)
    page = person(roles.OFFICER).get(f"/admin/newsroom/readers/{release.pk}/").content.decode()
    assert "pas encore la nouvelle heure" in page

"""The publisher makes durable what the clock has made public, page by page, and nothing earlier."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import PageLogEntry

from newsroom import clock, publisher, visibility
from newsroom.models import BilingualPage, FailedPublication, Heartbeat, OutboxEntry, PressReleasePage
from tests import factories

FR = "/fr/communiques-de-presse/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Consequence = OutboxEntry.Consequence
IN_FRENCH = [Consequence.ALERTS, Consequence.PUBLISHED_MAIL]
WITH_ENGLISH = sorted([*IN_FRENCH, Consequence.ENGLISH_ALERTS, Consequence.ENGLISH_PUBLISHED])


def consequences(page) -> list[str]:
    return sorted(OutboxEntry.objects.filter(page=page.pk).values_list("consequence", flat=True))


def poison(page) -> None:
    """An approved revision that cannot be written: a title was lost."""
    revision = page.scheduled_revision
    revision.content = revision.content | {"title_fr": "", "title": ""}
    revision.save(update_fields=["content"])


def test_nothing_is_done_before_the_hour(site):
    page = factories.scheduled_release(site)
    assert publisher.run().done == []
    assert not factories.fresh(page).live


def test_a_due_release_becomes_durable_with_its_number_and_its_consequences(site):
    page = factories.scheduled_release(site)
    with clock.shifted(HOUR):
        assert publisher.run().done == [page.pk]
    page = factories.fresh(page)
    assert page.live and page.reference and page.live_revision and not page.approved_schedule
    assert consequences(page) == WITH_ENGLISH


def test_a_second_round_finds_nothing_to_do(site):
    page = factories.scheduled_release(site)
    with clock.shifted(HOUR):
        publisher.run()
        assert publisher.run().done == []
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count() == 1


def test_the_dates_are_the_release_s_own_however_late_the_publisher_is(site):
    page = factories.scheduled_release(site)
    with clock.shifted(3 * DAY):
        publisher.run()
    durable = factories.fresh(page)
    assert durable.first_published_at == durable.last_published_at == page.go_live_at
    assert durable.published_at == page.published_at


def test_readers_notice_nothing_when_the_publisher_comes_by(site, client):
    """Number apart: lists, feed and site map keep their order and their dates."""
    for number, hours in enumerate((3, 1, 2)):
        factories.scheduled_release(site, hours * HOUR, slug=f"communique-no-{number}")
    addresses = (FR, f"{FR}atom/", "/sitemap.xml", "/api/v2/pages/")

    def shown() -> list[str]:
        return [client.get(address).content.decode() for address in addresses]

    with clock.shifted(5 * DAY):
        before = shown()
        done = publisher.run().done
        after = "\n".join(shown())
    for page in PressReleasePage.objects.filter(pk__in=done):
        after = after.replace(f" – {page.reference}", "").replace(page.reference, "")
    assert len(done) == 3 and after == "\n".join(before)


def test_numbers_follow_the_hours_of_the_releases(site):
    pages = [factories.scheduled_release(site, hours * HOUR) for hours in (3, 1, 2)]
    with clock.shifted(DAY):
        publisher.run()
    numbers = [factories.fresh(page).reference for page in pages]
    assert sorted(numbers) == [numbers[1], numbers[2], numbers[0]]


def change(page, delay: timedelta = HOUR, **fields):
    """An approved change to a public page, for a later hour."""
    draft = factories.fresh(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.go_live_at = factories.minute(delay)
    draft.save_revision().publish()
    return factories.fresh(page)


def test_a_scheduled_change_leaves_what_is_public_until_its_hour(site, client):
    page = change(factories.public_release(site, slug="etude", title_fr="Avant"), title_fr="Après")
    assert "<h1>Avant</h1>" in client.get(f"{FR}etude/").content.decode()
    with clock.shifted(HOUR):
        assert "<h1>Avant</h1>" in client.get(f"{FR}etude/").content.decode()
        publisher.run()
        assert "<h1>Après</h1>" in client.get(f"{FR}etude/").content.decode()
    assert consequences(page) == IN_FRENCH


def test_a_scheduled_change_keeps_the_date_of_the_release(site):
    past = factories.minute(-3 * DAY)
    page = change(factories.public_release(site, published_at=past), title_fr="Après")
    assert page.published_at == past
    with clock.shifted(HOUR):
        publisher.run()
    page = factories.fresh(page)
    assert (page.title_fr, page.published_at) == ("Après", past)


def test_an_expired_page_is_unpublished_and_answers_as_if_it_had_never_been(site, client):
    page = factories.public_release(site, slug="bref", expire_at=factories.minute(HOUR))
    with clock.shifted(HOUR):
        before = client.get(f"{FR}bref/")
        assert publisher.run().done == [page.pk]
        after = client.get(f"{FR}bref/")
    page = factories.fresh(page)
    assert (page.live, page.expired) == (False, True)
    assert (before.status_code, before.content) == (after.status_code, after.content)
    assert after.status_code == 404


def test_a_release_that_came_and_went_while_nothing_ran_ends_expired_with_its_number(site):
    page = factories.scheduled_release(site, HOUR, expire_at=factories.minute(2 * HOUR))
    with clock.shifted(3 * HOUR):
        publisher.run()
    page = factories.fresh(page)
    assert (page.live, page.expired, bool(page.reference)) == (False, True, True)


def test_an_expiry_leaves_what_is_approved_for_later(site, client):
    page = factories.public_release(site, slug="saison", title_fr="Automne", expire_at=factories.minute(HOUR))
    change(page, 3 * HOUR, title_fr="Hiver", expire_at=None)
    with clock.shifted(HOUR):
        publisher.run()
        assert client.get(f"{FR}saison/").status_code == 404
    with clock.shifted(3 * HOUR):
        assert "<h1>Hiver</h1>" in client.get(f"{FR}saison/").content.decode()
        publisher.run()
    assert factories.fresh(page).live


def test_english_that_lifts_later_is_recorded_once_at_its_hour(site):
    page = factories.english_release(site, english_go_live_at=factories.minute(HOUR))
    publisher.run()
    assert consequences(page) == IN_FRENCH
    with clock.shifted(HOUR):
        publisher.run()
        publisher.run()
    assert consequences(page) == WITH_ENGLISH


def test_a_poisoned_release_holds_up_nobody(site):
    bad, good = factories.scheduled_release(site, HOUR), factories.scheduled_release(site, 2 * HOUR)
    poison(bad)
    with clock.shifted(3 * HOUR):
        result = publisher.run()
    assert (result.failed, result.done) == ([bad.pk], [good.pk])
    failure = FailedPublication.objects.get()
    assert (failure.page_id, failure.attempts) == (bad.pk, 1)
    assert failure.error_class == "django.core.exceptions.ValidationError"
    assert not factories.fresh(bad).live and consequences(bad) == []
    assert factories.fresh(bad).scheduled_revision


def test_a_poisoned_release_is_tried_again_later_and_forgotten_once_it_is_out(site):
    bad = factories.scheduled_release(site, HOUR)
    poison(bad)
    with clock.shifted(2 * HOUR):
        publisher.run()
        assert publisher.run().failed == []
        first = FailedPublication.objects.get()
    with clock.shifted(2 * HOUR + timedelta(seconds=6)):
        assert publisher.run().failed == [bad.pk]
        second = FailedPublication.objects.get()
    assert second.first_failed_at == first.first_failed_at
    assert second.next_attempt_at - first.next_attempt_at > timedelta(seconds=10)
    revision = factories.fresh(bad).scheduled_revision
    revision.content = revision.content | {"title_fr": "Réparé"}
    revision.save(update_fields=["content"])
    with clock.shifted(3 * HOUR):
        assert publisher.run().done == [bad.pk]
        publisher.run()
    assert not FailedPublication.objects.exists()


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_a_failure_is_forgotten_with_what_was_due(site, way):
    bad = factories.scheduled_release(site)
    poison(bad)
    with clock.shifted(HOUR):
        publisher.run()
        assert FailedPublication.objects.exists()
        bad.revisions.update(approved_go_live_at=None)
        getattr(factories.fresh(bad), way)()
        publisher.run()
    assert not FailedPublication.objects.exists()


def test_a_page_below_a_hidden_one_is_made_durable_and_stays_hidden(site):
    page = factories.scheduled_release(site)
    BilingualPage.objects.filter(pk=site.newsroom.pk).update(live=False)
    with clock.shifted(HOUR):
        publisher.run()
        assert not visibility.is_visible(page)


def test_the_command_tells_what_it_did_and_fails_when_a_page_did(site, capsys):
    call_command("publish_due")
    assert capsys.readouterr().out == "0 made durable, 0 failed.\n"
    bad = factories.scheduled_release(site, HOUR)
    poison(bad)
    with clock.shifted(HOUR), pytest.raises(CommandError, match=str(bad.pk)):
        call_command("publish_due")


def test_wagtail_s_command_is_ours(site):
    page = factories.scheduled_release(site)
    with clock.shifted(HOUR):
        call_command("publish_scheduled")
    assert consequences(page)


def test_each_round_is_noted(db):
    publisher.run()
    first = Heartbeat.objects.get(worker=Heartbeat.Worker.PUBLISHER).beat_at
    publisher.run()
    assert Heartbeat.objects.get(worker=Heartbeat.Worker.PUBLISHER).beat_at > first


def test_the_next_hour_is_the_nearest_of_lifts_changes_expiries_and_english(site):
    assert visibility.next_hour(clock.now()) is None
    lifting = factories.scheduled_release(site, 4 * HOUR)
    assert visibility.next_hour(clock.now()) == lifting.go_live_at
    expiring = factories.public_release(site, expire_at=factories.minute(3 * HOUR))
    assert visibility.next_hour(clock.now()) == expiring.expire_at
    english = factories.english_release(site, english_go_live_at=factories.minute(2 * HOUR))
    assert visibility.next_hour(clock.now()) == english.english_go_live_at
    changing = change(factories.public_release(site))
    hour = changing.get_latest_revision().approved_go_live_at
    assert visibility.next_hour(clock.now()) == hour < english.english_go_live_at


@pytest.mark.parametrize(
    "instant",
    [
        pytest.param(datetime(2027, 3, 28, 0, 59, tzinfo=UTC), id="last-minute-of-winter"),
        pytest.param(datetime(2027, 3, 28, 1, 0, tzinfo=UTC), id="first-minute-of-summer"),
        pytest.param(datetime(2027, 10, 31, 0, 30, tzinfo=UTC), id="2-30-in-summer-time"),
        pytest.param(datetime(2027, 10, 31, 1, 30, tzinfo=UTC), id="2-30-in-winter-time"),
    ],
)
def test_the_hour_is_exact_on_the_nights_when_clocks_change(site, client, instant):
    page = factories.public_release(site, slug="nuit", published_at=instant)
    second = timedelta(seconds=1)
    with clock.shifted(instant - clock.now() - 5 * second):
        assert publisher.run().done == []
        assert client.get(f"{FR}nuit/").status_code == 404
    with clock.shifted(instant - clock.now() + second):
        assert client.get(f"{FR}nuit/").status_code == 200
        assert publisher.run().done == [page.pk]
    assert factories.fresh(page).published_at == instant

"""Who asked for it is told of a release once readers see it: each once, in their language, by their filters."""

from datetime import timedelta

import pytest
from django.core import mail

from newsroom import clock, delivery, outbox, publisher
from newsroom.alerts import fan_out
from newsroom.models import AlertDelivery, AlertSubscription, BilingualPage, OutboxEntry
from tests import factories

from .people import DAY, HOUR, about, entries, states, subscriber

Consequence = OutboxEntry.Consequence


@pytest.fixture
def archive(site):
    """One subscriber for each way to be told of it, and one for each not to be."""
    factories.release_type("etude")
    factories.specialty()
    factories.specialty("oncologie", name_fr="Cancérologie")
    year = factories.minute().year
    for query in MATCHING.format(year=year).split():
        subscriber(f"{query}@yes.example", query=query)
    for query in OTHERS.format(year=year - 1).split():
        subscriber(f"{query}@no.example", query=query)
    subscriber("all@yes.example")
    return site


MATCHING = """type=communique hospital=cochin specialty=cardiologie year={year} from=2020-01-01 to=2999-12-31 q=greffe
q=greffe&type=communique&hospital=cochin"""
OTHERS = """type=etude hospital=necker specialty=oncologie year={year} from=2999-12-31 to=2020-01-01 q=vaccin
q=greffe&hospital=necker"""


def test_each_filter_lets_through_what_it_leaves_in_the_list(archive):
    page = factories.public_release(
        archive, title_fr="Une greffe réussie", specialties=[factories.specialty()]
    )
    delivery.run()
    told = about(mail.outbox, page)
    assert told == sorted(
        [
            *(f"{query}@yes.example" for query in MATCHING.format(year=factories.minute().year).split()),
            "all@yes.example",
        ]
    )
    delivery.run()
    assert len(mail.outbox) == len(told) and states(page) == ["sent"] * len(told)


def test_a_second_publication_announces_nothing(site):
    subscriber()
    page = factories.public_release(site)
    delivery.run()
    page.title_fr = "Autre titre"
    page.save_revision().publish()
    delivery.run()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("state", sorted(set(AlertSubscription.State) - {AlertSubscription.State.ACTIVE}))
def test_nobody_is_told_whose_alert_is_not_in_force(site, state):
    subscriber(state=state)
    factories.public_release(site)
    delivery.run()
    assert mail.outbox == [] and not AlertDelivery.objects.exists()


def test_who_leaves_between_fan_out_and_sending_is_not_told(site):
    staying, leaving = subscriber(), subscriber()
    page = factories.public_release(site)
    fan_out.fan_out(entries(page)[Consequence.ALERTS])
    AlertSubscription.objects.filter(pk=leaving.pk).update(state="paused")
    delivery.run()
    assert about(mail.outbox, page) == [staying.email]


def test_nothing_leaves_before_the_hour_and_everything_after_it(site):
    subscriber()
    page = factories.scheduled_release(site)
    outbox.record(page)  # whatever writes entries too early
    delivery.run()
    assert mail.outbox == [] and not AlertDelivery.objects.exists()
    AlertDelivery.objects.create(
        subscription=subscriber("early@example.org"), release=page, version=1, due_at=clock.now()
    )  # or rows
    delivery.run()
    assert mail.outbox == []
    with clock.shifted(HOUR):
        publisher.run()
        delivery.run()
    assert len(about(mail.outbox, page)) == 2


@pytest.mark.parametrize("way", ["unpublished", "below a hidden page", "expired", "restricted"])
def test_what_readers_do_not_see_is_held_and_goes_when_they_do(site, way):
    subscriber()
    page = factories.public_release(site)
    fan_out.fan_out(entries(page)[Consequence.ALERTS])
    rows = BilingualPage.objects.filter(pk=page.pk)
    if way == "unpublished":
        factories.fresh(page).unpublish()
    elif way == "expired":
        rows.update(expire_at=factories.minute(-HOUR))
    elif way == "restricted":
        page.view_restrictions.create(restriction_type="login")
    else:
        rows = BilingualPage.objects.filter(pk=site.newsroom.pk)
        rows.update(live=False)
    delivery.run()
    assert mail.outbox == [] and states(page) == ["waiting"]
    page.view_restrictions.all().delete()
    rows.update(live=True, expire_at=None)
    delivery.run()
    assert len(mail.outbox) == 1


def test_english_readers_get_a_release_when_its_english_is_public(site):
    patient, eager = subscriber(language="en"), subscriber(language="en", also_french=True)
    page = factories.public_release(site, title_fr="En français d’abord")
    delivery.run()
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([eager.email], page.title_fr)
    assert "in French only" in message.body and 'lang="fr"' in message.alternatives[0].content
    for name, value in factories.english_fields(title_en="Later in English").items():
        setattr(page, name, value)
    page.save_revision().publish()
    delivery.run()
    assert [(one.to, one.subject) for one in mail.outbox[1:]] == [([patient.email], "Later in English")]


def test_english_by_its_own_hour_is_told_at_that_hour(site):
    reader = subscriber(language="en")
    page = factories.english_release(site, english_go_live_at=factories.minute(HOUR))
    delivery.run()
    assert mail.outbox == []
    with clock.shifted(HOUR):
        publisher.run()
        delivery.run()
    assert [(one.to, one.subject) for one in mail.outbox] == [([reader.email], page.title_en)]


def test_english_that_lifts_with_the_french_is_told_at_once_to_both(site):
    readers = {subscriber().email, subscriber(language="en").email}
    page = factories.english_release(site)
    delivery.run()
    assert {one.to[0] for one in mail.outbox} == readers
    assert sorted(one.subject for one in mail.outbox) == sorted([page.title_fr, page.title_en])


def test_an_old_release_that_is_put_into_the_archive_is_no_news(site):
    subscriber()
    factories.public_release(site, published_at=factories.minute(-fan_out.NEWS_FOR - DAY))
    delivery.run()
    assert mail.outbox == []
    factories.public_release(site, published_at=factories.minute(-fan_out.NEWS_FOR + DAY))
    delivery.run()
    assert len(mail.outbox) == 1


def test_a_filter_that_is_lost_lets_nothing_through(site):
    """In a list it is left out, with a message; here everything would come."""
    subscriber(query="hospital=necker&type=communique")
    site.necker.unpublish()
    factories.public_release(site)
    delivery.run()
    assert mail.outbox == []


def test_mails_are_due_in_time_order(site):
    reader = subscriber()
    first, second = (factories.public_release(site) for _number in range(2))
    delivery.run()
    assert [one.subject for one in mail.outbox] == [first.title_fr, second.title_fr]
    assert AlertSubscription.objects.get(pk=reader.pk).attempts == 0
    assert clock.now() - AlertDelivery.objects.last().done_at < timedelta(minutes=1)

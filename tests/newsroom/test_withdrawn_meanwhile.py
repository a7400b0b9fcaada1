"""Somebody publishes, and waits, while somebody else withdraws: the release stays withdrawn, and that is said."""

import pytest
from django.urls import reverse

from newsroom import clock, publisher, roles, withdrawals
from newsroom.models import FailedPublication, Withdrawal
from tests import factories
from tests.crawl import ask

from .killing import while_it_waits
from .staff import person
from .test_publisher import HOUR, change

FR = "/fr/communiques-de-presse/rein/"
REASONS = {"fr": "Un chiffre était faux.", "en": "A figure was wrong."}


@pytest.fixture
def site(committed_site):
    return committed_site


def withdraw(release) -> Withdrawal:
    return withdrawals.withdraw(factories.fresh(release), None, Withdrawal.Kind.ERROR, REASONS)


def is_withdrawn(release) -> bool:
    return not factories.fresh(release).live and Withdrawal.objects.filter(ended_at=None).exists()


def refused(publish):
    def work() -> None:
        with pytest.raises(withdrawals.WithdrawnMeanwhile):
            publish()

    return work


def test_a_correction_that_waits_for_the_withdrawal_is_refused(site):
    page = factories.public_release(site, slug="rein")
    page.save_revision()

    def publish() -> None:
        factories.fresh(page).get_latest_revision().publish()

    assert while_it_waits(refused(publish), lambda: withdraw(page)) == 0
    assert is_withdrawn(page)


def test_so_is_one_of_a_release_that_nothing_has_made_durable(site):
    page = factories.scheduled_release(site, slug="rein")
    correction = page.get_latest_revision_as_object().save_revision()
    with clock.shifted(2 * HOUR):

        def publish() -> None:
            type(correction).objects.get(pk=correction.pk).publish()

        assert while_it_waits(refused(publish), lambda: withdraw(page)) == 0
        assert is_withdrawn(page)


def test_a_scheduled_change_that_the_withdrawal_cleared_is_not_made(site):
    page = change(factories.public_release(site, slug="rein"), title_fr="Après")
    scheduled = page.scheduled_revision
    with clock.shifted(2 * HOUR):

        def publish() -> None:
            type(scheduled).objects.get(pk=scheduled.pk).publish()

        assert while_it_waits(refused(publish), lambda: withdraw(page)) == 0
        assert publisher.run().done == [] and is_withdrawn(page)
        assert not FailedPublication.objects.exists()


def test_who_pressed_publish_is_told_and_keeps_the_text(site):
    roles.ensure_roles()
    release = factories.public_release(site, slug="rein")
    chief = person(roles.CHIEF)
    draft = release.get_latest_revision_as_object()
    draft.title_fr = "Texte corrigé"
    draft.save_revision(user=chief.user)

    def publish() -> None:
        alone = reverse("newsroom_publish_alone", args=[release.pk])
        answer = chief.client.post(alone, {"reason": "Personne ce soir."}, follow=True)
        page = answer.content.decode()
        assert "a été retiré pendant que vous le publiiez" in page and "Texte corrigé" in page

    assert while_it_waits(publish, lambda: withdraw(release)) == 0
    assert is_withdrawn(release) and ask(FR).status == 410

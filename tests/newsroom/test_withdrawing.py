"""Withdrawing from the admin: who may, what is asked for, what the editor is told."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from newsroom import roles
from newsroom.models import Withdrawal
from tests import factories
from tests.crawl import ask
from tests.newsroom.staff import person

from .test_embargo import HOUR

REASONS = {"reason_fr": "Un chiffre était faux.", "reason_en": "A figure was wrong."}


@pytest.fixture
def release(site):
    roles.ensure_roles()
    return factories.english_release(site, slug="rein", slug_en="kidney")


def address(release) -> str:
    return reverse("newsroom_withdraw", args=[release.pk])


def editor_of(release, somebody) -> str:
    return somebody.get(reverse("wagtailadmin_pages:edit", args=[release.pk])).content.decode()


def test_a_chief_withdraws_with_a_reason_in_both_languages(release):
    chief = person(roles.CHIEF)
    answer = chief.client.post(address(release), {"kind": "error", **REASONS}, follow=True)
    assert "est retiré, dans les deux langues" in answer.content.decode()
    assert ask("/fr/communiques-de-presse/rein/").status == 410
    assert Withdrawal.objects.get().withdrawn_by == chief.user


@pytest.mark.parametrize("role", [roles.OFFICER, roles.CORRESPONDENT])
def test_those_who_do_not_publish_do_not_withdraw(release, role):
    somebody = person(role, hospitals=[factories.existing_site().cochin])
    editor = editor_of(release, somebody)
    assert release.title_fr in editor and address(release) not in editor
    assert somebody.client.post(address(release), {"kind": "error", **REASONS}).status_code == 302
    assert ask("/fr/communiques-de-presse/rein/").status == 200


def test_a_release_with_a_scheduled_change_is_withdrawn_with_it(release):
    change = release.get_latest_revision_as_object()
    change.go_live_at = factories.minute(HOUR)
    change.save_revision().publish()
    chief = person(roles.CHIEF)
    assert address(release) in editor_of(release, chief)
    chief.client.post(address(release), {"kind": "error", **REASONS})
    assert ask("/fr/communiques-de-presse/rein/").status == 410


def test_the_editor_offers_it_for_what_readers_see(site, release):
    chief, hidden = person(roles.CHIEF), factories.scheduled_release(site)
    assert address(release) in editor_of(release, chief)
    assert address(hidden) not in editor_of(hidden, chief)


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Champ requis."),
        (
            {"kind": "error", "reason_fr": "Faux."},
            "Les lecteurs de chaque langue doivent en connaître le motif.",
        ),
        ({"kind": "merged"}, "Choisissez le communiqué qui le remplace."),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_lost(release, sent, error):
    page = person(roles.CHIEF).client.post(address(release), sent).content.decode()
    assert error in page and sent.get("reason_fr", "") in page
    assert ask("/fr/communiques-de-presse/rein/").status == 200


def test_a_release_is_not_merged_into_itself_nor_into_a_hidden_one(site, release):
    chief, hidden = person(roles.CHIEF), factories.scheduled_release(site)
    for target, error in ((release, "se remplacer lui-même"), (hidden, "ne voient pas ce communiqué")):
        page = chief.client.post(address(release), {"kind": "merged", "merged_into": target.pk})
        assert error in page.content.decode()
    assert not Withdrawal.objects.exists()


def test_a_second_click_is_told_that_it_is_done(release):
    chief = person(roles.CHIEF)
    for _click in range(2):
        answer = chief.client.post(address(release), {"kind": "error", **REASONS}, follow=True)
    assert "il n’y a rien à retirer" in answer.content.decode()
    assert Withdrawal.objects.count() == 1


def test_an_unpublication_is_told_what_readers_will_see(release):
    page = (
        person(roles.CHIEF).get(reverse("wagtailadmin_pages:unpublish", args=[release.pk])).content.decode()
    )
    assert BeautifulSoup(page, "html.parser").find("a", href=address(release))


def test_list_and_report_say_that_it_is_withdrawn(release):
    chief = person(roles.CHIEF)
    chief.client.post(address(release), {"kind": "error", **REASONS})
    listed = chief.get(reverse("wagtailadmin_explore", args=[release.get_parent().pk])).content.decode()
    report = chief.get(reverse("newsroom_withdrawn_report"))
    assert "retiré" in BeautifulSoup(listed, "html.parser").find("main").get_text()
    table = BeautifulSoup(report.content, "html.parser").find("main").find("table")
    heads = [head.get_text(" ", strip=True) for head in table.find_all("th")]
    assert heads == ["Titre", "Ce qui s’est passé", "Motif public", "Par", "Date"]
    assert "Un chiffre était faux." in table.get_text()
    exported = chief.get(reverse("newsroom_withdrawn_report"), {"export": "csv"})
    assert "A figure was wrong." in b"".join(exported.streaming_content).decode()

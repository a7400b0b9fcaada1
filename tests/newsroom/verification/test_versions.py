"""A version more each time that a public text changes, and never otherwise; killed anywhere, nothing is doubled."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from newsroom import clock, publisher
from newsroom.models import PressReleasePage, ReleaseVersion, VersionText
from newsroom.verification import versions
from tests import factories
from tests.newsroom.killing import killed_at_each_statement
from tests.test_query_budgets import add_releases

from .texts import complete, correct

HOUR = timedelta(hours=1)


def kept(page) -> list[tuple[int, str]]:
    rows = VersionText.objects.filter(version__release=page.pk).order_by("version__number", "language")
    return [(row.version.number, row.language) for row in rows.select_related("version")]


def test_the_first_publication_is_version_one_in_both_languages(site):
    page = complete(site)
    assert (page.version, kept(page)) == (1, [(1, "en"), (1, "fr")])
    assert {row.published_at for row in ReleaseVersion.objects.all()} == {page.published_at}


def test_a_correction_is_the_next_version(site):
    page = correct(complete(site))
    assert (page.version, kept(page)[2:]) == (2, [(2, "en"), (2, "fr")])
    old, new = (row.text for row in VersionText.objects.filter(language="fr").order_by("version__number"))
    assert old.replace("312 patients", "313 patients", 1) == new
    assert ReleaseVersion.objects.get(number=2).published_at == page.last_published_at


UNTOLD = {
    "nothing": {},
    "contacts": {"press_office": None, "doi": "10.1234/abc_def"},
    "picture": {"lead_image": None},
    "slug": {"slug": "autre"},
    "typography": {"title_fr": "Un rein qui attend: 312 patients", "summary_fr": None},
    "search": {"seo_title_fr": "Autre", "search_description_fr": "Autre"},
}


@pytest.mark.parametrize("fields", UNTOLD.values(), ids=UNTOLD)
def test_what_is_not_the_text_makes_no_version(site, fields):
    page = complete(site)
    if fields.get("summary_fr", "") is None:
        fields = fields | {"summary_fr": page.summary_fr.replace("'", "’").replace("1 200", "1\u202f200")}
    page = correct(page, note="", **fields or {"place": "Paris"})
    assert (page.version, len(kept(page))) == (1, 2)


def test_a_note_alone_makes_no_version(site):
    assert correct(complete(site), note="Une note.", place="Paris").version == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"summary_en": "Another one."},
        {"body_fr": [("heading", "Un autre")]},
        {"place_fr": "Lyon"},
        {"event_starts_at": factories.minute() + HOUR},
        {"boilerplate_fr": "<p>Autre</p>"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_change_of_one_language_is_a_version(site, fields):
    assert correct(complete(site), note="", **fields).version == 2


def test_a_translation_that_comes_later_joins_the_version(site):
    page = factories.public_release(site)
    page = correct(page, note="", **factories.english_fields())
    assert (page.version, kept(page)) == (1, [(1, "en"), (1, "fr")])


def test_an_english_text_is_kept_from_its_hour_on(site):
    page = factories.english_release(site, english_go_live_at=factories.minute(HOUR))
    assert kept(page) == [(1, "fr")]
    with clock.shifted(2 * HOUR):
        publisher.run()
        publisher.run()
        assert (factories.fresh(page).version, kept(page)) == (1, [(1, "en"), (1, "fr")])
        assert VersionText.objects.get(language="en").published_at == page.english_go_live_at


def test_an_english_text_that_was_never_public_is_kept_nowhere(site):
    page = factories.english_release(site, title_en="Secret", english_go_live_at=factories.minute(HOUR))
    page = correct(page, note="", title_en="Open", english_go_live_at=None)
    assert (page.version, kept(page)) == (1, [(1, "en"), (1, "fr")])
    assert not VersionText.objects.filter(text__contains="Secret").exists()


def test_english_that_comes_back_with_other_words_is_a_version(site):
    page = correct(complete(site), note="", english_ready=False)
    assert page.version == 1
    assert correct(page, note="", english_ready=True, title_en="Another kidney").version == 2


def test_what_waits_for_its_hour_has_no_version(site):
    factories.scheduled_release(site)
    factories.draft_release(site)
    assert not ReleaseVersion.objects.exists()


def test_a_release_that_is_visible_and_not_durable_is_read_by_the_same_rule(site):
    page = factories.scheduled_release(site)
    with clock.shifted(2 * HOUR):
        (before,) = versions.of(factories.fresh(page), "en")
        publisher.run()
        (after,) = versions.of(factories.fresh(page), "en")
    assert (before.number, before.text, before.published_at) == (1, after.text, page.published_at)
    assert before.sha256 == VersionText.objects.get(language="en").sha256


def test_what_was_public_before_versions_is_recorded_once(site, capsys):
    add_releases(site, 3)
    call_command("record_versions")
    call_command("record_versions")
    assert capsys.readouterr().out == "3 releases recorded.\n0 releases recorded.\n"
    assert VersionText.objects.count() == 6


def test_a_change_of_what_came_without_a_version_keeps_what_it_was(site):
    add_releases(site, 1)
    page = correct(PressReleasePage.objects.get(), note="", title_fr="Autre titre")
    assert (page.version, kept(page)) == (2, [(1, "en"), (1, "fr"), (2, "fr")])  # its English has no body


def test_a_copy_begins_anew(site):
    page = correct(complete(site))
    copy = page.copy(update_attrs={"slug": "copie", "slug_en": None})
    assert (copy.version, kept(copy)) == (1, [])


def test_recording_again_changes_nothing(site):
    page = correct(complete(site))
    before = kept(page)
    versions.record(page)
    assert (factories.fresh(page).version, kept(page)) == (2, before)


def work() -> None:
    with clock.shifted(4 * HOUR):
        publisher.run()


def test_wherever_the_publisher_dies_a_change_is_one_version(committed_site):
    page = complete(committed_site)
    draft = factories.fresh(page).get_latest_revision_as_object()
    draft.title_fr, draft.go_live_at = "Un autre", factories.minute(HOUR)
    draft.save_revision().publish()
    for _statement in killed_at_each_statement(work):
        row = factories.fresh(page)
        number = 1 if row.approved_schedule else 2
        assert (row.version, len(kept(page))) == (number, 2 * number)
    assert factories.fresh(page).version == 2

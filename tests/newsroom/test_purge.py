"""Which copies are to be renewed, and that this is recorded once for each occasion."""

from urllib.parse import urlsplit

import pytest

from newsroom import delivery, outbox, purge, withdrawals
from newsroom.models import OutboxEntry
from tests import factories
from tests.crawl import ask

PURGE = OutboxEntry.Consequence.PURGE


@pytest.fixture
def with_edge(site, settings):
    settings.EDGE_ADDRESS = "http://127.0.0.1:1"
    return site


def purges(page) -> list[OutboxEntry]:
    return list(page.outbox.filter(consequence=PURGE).order_by("created_at"))


def test_paths_of_a_release_are_its_own_and_those_of_what_lists_it(site):
    release = factories.english_release(site, slug="un", slug_en="one", hospitals=[site.necker])
    room = {"", "rss/", "atom/", "feed.json"}
    assert set(purge.paths_of(release)) == {
        *("/fr/", "/en/", "/sitemap.xml", "/api/v2/pages/", "/fr/hopitaux/necker/", "/en/hospitals/necker/"),
        *(
            f"/fr/communiques-de-presse/un/{form}"
            for form in ("", "texte/", "markdown/", "json/", "ninjs/", "versions/", "signature/")
        ),
        *(
            f"/en/press-releases/one/{form}"
            for form in ("", "text/", "markdown/", "json/", "ninjs/", "versions/", "signature/")
        ),
        *(f"/fr/communiques-de-presse/{suffix}" for suffix in room),
        *(f"/en/press-releases/{suffix}" for suffix in room),
    }


def test_of_one_with_a_meeting_the_agenda_and_its_calendars_are_renewed_too(site):
    release = factories.english_release(
        site, slug="un", slug_en="one", event_starts_at=factories.minute(), event_hospital=site.necker
    )
    agenda = {f"/{code}/agenda/{end}" for code in ("fr", "en") for end in ("", "agenda.ics")}
    own = {"/fr/communiques-de-presse/un/agenda.ics", "/en/press-releases/one/agenda.ics"}
    assert {*agenda, *own, "/fr/hopitaux/necker/"} <= set(purge.paths_of(release))


@pytest.mark.parametrize("fields", [{}, {"event_starts_at": factories.minute()}], ids=["plain", "meeting"])
def test_every_path_of_a_public_release_answers(site, fields):
    release = factories.english_release(site, **fields)
    assert {path: ask(path).status for path in purge.paths_of(release) if ask(path).status != 200} == {}


def test_an_address_that_a_release_had_is_renewed_too(site):
    release = factories.english_release(site, slug="avant", slug_en="before")
    release.slug = "apres"
    release.save_revision().publish()
    assert "/fr/communiques-de-presse/avant/" in purge.paths_of(factories.fresh(release))


def test_each_publication_is_recorded_once_with_its_paths(with_edge):
    release = factories.english_release(with_edge)
    outbox.record_published_purge(factories.fresh(release))
    (first,) = purges(release)
    assert first.detail == {"paths": purge.paths_of(release)}
    release.save_revision().publish()
    assert len(purges(release)) == 2


@pytest.mark.parametrize("way", ["unpublished", "withdrawn"])
def test_what_is_taken_back_is_renewed_once_with_the_paths_that_readers_knew(with_edge, way):
    page = factories.english_release(with_edge, slug="rein", slug_en="kidney")
    OutboxEntry.objects.all().delete()
    if way == "unpublished":
        page.unpublish()
    else:
        withdrawals.withdraw(page, None, "error", {"fr": "Faux.", "en": "Wrong."})
    entry = OutboxEntry.objects.get(consequence="purge")
    known = {"/fr/communiques-de-presse/rein/", "/en/press-releases/kidney/", "/fr/communiques-de-presse/"}
    assert known <= set(entry.detail["paths"])


def test_scheduling_renews_nothing(with_edge):
    assert purges(factories.scheduled_release(with_edge)) == []


def test_without_an_edge_nothing_is_recorded_and_what_was_is_settled(with_edge, settings):
    release = factories.public_release(with_edge)
    settings.EDGE_ADDRESS = ""
    assert purges(factories.public_release(with_edge)) == []
    delivery.run()
    assert purges(release)[0].delivered_at


def test_a_purge_goes_although_readers_do_not_see_the_page_any_more(with_edge, settings):
    release = factories.public_release(with_edge)
    release.unpublish()
    settings.EDGE_ADDRESS = ""
    delivery.run()
    assert purges(release)[0].delivered_at


def test_an_edge_that_does_not_answer_is_tried_again(with_edge):
    release = factories.public_release(with_edge)
    delivery.run()
    (entry,) = purges(release)
    assert (entry.attempts, entry.error.partition(":")[0]) == (1, "ConnectionRefusedError")
    assert urlsplit(entry.detail["paths"][0]).netloc == ""

"""A release is there at its second with no publisher running: page, list, feed, site map, file."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom import clock
from newsroom.models import PressReleasePage
from tests import factories
from tests.crawl import ask

from .lifts import Sighting, scheduled_at, watch

FR = "/fr/communiques-de-presse/"
SECOND = timedelta(seconds=1)
ADDRESSES = (FR, f"{FR}rss/", "/en/press-releases/", "/sitemap.xml")


@pytest.fixture
def sightings(site) -> list[Sighting]:
    clock.renew()
    start = clock.now() + 3 * SECOND
    rows = []
    for number in range(4):
        slug = f"seconde-{number}"
        names = {"slug": slug, "slug_en": slug, "title_fr": slug, "title_en": slug}
        instant = scheduled_at(site, start + number * 0.7 * SECOND, **names).go_live_at
        rows += [Sighting(address, slug, instant) for address in ADDRESSES]
        rows.append(Sighting(f"{FR}{slug}/", f"<h1>{slug}</h1>", instant))
    return rows


def test_each_release_appears_at_its_second_with_nothing_running(sightings):
    watch(sightings, lambda address: ask(address).body.decode())
    assert all(row.asked_in_vain_at and row.answered_at for row in sightings)
    assert [row for row in sightings if row.was_early] == []
    assert max(row.late_by for row in sightings) < SECOND
    assert not PressReleasePage.objects.filter(live=True).exists()


LISTS = (FR, f"{FR}atom/", "/fr/", "/en/press-releases/", "/en/press-releases/rss/")
MINUTES, AT_ONCE = 3, 17
BEFORE = 6 * SECOND  # of each minute, in which everything is asked in vain


def _newest_first(site, minute: datetime, number: int) -> list[Sighting]:
    """As many releases as one editor schedules for the same minute; the last of them leads the lists."""
    rows = []
    for index in range(AT_ONCE):
        slug = f"minute-{number}-{index}"
        document = factories.document()
        names = {"slug": slug, "slug_en": slug, "title_fr": slug, "title_en": slug}
        factories.public_release(
            site, published_at=minute, body_fr=[("document", document)], **factories.english_fields(**names)
        )
        rows += [
            Sighting(f"{FR}{slug}/", f"<h1>{slug}</h1>", minute),
            Sighting(document.url, "0123456789", minute),
        ]
        rows.append(Sighting("/sitemap.xml", f"/{slug}/", minute))
    return rows + [Sighting(address, f"/{slug}/", minute) for address in LISTS]


def test_fifty_releases_over_three_minutes_each_at_theirs(site):
    """The minutes' ends are real; what lies between them is skipped."""
    clock.renew()
    minutes = [factories.minute(timedelta(hours=1 + number)) for number in range(MINUTES)]
    rows = [_newest_first(site, minute, number) for number, minute in enumerate(minutes)]
    for minute, sightings in zip(minutes, rows):
        with clock.shifted(minute - BEFORE - clock.now()):
            watch(sightings, lambda address: ask(address).body.decode())
    seen = [row for sightings in rows for row in sightings]
    assert len(seen) > 3 * 50 and all(row.asked_in_vain_at and row.answered_at for row in seen)
    assert [row for row in seen if row.was_early] == []
    assert max(row.late_by for row in seen) < SECOND
    assert not PressReleasePage.objects.filter(live=True).exists()


# Paris, and the instant: what its clock shows just before, and what it shows then.
CHANGES = {
    "the hour that is skipped": datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
    "02:30 the first time": datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
    "02:30 the second time": datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
}


@pytest.mark.parametrize("instant", CHANGES.values(), ids=CHANGES)
def test_the_hour_holds_when_the_clocks_change(site, instant):
    factories.public_release(site, slug="heure", published_at=instant, **factories.english_fields())
    found = {}
    for seconds in (-3601, -1800, -1, 0, 3600):
        with clock.shifted(instant + seconds * SECOND - clock.now()):
            found[seconds] = ask(f"{FR}heure/").status
    assert found == {-3601: 404, -1800: 404, -1: 404, 0: 200, 3600: 200}

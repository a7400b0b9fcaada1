"""A release is there at its second with no publisher running: page, list, feed, site map."""

from datetime import timedelta

import pytest

from newsroom import clock
from newsroom.models import PressReleasePage
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

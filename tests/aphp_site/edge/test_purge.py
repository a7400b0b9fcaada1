"""What changed is renewed at the edge when the outbox is delivered, before the minute is over."""

from datetime import timedelta

import pytest

from newsroom import clock, delivery, purge
from newsroom.models import OutboxEntry
from tests import factories

from .conftest import edge_before_the_site

FR, EN = "/fr/communiques-de-presse/", "/en/press-releases/"
PACKINGS = ("identity", "gzip", "br")


@pytest.fixture
def edge(committed_site, settings, tmp_path):
    """Early in the minute: nothing that is kept ends while a test goes on."""
    now = clock.now()
    shift = now.replace(second=2, microsecond=0) + timedelta(minutes=1) - now
    with clock.shifted(shift), edge_before_the_site(settings, tmp_path) as found:
        yield found


@pytest.fixture
def release(edge, committed_site):
    """Public in both languages, and read by somebody everywhere."""
    names = {"slug": "faute", "slug_en": "slip", "title_fr": "Avant la faute", "title_en": "Before the slip"}
    release = factories.english_release(committed_site, **names)
    delivery.run()
    return release


def correct(release):
    release = factories.fresh(release)
    release.title_fr, release.title_en = "Après correction", "After correction"
    release.save_revision().publish()
    return release


WHERE = {
    "/fr/": "Après correction",
    FR: "Après correction",
    f"{FR}faute/": "Après correction",
    f"{FR}rss/": "Après correction",
    "/fr/hopitaux/cochin/": "Après correction",
    "/en/": "After correction",
    EN: "After correction",
    f"{EN}slip/": "After correction",
    f"{EN}feed.json": "After correction",
    "/en/hospitals/cochin/": "After correction",
}


def test_a_correction_is_read_at_once_once_the_outbox_is_delivered(edge, release):
    seen = [(address, packing) for address in WHERE for packing in PACKINGS]
    for address, packing in seen:
        edge.ask(address, Accept_Encoding=packing)
    correct(release)
    old = [row for row in seen if WHERE[row[0]] not in edge.ask(row[0], Accept_Encoding=row[1]).text]
    assert old == seen
    delivery.run()
    for address, packing in seen:
        answer = edge.ask(address, Accept_Encoding=packing)
        assert (answer.copy, WHERE[address] in answer.text) == ("HIT", True), (address, packing)


def test_what_becomes_hidden_is_gone_from_the_edge(edge, release):
    """As a withdrawal does it: the paths are asked while the page still has them."""
    from newsroom import outbox

    assert edge.ask(f"{FR}faute/").status == 200
    outbox.record_purge(release, purge.paths_of(release), "withdrawal 1")
    release.unpublish()
    assert edge.ask(f"{FR}faute/").status == 200
    delivery.run()
    assert [(answer.status, answer.copy) for answer in map(edge.ask, (f"{FR}faute/", f"{EN}slip/"))] == [
        (404, "HIT")
    ] * 2
    edge.origin.kill()
    assert edge.ask(f"{FR}faute/").status == 404


def waiting() -> OutboxEntry:
    return OutboxEntry.objects.get(consequence=OutboxEntry.Consequence.PURGE, delivered_at=None)


def test_an_edge_that_does_not_know_the_token_is_asked_again_later(edge, release, settings):
    settings.EDGE_REFRESH_TOKEN = "another"
    correct(release)
    delivery.run()
    entry = waiting()
    assert entry.attempts == 1 and entry.error.startswith("NotRenewed")
    assert entry.next_attempt_at > clock.now()


def test_a_dead_origin_is_asked_again_later(edge, release):
    correct(release)
    edge.origin.kill()
    delivery.run()
    assert waiting().error.startswith("NotRenewed")

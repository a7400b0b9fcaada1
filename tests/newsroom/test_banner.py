"""The information banner: on every page in its hours, nowhere before them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from newsroom import clock, roles
from newsroom.models import InformationBanner
from tests import factories
from tests.crawl import BOTH, ask
from tests.newsroom.staff import person

HOUR = timedelta(hours=1)
PAGES = [address for paths in BOTH.values() for name, address in paths.items() if name != "suggestions"]


def add(starts: timedelta = -HOUR, ends: timedelta | None = None, **fields) -> InformationBanner:
    texts = {"text_fr": "Le standard est en panne.", "text_en": "The switchboard is down."}
    return InformationBanner.objects.create(
        starts_at=factories.minute(starts), ends_at=factories.minute(ends) if ends else None, **texts | fields
    )


def banners(client, address: str) -> list[str]:
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return [banner.span.get_text(strip=True) for banner in soup.select(".banner")]


HOURS = {
    "not-yet": (HOUR, None, False),
    "in-force": (-HOUR, HOUR, True),
    "without-an-end": (-HOUR, None, True),
    "over": (-2 * HOUR, -HOUR, False),
}


@pytest.mark.parametrize(("starts", "ends", "is_shown"), HOURS.values(), ids=HOURS)
def test_a_banner_is_shown_in_its_hours(client, site, starts, ends, is_shown):
    add(starts, ends)
    assert bool(banners(client, "/fr/")) == is_shown


@pytest.mark.parametrize("address", [*PAGES, "/fr/rien/", "/en/report-a-problem/"])
def test_every_page_has_it_in_its_language(client, site, address):
    add()
    expected = "Le standard est en panne." if address.startswith("/fr/") else "The switchboard is down."
    assert banners(client, address) == [expected]


def test_a_banner_that_waits_changes_no_byte_and_no_query(site):
    ask(PAGES[0])  # what is read once a process
    before = {address: ask(address) for address in PAGES}
    add(HOUR, level="crisis", link_text_fr="Suite", link_url="/fr/contacts-presse/")
    assert {address: ask(address) for address in PAGES} == before
    with clock.shifted(2 * HOUR):
        assert b"standard" in ask("/fr/").body


def test_french_stands_in_for_missing_english_and_says_so(client, site):
    add(text_en="")
    soup = BeautifulSoup(client.get("/en/").content, "html.parser")
    assert soup.select_one(".banner span[lang=fr]").get_text() == "Le standard est en panne."


def test_a_crisis_comes_before_news(client, site):
    add(text_fr="Information.", level="information")
    add(-2 * HOUR, text_fr="Crise.", level="crisis")
    assert banners(client, "/fr/") == ["Crise.", "Information."]


def test_hours_are_whole_minutes(site):
    banner = InformationBanner.objects.create(
        text_fr="x",
        starts_at=factories.minute() + timedelta(seconds=30, microseconds=5),
        ends_at=factories.minute(HOUR) + timedelta(seconds=59),
    )
    assert {banner.starts_at.second, banner.starts_at.microsecond, banner.ends_at.second} == {0}


def test_the_level_is_said_in_words(client, site):
    add(level="crisis")
    banner = BeautifulSoup(client.get("/fr/").content, "html.parser").select_one(".banner--crisis")
    assert (banner.parent["aria-label"], banner.b.get_text()) == ("Important", "Important")


def test_several_banners_are_one_region(client, site):
    add()
    add(-2 * HOUR, text_fr="Autre.")
    regions = BeautifulSoup(client.get("/fr/").content, "html.parser").select("aside[aria-label=Information]")
    assert [len(region.select(".banner")) for region in regions] == [2]


def test_hours_within_one_minute_are_refused_with_a_message(site):
    hour = "24/11/2026 10:00"
    fields = {"level": "information", "text_fr": "Essai", "starts_at": hour, "ends_at": hour}
    roles.ensure_roles()
    answer = person(roles.CHIEF).post("/admin/snippets/newsroom/informationbanner/add/", fields)
    assert answer.status_code == 200 and not InformationBanner.objects.exists()
    assert "Le bandeau doit finir après avoir commencé." in answer.content.decode()


@pytest.mark.parametrize(
    "fields", [{"ends": -2 * HOUR}, {"link_url": "/fr/"}], ids=["ends-first", "wordless-link"]
)
def test_a_banner_that_cannot_be_is_refused(site, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        add(**fields)

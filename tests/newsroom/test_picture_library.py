"""The picture library: pictures that readers of the language see in a public release, and no other."""

import re
from datetime import timedelta

import pytest

from newsroom import clock
from newsroom.models import PressImage
from tests import factories
from tests.crawl import ask

HERE = {"fr": "/fr/phototheque/", "en": "/en/pictures/"}
HOUR = timedelta(hours=1)


def shown(address: str) -> list[str]:
    """The credits in it, in their order: each picture has its own."""
    return re.findall(r"crédit-[\w-]+", ask(address).body.decode())


def picture(name: str, **fields) -> PressImage:
    return factories.picture(credit=f"crédit-{name}", **fields)


def test_it_holds_what_readers_of_the_language_see_the_newest_first(site):
    old, new = factories.minute(-9 * HOUR), factories.minute(-HOUR)
    both = factories.english_fields(body_en=[("gallery", [picture("anglais")])])
    factories.public_release(
        site, lead_image=picture("une"), body_fr=[("picture", picture("texte"))], published_at=new, **both
    )
    factories.public_release(site, lead_image=picture("français-seul"), published_at=old)
    factories.draft_release(site, lead_image=picture("brouillon"))
    factories.scheduled_release(site, lead_image=picture("demain"))
    factories.unpublished_release(site, lead_image=picture("retirée"))
    factories.standard_page(site.home, body_fr=[("picture", picture("ailleurs"))])
    picture("nulle-part", is_public=True)
    assert sorted(shown(HERE["fr"])[:2]) == ["crédit-texte", "crédit-une"]
    assert shown(HERE["fr"])[2:] == ["crédit-français-seul"]
    assert sorted(shown(HERE["en"])) == ["crédit-anglais", "crédit-une"]
    with clock.shifted(2 * HOUR):
        assert shown(HERE["fr"])[0] == "crédit-demain"


def test_a_picture_of_several_releases_stands_once_with_the_newest(site):
    image = picture("deux-fois")
    factories.public_release(site, lead_image=image, slug="ancien", published_at=factories.minute(-9 * HOUR))
    factories.public_release(
        site,
        lead_image=image,
        body_fr=[("picture", image)],
        slug="recent",
        published_at=factories.minute(-HOUR),
    )
    page = ask(HERE["fr"]).body.decode()
    assert shown(HERE["fr"]) == ["crédit-deux-fois"]
    assert "/recent/" in page and "/ancien/" not in page


def test_it_leaves_with_its_consent(site):
    factories.public_release(site, lead_image=picture("accord", consent_until=clock.today()))
    assert shown(HERE["fr"])
    with clock.shifted(timedelta(days=1)):
        assert shown(HERE["fr"]) == []


FILTERS = {
    "": {"cochin", "necker"},
    "?hospital=necker": {"necker"},
    "?specialty=cardiologie": {"cochin"},
    "?rights=open": {"necker"},
    "?q=bloc": {"cochin"},
    "?q=OPERATOIRE+bloc": {"cochin"},
    "?q=credit-necker": {"necker"},
    "?q=secret": set(),
    "?year=2019": set(),
    "?hospital=necker&rights=editorial": set(),
    # values that are none are told, and left out
    "?hospital=nowhere": {"cochin", "necker"},
    "?rights=mine": {"cochin", "necker"},
    "?year=x&page=99": {"cochin", "necker"},
}


@pytest.fixture
def two(site):
    first = picture("cochin", caption_fr="Au bloc opératoire", caption_en="Secret")
    second = picture("necker", licence="open")
    factories.public_release(site, lead_image=first, specialties=[factories.specialty()])
    factories.public_release(site, lead_image=second, hospitals=[site.necker])


@pytest.mark.parametrize("query", FILTERS)
def test_filters(two, query):
    year = factories.minute().year
    answer = ask(HERE["fr"] + query.replace("2019", str(year + 1) if year == 2019 else "2019"))
    assert answer.status == 200
    found = {name for name in ("cochin", "necker") if f"crédit-{name}" in answer.body.decode()}
    # A year without a release is no choice of the form: it is told and left out.
    assert found == (FILTERS[query] if "year=2019" not in query else {"cochin", "necker"})
    told = any(word in query for word in ("nowhere", "mine", "year="))
    assert ('class="messages"' in answer.body.decode()) == told


def test_each_says_size_weight_rights_and_leads_to_its_release_and_its_original(site):
    image = picture("tout", caption_fr="Au bloc", licence="open")
    factories.public_release(site, lead_image=image, slug="bloc", title_fr="Le bloc")
    page = ask(HERE["fr"]).body.decode()
    for words in (
        "Au bloc",
        "640 × 480 px",
        "Etalab",
        'href="/fr/communiques-de-presse/bloc/"',
        image.file.url,
        "download",
    ):
        assert words in page, words


def test_pages_follow_one_another(site, monkeypatch):
    from newsroom import picture_library

    monkeypatch.setattr(picture_library, "PAGE_SIZE", 2)
    factories.public_release(site, body_fr=[("gallery", [picture(str(number)) for number in range(5)])])
    pages = [shown(f"{HERE['fr']}?page={number}") for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({credit for page in pages for credit in page}) == 5


def test_it_costs_the_same_however_many_there_are(site):
    costs = []
    for number in (1, 12):
        for _ in range(number):
            factories.english_release(site, lead_image=factories.picture())
        ask(HERE["fr"])
        costs.append([ask(f"{address}?q=").query_count for address in HERE.values()])
    assert costs[0] == costs[1]
    assert max(costs[1]) <= 15

"""What a page of results shows: quotations, counts, orders, pages, ways out of an empty result."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from search import quoting, spelling
from search.finding import START, STOP
from tests import factories
from tests.kept import kept

FR = "/fr/recherche/"


def drawn(client, address: str = FR, **query: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address, query).content, "html.parser")


def marks(soup: BeautifulSoup) -> list[str]:
    return [mark.get_text() for mark in soup.select("main mark")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hopital", ["hôpital"]),
        ("covid 19", ["COVID-19"]),
        ("covid19", ["COVID-19"]),
        ("etudes", ["étude"]),
        ("oeuvre", ["œuvre"]),
    ],
)
def test_what_was_found_is_marked_as_it_is_written(site, client, words, expected):
    text = "<p>Première phrase. Une étude de l’hôpital sur la COVID-19, œuvre commune.</p>"
    factories.public_release(site, body_fr=[("text", text)])
    assert marks(drawn(client, q=words, kind="release")) == expected


def test_the_quotation_is_the_sentence_of_the_hit(site, client):
    long = " ".join(f"Phrase numéro {number} du texte." for number in range(60))
    factories.public_release(
        site, body_fr=[("text", f"<p>{long} Ici se cache une thrombectomie rare. {long}</p>")]
    )
    quotation = drawn(client, q="thrombectomie").select_one(".card__summary").get_text()
    assert "Ici se cache une thrombectomie rare." in quotation
    assert len(quotation) < 420


def test_what_a_text_holds_is_never_markup(site, client):
    factories.public_release(
        site, title_fr="Greffe <img src=x onerror=alert(1)> & co", summary_fr="Greffe </p><b>x"
    )
    html = client.get(FR, {"q": "greffe"}).content.decode()
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html
    assert "</p><b>x" not in html


def test_a_mark_covers_a_compound_as_a_whole():
    marked = f"la {START}COVID{STOP} {START}19{STOP} et l {START}hôpital{STOP}"
    assert (
        quoting.title(marked, "la COVID-19 et l'hôpital", "fr")
        == "la <mark>COVID-19</mark> et l’<mark>hôpital</mark>"
    )


@pytest.fixture
def archive(site) -> None:
    study, cardiology = factories.release_type("etude"), factories.specialty()
    day = timedelta(days=1)
    factories.public_release(
        site, slug="un", title_fr="Greffe", specialties=[cardiology], published_at=factories.minute(-3 * day)
    )
    factories.public_release(site, slug="deux", title_fr="Le rein", summary_fr="Greffe.", release_type=study,
                             hospitals=[site.necker], published_at=factories.minute(-2 * day))  # fmt: skip
    factories.public_release(site, slug="trois", title_fr="Le rein", summary_fr="Greffe.", hospitals=[site.necker, site.cochin],
                             published_at=factories.minute(-day))  # fmt: skip
    factories.scheduled_release(
        site, slug="secret", title_fr="Greffe", release_type=study, hospitals=[site.cochin]
    )
    spelling.rebuild()


def slugs(client, **query: str) -> list[str]:
    return [result.url.rstrip("/").rpartition("/")[2] for result in client.get(FR, query).context["results"]]


def choices(client, name: str, **query: str) -> dict[str, str]:
    options = drawn(client, **query).select(f"form.filters select[name={name}] option")
    return {option["value"]: option.get_text().rpartition(" ")[2] for option in options if option["value"]}


def test_counts_keep_the_other_filters_and_leave_out_their_own(client, archive):
    assert choices(client, "hospital", q="greffe") == {"cochin": "(2)", "necker": "(2)"}
    assert choices(client, "type", q="greffe", type="etude", hospital="necker") == {
        "communique": "(1)",
        "etude": "(1)",
    }
    assert choices(client, "kind", q="greffe") == {"release": "(3)"}
    assert choices(client, "specialty", q="greffe") == {"cardiologie": "(1)"}


def test_the_most_relevant_first_or_the_newest(client, archive):
    assert slugs(client, q="greffe")[0] == "un"
    assert slugs(client, q="greffe", sort="date") == ["trois", "deux", "un"]
    assert slugs(client, q="greffe", sort="nonsense")[0] == "un"


def test_days_from_and_to_are_included(client, archive):
    day = (factories.minute(-timedelta(days=2))).date().isoformat()
    assert "trois" not in slugs(client, q="greffe", to=day)


def test_of_two_equal_texts_the_newer_comes_first(site, client):
    for slug, days in (("vieux", 2000), ("neuf", 1)):
        factories.public_release(
            site, slug=slug, title_fr="Une valve", published_at=factories.minute(-timedelta(days=days))
        )
    assert slugs(client, q="valve") == ["neuf", "vieux"]


@pytest.fixture(scope="class")
def many(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        for number in range(45):
            hour = factories.minute(-timedelta(hours=number))
            factories.public_release(site, slug=f"n{number}", title_fr="Valve", published_at=hour)
        yield


@pytest.mark.django_db
class TestThreePages:
    """Of forty-five results."""

    def test_every_result_is_on_one_page_whatever_the_order(self, client, many):
        for order in ({}, {"sort": "date"}):
            found = [
                slug for page in ("1", "2", "3") for slug in slugs(client, q="valve", page=page, **order)
            ]
            assert sorted(found) == sorted(f"n{number}" for number in range(45))
        assert "page=2" in drawn(client, q="valve").select_one("a[rel=next]")["href"]

    def test_pages_by_key_go_on_where_the_last_one_ended(self, client, many):
        context = client.get(FR, {"q": "valve", "sort": "date"}).context
        after = slugs(client, q="valve", sort="date", after=context["paging"].next_key)
        assert after == [f"n{number}" for number in range(20, 40)]

    @pytest.mark.parametrize(
        "key",
        ["x", "fHw=", "MjAyNnwx", "%", "é" * 300, "OTk5OS0xMi0zMVQyMzo1OTo1OSswMDowMHw5OTk5OTk5OTk5OQ=="],
    )
    def test_a_key_that_is_none_gives_the_first_page_with_a_message(self, client, many, key):
        context = client.get(FR, {"q": "valve", "sort": "date", "after": key}).context
        assert (len(context["results"]), len(context["messages"])) == (20, 1)

    @pytest.mark.parametrize(("page", "number"), [("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("9" * 30, 1)])
    def test_a_page_that_is_none_gives_the_nearest_with_a_message(self, client, many, page, number):
        context = client.get(FR, {"q": "valve", "page": page}).context
        assert (context["page_obj"].number, len(context["messages"])) == (number, 1)
        assert context["results"]


def test_nothing_but_stop_words_gives_the_newest_with_a_message(client, archive):
    context = client.get(FR, {"q": "de la"}).context
    assert [result.url.rstrip("/").rpartition("/")[2] for result in context["results"]] == [
        "trois",
        "deux",
        "un",
    ]
    assert len(context["messages"]) == 1


def test_a_misspelt_word_is_mended(client, archive):
    link = drawn(client, q="grefe").select_one(".correction a")
    assert (link.get_text(), link["href"]) == ("greffe", "?q=greffe")
    assert slugs(client, q="greffe")


@pytest.mark.parametrize("words", ["secrete", "secrette", "chirurgi secrete"])
def test_a_word_of_a_hidden_text_is_never_proposed(site, client, words):
    factories.scheduled_release(site, title_fr="Chirurgie secrète", summary_fr="Secrète, secrète.")
    factories.draft_release(site, title_fr="Chirurgie secrète")
    spelling.rebuild()
    html = client.get(FR, {"q": words}).content.decode()
    assert "secrète" not in html
    assert 'class="correction"' not in html


def test_a_word_that_was_seen_once_is_not_proposed_when_all_that_bears_it_is_hidden(site, client):
    release = factories.public_release(site, title_fr="Thrombectomie")
    spelling.rebuild()
    assert drawn(client, q="trombectomie").select_one(".correction a")
    release.unpublish()
    assert drawn(client, q="trombectomie").select_one(".correction a") is None


def test_the_words_are_learnt_once_a_day(site):
    assert [spelling.rebuild_if_old(), spelling.rebuild_if_old()] == [True, False]


def test_an_empty_result_names_the_filters_whose_absence_helps(client, archive):
    ways = drawn(client, q="greffe", type="etude", hospital="cochin").select(".empty li a")
    assert [way["href"] for way in ways] == ["?q=greffe&hospital=cochin", "?q=greffe&type=etude"]


def test_where_no_text_bears_all_words_those_with_some_are_shown(client, archive):
    soup = drawn(client, q="greffe zeppelin")
    assert len(soup.select("#partly ~ .list article")) == 3


def test_what_is_in_the_other_language_follows_and_says_so(site, client):
    factories.english_release(site, slug="deux-langues", slug_en="both", title_fr="Valve", title_en="Valve")
    factories.public_release(site, slug="francais", title_fr="Valve")
    soup = drawn(client, "/en/search/", q="valve")
    assert [link["href"] for link in soup.select("h2.card__title a")] == ["/en/press-releases/both/"]
    assert [link["href"] for link in soup.select("article[lang=fr] h3 a")] == ["/en/press-releases/francais/"]


def test_where_nothing_is_found_the_other_language_is_shown(site, client):
    factories.english_release(site, title_en="A graft", slug_en="graft")
    link = drawn(client, q="graft").select_one("article[lang=en] a")
    assert (link["href"], link["hreflang"]) == ("/en/press-releases/graft/", "en")


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_holds_the_releases_of_its_search(client, archive, kind):
    text = client.get(f"{FR}{kind}/", {"q": "rein"}).content.decode()
    assert [slug for slug in ("un", "deux", "trois", "secret") if f"/{slug}/" in text] == ["deux", "trois"]
    assert drawn(client, q="rein").select_one(f'a[href="{FR}{kind}/?q=rein"]')

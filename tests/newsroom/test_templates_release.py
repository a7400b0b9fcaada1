"""What a release page draws, and what it leaves out when the datum is missing."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from newsroom.models import Correction, Partner, RelatedRelease, ReleasePartner
from tests import factories

OLD = datetime(2020, 11, 17, 9, 30, tzinfo=UTC)


def soup_of(client, page, language: str = "fr") -> BeautifulSoup:
    answer = client.get(page.url_in(language))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(element.get_text().split()) for element in soup.select(selector)]


def test_head_of_a_release_is_kicker_title_dateline_chapo_in_this_order(site, client) -> None:
    page = factories.public_release(site, published_at=OLD, place_fr="Paris", title_fr="Un accord")
    article = soup_of(client, page).select_one("article")
    order = [
        (element.get("class") or [element.name])[0]
        for element in article.select(".kicker, h1, .dateline, .chapo")
    ]
    assert order == ["kicker", "h1", "dateline", "chapo"]
    assert article.select_one(".dateline").get_text() == "Paris, le 17\u00a0novembre 2020"


def test_only_one_h1(site, client) -> None:
    assert len(soup_of(client, factories.english_release(site), "en").select("h1")) == 1


def test_labels_without_their_datum_are_not_drawn(site, client) -> None:
    soup = soup_of(client, factories.public_release(site, hospitals=[]))
    for absent in (".corrections", ".research", ".subjects", ".figure", ".age", ".related"):
        assert soup.select(absent) == [], absent


def test_untranslated_release_has_english_furniture_around_french_words(site, client) -> None:
    page = factories.public_release(site, title_fr="Est-ce prêt ?", title_en="Draft title", slug_en=None)
    soup = soup_of(client, page, "en")
    assert soup.html["lang"] == "en"
    assert texts(soup, "[role=note].language-note") == ["This page is available in French only."]
    article = soup.select_one("article")
    assert article["lang"] == "fr"
    assert article.h1.get_text() == "Est-ce prêt\u202f?"
    assert "Draft title" not in str(soup)
    assert soup.select_one("link[rel=canonical]")["href"].endswith(page.url_in("fr"))
    assert soup.select("link[hreflang]") == []
    assert texts(soup, ".contact h2") == ["Press contact"]
    assert soup.select_one(".subjects a")["href"].startswith("/en/")


def test_translated_release_names_its_alternates(site, client) -> None:
    soup = soup_of(client, factories.english_release(site), "en")
    assert {link["hreflang"] for link in soup.select("link[hreflang]")} == {"fr", "en", "x-default"}
    assert soup.select(".language-note") == []


def test_press_contact_carries_reference_and_title_into_the_mail(site, client) -> None:
    page = factories.public_release(site, title_fr="Greffe & dons")
    href = soup_of(client, page).select_one(".contact a[href^=mailto]")["href"]
    assert href.startswith("mailto:presse@example.org?subject=")
    assert "Greffe%20%26%20dons" in href
    assert page.reference in href


def test_telephones_can_be_dialled(site, client) -> None:
    links = soup_of(client, factories.public_release(site)).select(".contact a[href^='tel:']")
    assert [link["href"] for link in links] == ["tel:+33199001000", "tel:+33140273000"]
    assert links[1].get_text().replace("\u00a0", " ") == "01 40 27 30 00"


@pytest.mark.parametrize(("days", "is_told"), [(10, False), (729, False), (733, True), (2200, True)])
def test_age_is_told_from_two_years_on(site, client, days: int, is_told: bool) -> None:
    page = factories.public_release(site, published_at=factories.minute(-timedelta(days=days)))
    assert bool(soup_of(client, page).select(".age")) is is_told


def test_corrections_are_shown_newest_first(site, client) -> None:
    draft = factories.draft_release(site)
    draft.corrections = [
        Correction(corrected_at=OLD, kind="minor", note_fr="Première note."),
        Correction(corrected_at=OLD + timedelta(days=1), kind="major", note_fr="Seconde note."),
    ]
    draft.save_revision()
    shown = texts(soup_of(client, factories.publish(draft)), ".corrections p")
    assert ["Seconde note." in shown[0], "Première note." in shown[1]] == [True, True]


def test_french_correction_says_so_on_an_english_page(site, client) -> None:
    draft = factories.draft_release(site, **factories.english_fields())
    draft.corrections = [Correction(corrected_at=OLD, kind="minor", note_fr="Une note.", note_en="")]
    draft.save_revision()
    soup = soup_of(client, factories.publish(draft), "en")
    assert texts(soup, ".corrections [lang=fr]") == ["Une note."]


def test_partner_without_words_of_its_own_draws_no_empty_section(site, client) -> None:
    draft = factories.draft_release(site)
    draft.partner_links = [ReleasePartner(partner=Partner.objects.create(key="x", name="Muet"))]
    draft.save_revision()
    assert "Muet" not in texts(soup_of(client, factories.publish(draft)), "h2")


def test_obituary_leads_nowhere_else(site, client) -> None:
    other = factories.public_release(site)
    draft = factories.draft_release(site, release_type=factories.release_type("hommage"))
    draft.related_links = [RelatedRelease(related=other)]
    draft.save_revision()
    soup = soup_of(client, factories.publish(draft))
    assert soup.select(".related, .neighbours") == []


def test_picture_comes_in_a_light_form_and_a_safe_one_with_its_size_and_words(
    site, client, django_capture_on_commit_callbacks
) -> None:
    image = factories.picture(alt_fr="Deux mains", alt_en="")
    with django_capture_on_commit_callbacks(execute=True):
        release = factories.english_release(site, lead_image=image)
    soup = soup_of(client, release, "en")
    picture = soup.select_one("article picture")
    assert [source["type"] for source in picture.select("source")] == ["image/avif"]
    assert {"src", "srcset", "width", "height"} <= set(picture.img.attrs)
    assert (picture.img["alt"], picture.img["lang"]) == ("Deux mains", "fr")


def test_picture_whose_file_is_gone_fails_no_page(site, client) -> None:
    image = factories.picture()
    page = factories.public_release(site, lead_image=image)
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    assert soup_of(client, page).select_one("article img")["src"] == image.file.url

"""What is taken away from a release says what its page says, in every form and in both languages."""

import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils import translation

from newsroom.models import Correction, NewsroomIndexPage, PressReleasePage, ReleaseContact
from newsroom.outputs import data, html, markdown, rich_text, serializer, text
from newsroom.outputs.structure import Item, Items, Paragraph, Release, Span
from tests import factories
from tests.browser import blocks
from tests.crawl import ask

ADDRESS = {
    "fr": "/fr/communiques-de-presse/complet/",
    "en": "/en/press-releases/complete/",
}
SUFFIXES = {"fr": ("texte/", "markdown/", "json/", "ninjs/"), "en": ("text/", "markdown/", "json/", "ninjs/")}


def _meeting(site) -> dict:
    """A moved one, with everything."""
    at = factories.minute(timedelta(days=9))
    return {
        "event_state": "moved", "event_notice_fr": "La salle est prise.", "event_notice_en": "The room is taken.",
        "event_starts_at": at, "event_ends_at": at + timedelta(hours=1), "event_was_starts_at": at - timedelta(days=1),
        "event_hospital": site.necker, "event_place_fr": "Salle bleue", "event_place_en": "Blue room",
        "event_access_fr": "Par le jardin", "event_access_en": "By the garden", "event_accreditation_until": at,
        "event_stream_url": "https://direct.example.org/",
    }  # fmt: skip


def write_complete(site) -> PressReleasePage:
    """A release with everything that one can have, public in both languages."""
    picture = factories.picture(
        alt_fr="Un rein", alt_en="A kidney", caption_fr="Le rein dans la machine.", caption_en="The kidney."
    )
    bodies = {f"body_{language}": blocks.body(language, picture, site.cochin) for language in ("fr", "en")}
    fields = factories.english_fields(
        title_en="A kidney that waits: 312 patients", slug_en="complete", summary_en="It's a first.", **bodies
    )
    page = factories.draft_release(
        site, title_fr="Un rein qui attend : 312 patients", slug="complet", summary_fr="C'est une première.",
        doi="10.1234/abc_def", journal="Journal", study_title="Study of *hearts*", place="Paris", lead_image=picture,
        specialties=[factories.specialty()], **_meeting(site), **fields,
    )  # fmt: skip
    page.contacts = [
        ReleaseContact(name="Ada Martin", role_fr="chercheuse", role_en="researcher", phone="+33199001122")
    ]
    page.title_fr = "Un rein qui attend : 157 patients"
    page.save_revision()
    page = factories.publish(page).get_latest_revision_as_object()
    page.title_fr = "Un rein qui attend : 312 patients"
    page.corrections = [
        Correction(
            corrected_at=factories.minute(),
            kind="major",
            note_fr="155 malades, et non 157.",
            note_en="155 ill.",
        )
    ]
    page.save_revision()
    return factories.publish(page)


@pytest.fixture
def complete(site) -> PressReleasePage:
    return write_complete(site)


@pytest.fixture
def release(complete) -> Release:
    return serializer.release(factories.fresh(complete))


def _strings(value) -> list[str]:
    """Every string of the structure that a reader reads."""
    if isinstance(value, dict):
        hidden = {
            "is",
            "identifier",
            "kind",
            "language",
            "address",
            "preview",
            "href",
            "published_at",
            "updated_at",
            "at",
            *("state", "started_before", "until", "stream"),
        }
        hidden |= {"starts", "ends", "phone", "on_call_phone", "hours"}
        return [text for name, each in value.items() if name not in hidden for text in _strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in _strings(each)]
    return [value] if isinstance(value, str) else []


def _all_strings(value) -> list[str]:
    if isinstance(value, dict | list):
        return [
            text
            for each in (value.values() if isinstance(value, dict) else value)
            for text in _all_strings(each)
        ]
    return [value] if isinstance(value, str) else []


def _bare(text: str) -> str:
    """As one line: letters and signs, whatever the space and the case between them."""
    return " ".join(text.split()).casefold()


def _html_of_feed(page, language: str) -> str:
    """The words, the alternatives and the title, which feeds have beside the text."""
    with translation.override(language):
        release = serializer.release(factories.fresh(page))
    tree = BeautifulSoup(html.write(release), "html.parser")
    return " ".join([release.title, tree.get_text(" "), *(image["alt"] for image in tree.select("img"))])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_form_says_less_than_another(complete, client, language):
    """Page, text, Markdown, JSON and what feeds hold are made of the same words."""
    page = BeautifulSoup(client.get(ADDRESS[language]).content, "html.parser")
    for said_otherwise in page.select("[hidden], .visually-hidden, svg"):
        said_otherwise.decompose()
    answers = [client.get(f"{ADDRESS[language]}{suffix}").content.decode() for suffix in SUFFIXES[language]]
    in_text, in_markdown, in_json, in_ninjs = answers
    forms = {
        "page": _bare(page.main.get_text(" ") + " ".join(image["alt"] for image in page.main.select("img"))),
        "text": _bare(in_text),
        "html": _bare(_html_of_feed(complete, language)),
        "markdown": _bare(re.sub(r"\\(.)|\*\*|^> ?", r"\1", in_markdown, flags=re.M)),
        "ninjs": _bare(" ".join(_all_strings(json.loads(in_ninjs)))),
    }
    strings = _strings(json.loads(in_json))
    assert len(strings) > 40
    # In the text a caption stands for the picture; the page has a heading for the name of the office.
    elsewhere = {"text": {"un rein", "a kidney"}, "page": {"contacts presse", "press office"}}
    for name, form in forms.items():
        tight = form.replace(" ", "")
        missing = [string for string in strings if _bare(string).replace(" ", "") not in tight]
        assert [string for string in missing if _bare(string) not in elsewhere.get(name, ())] == [], name


def test_the_text_is_clean(release):
    written = text.write(release)
    assert written.startswith(
        f"AP-HP – Type communique – {release.reference}\n\nUn rein qui attend\u00a0: 312 patients\n\n"
    )
    assert "C’est une première." in written
    assert "«\u202fNous gagnons des heures\u202f»\n– Pr\u00a0É. Vaumarin, cheffe de service, " in written
    assert "Avec un lien [1]." in written
    assert "[1] https://example.org/" in written
    assert "Groupe\tMalades\nFroid\t155" in written
    assert "<" not in written and "\n\n\n" not in written
    assert written.endswith(f"{release.address}\n")
    assert "Version 2, mise à jour le " in written


def test_every_form_names_reference_version_hour_contact_and_boilerplate(release):
    for write in (text.write, markdown.write, data.write):
        written = write(release)
        for words in (release.reference, "2", "Ada Martin", release.office.name, "À propos"):
            assert words in written or words.replace("-", "\\-") in written, (write, words)


def test_json_says_when_with_the_offset_of_paris(release):
    said = json.loads(data.write(release))
    assert re.search(r"\+0[12]:00$", said["published_at"])
    assert said["version"] == 2
    assert said["language"] == "fr"
    assert [block["is"] for block in said["blocks"]][:3] == ["heading", "paragraph", "heading"]


def test_nothing_of_the_database_is_in_it(complete, release):
    """No key, no address of the admin, no name of a field that the page does not show."""
    said = data.write(release)
    assert "admin" not in said and "consent" not in said and '"id"' not in said


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/fr/communiques-de-presse/complet/text/", "/fr/communiques-de-presse/complet/texte/"),
        ("/en/press-releases/complete/texte/", "/en/press-releases/complete/text/"),
        ("/en/press-releases/complet/json/", "/en/press-releases/complete/json/"),
    ],
)
def test_an_address_of_the_other_language_leads_to_its_own(complete, client, asked, leads_to):
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, leads_to)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_headers(complete, client, language):
    for suffix, kind in zip(
        SUFFIXES[language],
        ("text/plain", "text/markdown", "application/json", "application/json"),
        strict=True,
    ):
        response = client.get(f"{ADDRESS[language]}{suffix}")
        assert response["Content-Type"] == f"{kind}; charset=utf-8"
        assert response["Content-Language"] == language
        assert response["Link"].endswith(f'{ADDRESS[language]}>; rel="canonical"')
        assert response["Cache-Control"].startswith("public, max-age=")


def test_what_has_no_english_is_given_in_french_and_says_so(site, client):
    factories.public_release(site, slug="francais", title_fr="Seulement en français")
    response = client.get("/en/press-releases/francais/text/")
    assert response["Content-Language"] == "fr"
    assert "Seulement en français" in response.content.decode()
    assert "Contact presse".upper() in response.content.decode()


def test_a_hospital_that_is_hidden_is_not_named_by_a_quotation(site):
    body = [("quote", {"text": "Oui", "speaker": "Ada", "role": "", "hospital": site.necker})]
    page = factories.public_release(site, body_fr=body)
    assert serializer.release(factories.fresh(page)).blocks[0].hospital
    factories.fresh(site.necker).unpublish()
    assert serializer.release(factories.fresh(page)).blocks[0].hospital == ""


def test_it_costs_the_same_however_long_the_text_is(site):
    short = factories.public_release(site, slug="court")
    quote = ("quote", {"text": "Oui", "speaker": "Ada", "role": "", "hospital": site.necker})
    factories.public_release(site, slug="long", body_fr=[quote] * 20 + [("text", "<p>Mot</p>")] * 20)
    ask(f"/fr/communiques-de-presse/{short.slug}/texte/")
    costs = [ask(f"/fr/communiques-de-presse/{slug}/texte/").query_count for slug in ("court", "long")]
    assert costs[1] <= costs[0] + 2  # the hospitals that are quoted: those chosen, and of them those visible


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Un <b>mot</b>.</p>", [Paragraph((Span("Un "), Span("mot", is_strong=True), Span(".")))]),
        ("Sans paragraphe", [Paragraph((Span("Sans paragraphe"),))]),
        ("<p> </p><p></p>", []),
        (
            "<ul><li>Un<ol><li>Dedans</li></ol></li><li>Deux</li></ul>",
            [
                Items(
                    (
                        Item((Span("Un"),), (Items((Item((Span("Dedans"),)),), is_ordered=True),)),
                        Item((Span("Deux"),)),
                    )
                )
            ],
        ),
    ],
)
def test_rich_text_becomes_blocks(html, expected):
    assert list(rich_text.blocks_of(html, "fr")) == expected


@pytest.mark.parametrize(
    "words",
    ["*gras*", "_x_", "[lien](x)", "# titre", "1. un", "- tiret", "> cité", "a | b", "<b>", "`code`", "\\"],
)
def test_no_sign_of_a_text_becomes_markdown(words):
    written = markdown._safe(words)
    assert re.sub(r"\\(.)", r"\1", written) == words
    assert written != words


def test_a_preview_is_in_the_language_that_is_previewed(complete):
    """Of a page that answers at more than its own address: the press room's list with it."""
    for page in (complete, NewsroomIndexPage.objects.get()):
        response = page.make_preview_request(RequestFactory().get("/"), "en")
        assert '<html lang="en"' in response.content.decode()
        assert "A kidney that waits" in response.content.decode()
        assert translation.get_language() == "fr"

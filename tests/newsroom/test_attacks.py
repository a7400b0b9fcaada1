"""The corpus of attacks in every text that somebody can write or ask for: a real browser runs none of it.

Everything that tries to run calls `hit()`; what it would fetch is on evil.example.
"""

from datetime import timedelta
from itertools import batched, cycle
from urllib.parse import quote

import pytest
from django.db import models
from playwright.sync_api import Page
from wagtail.fields import RichTextField, StreamField

from newsroom.clock import now
from newsroom.languages import writes_in_reference
from newsroom.models import (
    Boilerplate,
    Correction,
    HospitalGroup,
    HospitalName,
    InformationBanner,
    InstitutionSettings,
    Partner,
    PressContact,
    ReleaseContact,
    ReleasePartner,
    ReleaseType,
    Specialty,
)
from newsroom.sanitising import is_address
from tests import factories
from tests.newsroom.attacks import ATTACKS

pytestmark = pytest.mark.browser

SENTINEL = "window.hits = 0; window.hit = () => { window.hits += 1; };"
PLAIN = (models.CharField, models.TextField)
# Keys and codes, which have validators of their own; what Wagtail and the page write themselves.
OWN = {
    "slug",
    "slug_en",
    "url_path",
    "url_path_en",
    "path",
    "external_id",
    "import_hash",
    "english_source_hash",
}
OWN |= {
    "event_accreditation_address",
    "reference",
    "doi",
    "finess",
    "content_hash",
    "draft_title",
    "title",
    "key",
    "code",
}
QUERIES = ("q", "type", "hospital", "specialty", "year", "from", "page", "kind", "sent")


def words(attacks, field: models.Field) -> str:
    """As many attacks as the field has room for."""
    room, text = field.max_length or 2_000, "mots "
    for attack in attacks:
        attack = attack.replace("\0", "").replace("\x01", "")
        if len(text) + len(attack) + 1 > room or len(text) > 1_500:
            break
        text += attack + " "
    return text.strip()


def fill_every_text(record: models.Model, attacks) -> models.Model:
    for field in record._meta.concrete_fields:
        is_text = isinstance(field, PLAIN) and not field.choices and not isinstance(field, models.EmailField)
        if not is_text or field.name in OWN or is_address(field) or "phone" in field.name:
            continue
        if isinstance(field, RichTextField | StreamField) or (field.max_length or 999) > 30:
            setattr(record, field.attname, words(attacks, field))
    return record


def body(attacks) -> list[tuple]:
    """Every block, with an attack in every text of it."""
    one = lambda: next(attacks)
    html = lambda: "".join(f"<p>{next(attacks)}</p>" for _ in range(12))
    return [
        *(("heading", one()[:200]) for _ in range(5)),
        *(("text", html()) for _ in range(7)),
        ("quote", {"text": one(), "speaker": one(), "role": one(), "hospital": None}),
        ("key_figures", {"figures": [{"value": "x", "label": one()[:160]}], "source": one()}),
        ("table", {"caption": one(), "header": [one(), one()], "rows": [[one(), one()], [one(), one()]]}),
        ("callout", {"title": one(), "text": html()}),
        ("video", factories.film(title=one(), transcript=html())),
    ]


@writes_in_reference
def fill(site: factories.SiteTree) -> dict[str, str]:
    """One of everything, hostile throughout; the addresses to look at."""
    attacks = cycle(ATTACKS)
    picture = fill_every_text(factories.picture(), attacks)
    picture.save()
    kind = fill_every_text(ReleaseType(code="xss"), attacks)
    kind.save()
    Boilerplate.objects.create(valid_from="2021-01-01", text_fr="".join(ATTACKS), text_en="".join(ATTACKS))
    for level in ("crisis", "information"):
        banner = InformationBanner(level=level, starts_at=factories.minute(), link_url="/fr/")
        fill_every_text(banner, attacks).save()
    fill_every_text(InstitutionSettings.load(), attacks).save()
    HospitalGroup.objects.all().update(name_fr=ATTACKS[0], name_en=ATTACKS[5])
    partner = fill_every_text(Partner(key="xss", url="javascript:hit()"), attacks)
    partner.save()
    specialty = fill_every_text(Specialty(slug="xss"), attacks)
    specialty.save()
    draft = factories.draft_release(
        site, slug="xss", release_type=kind, lead_image=picture, **factories.english_fields(slug_en="xss-en")
    )
    fill_every_text(draft, attacks)
    draft.body_fr, draft.body_en = body(attacks), body(attacks)
    draft.partner_links = [ReleasePartner(partner=partner)]
    draft.contacts = [fill_every_text(ReleaseContact(email="a@example.org"), attacks)]
    draft.specialties = [specialty]
    draft.corrections = [fill_every_text(Correction(corrected_at=factories.minute(), kind="major"), attacks)]
    draft.save_revision()
    factories.publish(draft)
    for page, related in (
        (site.cochin, "other_names"),
        (site.office, "people"),
        (site.home, ""),
        (site.newsroom, ""),
    ):
        page = fill_every_text(factories.fresh(page), attacks)
        if related:
            child = HospitalName(kind="former") if related == "other_names" else PressContact()
            getattr(page, related).add(fill_every_text(child, attacks))
        if hasattr(page, "notice_until"):
            page.notice_until = (now() + timedelta(days=9)).date()
        page.save_revision().publish()
    return {
        "release": "/fr/communiques-de-presse/xss/", "english": "/en/press-releases/xss-en/",
        "hospital": "/fr/hopitaux/cochin/", "office": "/fr/contacts-presse/", "home": "/fr/", "english-home": "/en/",
        "list": "/fr/communiques-de-presse/", "hospitals": "/fr/hopitaux/", "directory": "/fr/annuaire/?q=mots",
        "search": "/fr/recherche/?q=mots", "report": "/fr/signaler-un-probleme/",
    }  # fmt: skip


class Witness:
    """What a browser did that it should not have done."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site, self.found = page, site, []
        page.add_init_script(SENTINEL)
        page.on("dialog", lambda dialog: (self.found.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", self._note_request)
        page.on(
            "console", lambda said: "Content Security Policy" in said.text and self.found.append(said.text)
        )

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.found.append(f"request {request.url}")

    def visit(self, address: str) -> None:
        answer = self.page.goto(self.site + address)
        assert answer.status < 500, address
        self.page.evaluate(  # what waits for a hand or an eye
            """() => document.querySelectorAll("main *, dialog *").forEach((one) => {
                 for (const name of ["pointerenter", "mouseover", "focus", "toggle", "error", "load"])
                   one.dispatchEvent(new Event(name));
               })"""
        )
        if hits := self.page.evaluate("window.hits"):
            self.found.append(f"{hits} hits")
        self.found = [f"{address}: {one}" if not one.startswith("/") else one for one in self.found]


@pytest.fixture
def witness(page: Page, live_server) -> Witness:
    return Witness(page, live_server.url)


def test_nothing_that_is_stored_runs(committed_site, witness: Witness) -> None:
    for address in fill(committed_site).values():
        witness.visit(address)
        assert "mots" in witness.page.content() or "signaler" in address, address
    assert witness.found == []


def test_nothing_that_is_asked_for_runs(committed_site, witness: Witness) -> None:
    places = cycle(
        [
            "/fr/recherche/",
            "/en/press-releases/",
            "/fr/annuaire/",
            "/en/hospital/",
            "/fr/signaler-un-probleme/",
        ]
    )
    for some in batched(ATTACKS, len(QUERIES)):
        query = "&".join(f"{name}={quote(attack)}" for name, attack in zip(QUERIES, some, strict=False))
        witness.visit(f"{next(places)}?{query}".replace("%01", ""))
    for attack in ATTACKS[::9]:
        witness.visit(f"/fr/{quote(attack, safe='')[:300]}/".replace("%01", ""))
    witness.page.goto(f"{witness.site}/fr/signaler-un-probleme/")
    witness.page.fill("textarea[name=message]", "".join(ATTACKS[:4])[:5])
    witness.page.click("form.form button")
    assert witness.found == []


def test_the_witness_sees_what_runs(committed_site, witness: Witness) -> None:
    """Without this the others would be green with a blind browser."""
    witness.page.route("**/fr/", lambda route: route.fulfill(
        body="<main>mots<script>hit()</script><img src='https://evil.example/a'></main>", content_type="text/html"))  # fmt: skip
    witness.visit("/fr/")
    assert {one.split()[1] for one in witness.found} == {"1", "request"}

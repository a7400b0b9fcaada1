"""Whatever way words come, nothing that runs reaches the database, and what the editor writes stays as it is."""

import json

import pytest
from django.apps import apps
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision

from newsroom import sanitising
from newsroom.models import (
    Boilerplate,
    HospitalPage,
    InformationBanner,
    Partner,
    PressOfficePage,
    PressReleasePage,
)
from newsroom.richtext import safe_address, sanitise_rich_text
from tests import factories
from tests.newsroom.attacks import ATTACKS, runs

ATTACK = '<p>mots</p><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>'
RICH = [field for field in sanitising.guarded_fields() if isinstance(field, RichTextField)]
STREAMS = [field for field in sanitising.guarded_fields() if isinstance(field, StreamField)]
PLAIN = (blocks.CharBlock, blocks.TextBlock, blocks.ChoiceBlock, blocks.BooleanBlock, blocks.ChooserBlock)
KNOWN = (*PLAIN, blocks.RichTextBlock, blocks.URLBlock)
DRAFTAIL = (
    '<p data-block-key="a1">Un <b>mot</b>, <i>un autre</i><br/>puis <a href="https://example.org/?a=1&amp;b=2">là</a></p>'
    '<h3 data-block-key="a2">Titre</h3><ul><li data-block-key="a3"><a linktype="page" id="3">page</a></li></ul>'
    '<ol><li data-block-key="a4"><a linktype="document" id="4">pièce</a> <a href="mailto:a@example.org">à</a></li></ol>'
    '<embed embedtype="image" id="5" format="left" alt="x"/>'
)


def leaves(block: blocks.Block) -> list[blocks.Block]:
    if isinstance(block, blocks.ListBlock):
        return leaves(block.child_block)
    if isinstance(block, blocks.StreamBlock | blocks.StructBlock):
        return [leaf for child in block.child_blocks.values() for leaf in leaves(child)]
    return [block]


def test_every_field_of_rich_text_is_guarded():
    found = [
        f
        for m in apps.get_models()
        for f in m._meta.local_fields
        if isinstance(f, RichTextField | StreamField)
    ]
    assert len(found) > 30 and all(field.is_sanitised for field in found)
    assert {runs(field.get_prep_value(ATTACK)) for field in RICH} == {""}


def test_no_block_holds_html_that_is_not_sanitised():
    """A RawHTMLBlock, an EmbedBlock or a TableBlock of HTML would need a rule of its own."""
    found = [leaf for field in STREAMS for leaf in leaves(field.stream_block)]
    assert [leaf for leaf in found if not isinstance(leaf, KNOWN)] == []


def test_what_the_editor_writes_stays_as_it_is():
    once = sanitise_rich_text(DRAFTAIL)
    assert once == DRAFTAIL.replace("/>", ">")
    assert sanitise_rich_text(once) == once


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_runs_is_left_and_twice_is_as_once(attack):
    once = sanitise_rich_text(f"<p>avant</p>{attack}<p>après</p>")
    assert runs(once) == "" and sanitise_rich_text(once) == once and "avant" in once


def release(site, **fields) -> PressReleasePage:
    return factories.english_release(site, slug="xss", slug_en="xss-en", **fields)


BODY = [("text", ATTACK), ("callout", {"title": "t", "text": ATTACK})]


def stored(model, **where) -> str:
    """The row as the database holds it, without any field of ours."""
    row = model._base_manager.filter(**where).values().get()
    return json.dumps({name: str(value) for name, value in row.items()})


def test_a_page_its_revision_and_its_update_hold_none(site):
    page = release(site, body_fr=BODY, boilerplate_fr=ATTACK)
    draft = factories.fresh(page)
    draft.boilerplate_fr, draft.body_fr = ATTACK + "2", [("text", ATTACK + "2")]
    draft.save_revision()
    assert runs(stored(PressReleasePage, pk=page.pk)) == ""
    assert [runs(json.dumps(row.content)) for row in Revision.objects.for_instance(page)] == ["", ""]
    words = json.dumps([{"type": "text", "value": ATTACK}])
    PressReleasePage.objects.filter(pk=page.pk).update(boilerplate_fr=ATTACK, body_fr=words)
    assert runs(stored(PressReleasePage, pk=page.pk)) == ""


def test_a_page_in_memory_holds_what_was_written(site):
    hospital = factories.fresh(site.cochin)
    hospital.description_fr = ATTACK
    hospital.save()
    assert runs(hospital.description_fr) == "" and "mots" in hospital.description_fr


@pytest.mark.django_db
def test_records_hold_none():
    Boilerplate.objects.create(valid_from="2021-01-01", text_fr=ATTACK, text_en=ATTACK)
    Partner.objects.bulk_create(
        [Partner(key="p", name="P", url="javascript:alert(1)", boilerplate_fr=ATTACK)]
    )
    banner = {"text_fr": "x", "link_url": "java\tscript:alert(1)", "starts_at": factories.minute()}
    InformationBanner.objects.create(level="crisis", **banner)
    rows = [stored(Boilerplate, valid_from="2021-01-01"), stored(Partner, key="p"), stored(InformationBanner)]
    assert [runs(row) for row in rows] == ["", "", ""]


def test_a_list_written_as_json_by_a_script_holds_none(site):
    raw = json.dumps([{"type": "video", "value": {"title": "t", "transcript": ATTACK, "captions": []}}])
    page = factories.draft_release(site)
    page.body_fr = raw
    page.save(clean=False)
    assert runs(stored(PressReleasePage, pk=page.pk)) == ""


@pytest.mark.parametrize(
    "key", ['id="x"', 'id="1 OR 1=1"', f'id="{"9" * 30}"', 'id="-1"', 'id="²"', 'id=""', "", 'id="7"']
)
def test_a_link_to_no_record_draws_the_page(site, client, key):
    link = f'<p><a linktype="page" {key}>a</a> <a linktype="document" {key}>b</a> <a linktype="x" {key}>c</a></p>'
    link += "".join(
        f'<embed embedtype="{kind}" {key} alt="x" format="x">' for kind in ("image", "media", "x")
    )
    release(site, body_fr=[("text", link)])
    assert client.get("/fr/communiques-de-presse/xss/").status_code == 200


@pytest.mark.parametrize(("address", "is_safe"), [
    ("https://example.org/", True), ("/fr/", True), ("page.html?a:b", True), ("mailto:a@b.fr", True), ("#a", True),
    ("javascript:alert(1)", False), (" JaVaScript:x", False), ("java\nscript:x", False), ("data:text/html,x", False),
    ("\x01javascript:x", False), ("vbscript:x", False), ("blob:x", False), ("file:///etc/passwd", False),
])  # fmt: skip
def test_an_address_that_would_run_is_none(address, is_safe):
    assert safe_address(address) == (address if is_safe else "")


def test_pages_without_rich_text_are_few():
    """So that this file is not true of nothing."""
    assert {field.model for field in RICH} >= {HospitalPage, PressOfficePage, PressReleasePage}

"""import_releases: good lines are in, faulty ones reported, running it again changes nothing."""

import base64
import json
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.models import Revision

from newsroom import clock
from newsroom.models import PressReleasePage

from .. import factories

FR, EN = "/fr/communiques-de-presse/", "/en/press-releases/"


@pytest.fixture
def line(site):
    """A complete line; `line(title_fr="…")` changes it, None removes a key."""
    factories.release_type()
    factories.specialty()

    def make(**changes) -> dict:
        row = {
            "external_id": "a-1",
            "type": "communique",
            "published_at": "2021-03-04T10:30:00+01:00",
            "place": "Paris",
            "hospitals": ["cochin", "necker"],
            "specialties": ["cardiologie"],
            "title_fr": "Greffe à Cochin",
            "title_en": "Transplant at Cochin",
            "summary_fr": "Le résumé.",
            "body_fr_html": "<h2>Titre</h2><p>Texte <strong>gras</strong>.</p>",
            "body_en_html": "<h2>Heading</h2><p>Text.</p>",
            "contacts": [{"name": "Ada", "role_fr": "Porte-parole", "phone": "01 40 27 30 00"}],
            "old_urls": ["/contenu/greffe"],
        }
        return {key: value for key, value in (row | changes).items() if value is not None}

    return make


def run(tmp_path, *rows, **options) -> tuple[str, bool]:
    """What the command printed, and whether it failed."""
    path = tmp_path / "releases.jsonl"
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8"
    )
    out = StringIO()
    try:
        call_command("import_releases", str(path), stdout=out, stderr=out, **options)
    except CommandError as error:
        return out.getvalue(), error.returncode == 1
    return out.getvalue(), False


def test_a_line_becomes_a_public_release_in_both_languages(tmp_path, client, line):
    output, failed = run(tmp_path, line())
    assert not failed and "1 added" in output
    page = PressReleasePage.objects.get(external_id="a-1")
    assert client.get(f"{FR}greffe-a-cochin/").status_code == 200
    assert "Transplant at Cochin" in client.get(f"{EN}transplant-at-cochin/").content.decode()
    assert [link.hospital.slug for link in page.hospital_links.all()] == ["cochin", "necker"]
    assert [block.block_type for block in page.body_fr] == ["heading", "text"]
    assert page.reference == "CP-2021-001"
    assert client.get("/contenu/greffe").headers["Location"] == f"{FR}greffe-a-cochin/"


def test_running_again_changes_nothing(tmp_path, line):
    run(tmp_path, line())
    revisions = Revision.objects.count()
    output, failed = run(tmp_path, line())
    assert not failed and "1 unchanged" in output
    assert (PressReleasePage.objects.count(), Revision.objects.count()) == (1, revisions)


def test_a_changed_line_publishes_a_new_version(tmp_path, client, line):
    run(tmp_path, line())
    output, _failed = run(tmp_path, line(title_fr="Greffe : un an après"))
    page = PressReleasePage.objects.get()
    assert "1 changed" in output
    assert (page.title_fr, page.slug, page.reference) == (
        "Greffe : un an après",
        "greffe-a-cochin",
        "CP-2021-001",
    )


@pytest.mark.parametrize(("options", "title"), [({}, "À la main"), ({"overwrite": True}, "Importé")])
def test_a_page_edited_by_hand_is_kept_unless_told_otherwise(tmp_path, admin_user, line, options, title):
    run(tmp_path, line())
    page = PressReleasePage.objects.get()
    page.title_fr = "À la main"
    page.save_revision(user=admin_user).publish()
    _output, failed = run(tmp_path, line(title_fr="Importé"), **options)
    assert factories.fresh(page).title_fr == title
    assert failed is (not options)


FAULTS = {
    "not json": ("{", "JSON"),
    "not an object": ("[1]", "objet"),
    "unknown key": ({"titre": "x"}, "titre"),
    "no id": ({"external_id": None}, "external_id"),
    "no title": ({"title_fr": ""}, "title_fr"),
    "unknown type": ({"type": "blog"}, "blog"),
    "unknown hospital": ({"hospitals": ["nulle-part"]}, "nulle-part"),
    "no offset": ({"published_at": "2021-03-04T10:30:00"}, "published_at"),
    "future seconds": ({"published_at": "2099-03-04T10:30:15+01:00"}, "minute"),
    "no date": ({"published_at": None}, "published_at"),
    "bad slug": ({"slug_fr": "Pas Un Slug"}, "slug_fr"),
    "reserved slug": ({"slug_fr": "rss"}, "slug_fr"),
    "bad status": ({"status": "secret"}, "secret"),
    "bad contact": ({"contacts": [{"name": "X", "phone": "abc"}]}, "abc"),
    "missing picture": ({"body_fr_html": '<img src="../rien.png">'}, "rien.png"),
    "not a picture": ({"body_fr_html": '<img src="data:image/png;base64,AAAA">'}, "image"),
    "nul": ({"summary_fr": "a\x00b"}, "NUL"),
}


@pytest.mark.parametrize(("fault", "word"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_line_is_named_and_leaves_nothing_behind(tmp_path, line, fault, word):
    bad = fault if isinstance(fault, str) else line(external_id="bad") | fault
    if isinstance(bad, dict):
        bad = {key: value for key, value in bad.items() if value is not None}
    output, failed = run(tmp_path, line(), bad, line(external_id="a-3", title_fr="Suivant", old_urls=[]))
    assert failed
    assert "releases.jsonl:2:" in output and word in output
    assert set(PressReleasePage.objects.values_list("external_id", flat=True)) == {"a-1", "a-3"}


def test_every_reason_of_a_line_is_told(tmp_path, line):
    output, _failed = run(tmp_path, line(type="blog", hospitals=["x"], title_fr=""))
    assert output.count("releases.jsonl:1:") == 3


def test_a_dry_run_keeps_nothing(tmp_path, line):
    output, failed = run(tmp_path, line(), dry_run=True)
    assert not failed and "1 added" in output
    assert not PressReleasePage.objects.exists()


def test_a_future_line_is_public_at_its_minute(tmp_path, client, line):
    instant = factories.minute(timedelta(hours=1))
    run(tmp_path, line(published_at="2021-03-04T10:30:00+01:00", embargo_until=instant.isoformat()))
    assert client.get(f"{FR}greffe-a-cochin/").status_code == 404
    assert client.get("/contenu/greffe").status_code == 404
    with clock.shifted(timedelta(hours=1)):
        assert client.get(f"{FR}greffe-a-cochin/").status_code == 200
        assert PressReleasePage.objects.get().published_at == instant


def test_a_draft_line_is_not_public(tmp_path, client, line):
    run(tmp_path, line(status="draft", published_at=None))
    assert client.get(f"{FR}greffe-a-cochin/").status_code == 404


def test_an_imported_page_has_a_revision_and_survives_a_scheduled_edit(tmp_path, client, line):
    run(tmp_path, line())
    page = PressReleasePage.objects.get()
    assert page.live_revision_id and page.latest_revision_id
    page.title_fr, page.go_live_at = "Plus tard", factories.minute(timedelta(days=1))
    page.save_revision().publish()
    assert "Greffe à Cochin" in client.get(f"{FR}greffe-a-cochin/").content.decode()


def test_imported_references_are_kept_and_the_counter_follows(tmp_path, site, line):
    run(tmp_path, line(reference="CP-2021-040"), line(external_id="a-2", title_fr="Autre", old_urls=[]))
    references = PressReleasePage.objects.order_by("external_id").values_list("reference", flat=True)
    assert list(references) == ["CP-2021-040", "CP-2021-041"]


def test_pictures_come_from_data_or_from_beside_the_file(tmp_path, line):
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    (tmp_path / "b.png").write_bytes(content.getvalue())
    data = base64.b64encode(content.getvalue()).decode()
    html = f'<p>a</p><img src="data:image/png;base64,{data}" alt="x"><p>b</p><img src="b.png" alt="y">'
    run(tmp_path, line(body_fr_html=html))
    blocks = PressReleasePage.objects.get().body_fr
    assert [block.block_type for block in blocks] == ["text", "picture", "text", "picture"]


def test_a_release_without_english_is_french_only(tmp_path, client, line):
    run(tmp_path, line(title_en=None, body_en_html=None))
    assert "available in French only" in client.get(f"{EN}greffe-a-cochin/").content.decode()


def test_titles_alike_get_addresses_of_their_own(tmp_path, line):
    run(tmp_path, line(), line(external_id="a-2", old_urls=[]))
    assert set(PressReleasePage.objects.values_list("slug", flat=True)) == {
        "greffe-a-cochin",
        "greffe-a-cochin-2",
    }


def test_imports_send_no_mail(tmp_path, line, mailoutbox):
    run(tmp_path, line())
    assert mailoutbox == []

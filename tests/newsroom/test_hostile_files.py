"""Hostile files through every door: refused with a word that says why, or stored without what made them hostile."""

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from newsroom import roles, uploads
from newsroom.imports.line import BadLine
from newsroom.imports.media import PictureStore
from newsroom.models import PressDocument, PressImage
from tests.newsroom.hostile_files import HOSTILE, SECRET, archive, content, docx, pdf, picture, with_exif
from tests.newsroom.staff import Person, person

REFUSED = [key for key, row in HOSTILE.items() if row.word]
CLEANED = [key for key, row in HOSTILE.items() if row.gone]
FIELDS = {"title": "Un titre à garder", "collection": "1", "credit": "AP-HP", "alt_fr": "x"}
FIELDS |= {"licence": "editorial", "consent": "none"}


@pytest.fixture
def officer(site) -> Person:
    roles.ensure_roles()
    return person(roles.OFFICER)


def upload(key: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(HOSTILE[key].name, content(key))


def section(key: str) -> str:
    return "wagtailimages" if HOSTILE[key].is_picture else "wagtaildocs"


def stored() -> PressImage | PressDocument | None:
    return PressImage.objects.first() or PressDocument.objects.first()


def unpacked(stored: bytes) -> bytes:
    """What a reader's program would see: without compression, streams of objects included."""
    if stored.startswith(b"%PDF-"):
        with pikepdf.open(io.BytesIO(stored)) as file:
            output = io.BytesIO()
            file.save(output, qdf=True, static_id=True)
        return output.getvalue()
    if stored.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(stored)) as file:
            return b"".join(unpacked(file.read(name)) for name in file.namelist())
    return stored


def test_the_corpus_holds_more_than_forty_files_of_every_kind():
    assert len(HOSTILE) >= 40 and set(REFUSED) | set(CLEANED) == set(HOSTILE)
    suffixes = {row.name.rpartition(".")[2] for row in HOSTILE.values()}
    assert suffixes > uploads.DOCUMENTS - {"pptx", "vtt"}  # captions: test_films.py


@pytest.mark.parametrize("key", REFUSED)
def test_it_is_refused_with_a_reason_and_what_was_typed_stays(officer, key):
    answer = officer.post(reverse(f"{section(key)}:add"), FIELDS | {"file": upload(key)})
    assert answer.status_code == 200 and stored() is None
    form = answer.context["form"]
    assert list(form.errors) == ["file"]
    assert HOSTILE[key].word.lower() in " ".join(form.errors["file"]).lower()
    assert form["title"].value() == FIELDS["title"] and FIELDS["title"] in answer.content.decode()


@pytest.mark.parametrize("key", CLEANED)
def test_it_is_stored_without_what_made_it_hostile(officer, key):
    answer = officer.post(reverse(f"{section(key)}:add"), FIELDS | {"file": upload(key)})
    assert answer.status_code == 302, answer.context["form"].errors
    with stored().file.open() as file:
        kept = unpacked(file.read())
    assert [word for word in HOSTILE[key].gone if word.lower() in kept.lower()] == []
    assert [
        word for word in HOSTILE[key].gone if word.lower() in (content(key) + unpacked(content(key))).lower()
    ]


@pytest.mark.parametrize("key", REFUSED)
def test_several_at_once_are_refused_one_by_one(officer, key):
    data = {"title": "x", "collection": "1", "files[]": upload(key)}
    answer = officer.post(
        reverse(f"{section(key)}:add_multiple"), data, **{"X-Requested-With": "XMLHttpRequest"}
    )
    told = json.loads(answer.content)
    assert not told["success"] and HOSTILE[key].word.lower() in told["error_message"].lower()
    assert stored() is None


def test_a_picture_that_waits_for_its_credit_is_cleaned_when_it_has_it(officer):
    """The view of several pictures stores the file by itself, before the record is saved."""
    data = {"title": "x", "collection": "1", "files[]": SimpleUploadedFile("a.gif", picture("GIF") + SECRET)}
    answer = json.loads(officer.post(reverse("wagtailimages:add_multiple"), data).content)
    address = re.search(r'action="([^"]*create_from_uploaded[^"]*)"', answer["form"])[1]
    prefix = re.search(r'name="(uploaded-image-\d+)-title"', answer["form"])[1]
    answer = json.loads(
        officer.post(address, {f"{prefix}-{name}": value for name, value in FIELDS.items()}).content
    )
    assert answer["success"]
    image = PressImage.objects.get()
    assert re.fullmatch(r"pictures/[0-9a-f]{32}/a[\w]*\.png", image.file.name)
    assert SECRET not in image.file.read() and image.file_size == image.file.size


@pytest.mark.parametrize("key", ["page as pdf", "opens a script", "page in gif", "many pixels"])
@pytest.mark.parametrize("door", ["chooser", "replacing"])
def test_other_doors_have_the_same_guard(officer, key, door):
    wagtail, row = section(key), HOSTILE[key]
    prefix = ("image" if row.is_picture else "document") + "-chooser-upload-" if door == "chooser" else ""
    address = reverse(f"{wagtail}_chooser:create") if door == "chooser" else ""
    if door == "replacing":
        model = PressImage if row.is_picture else PressDocument
        good = ContentFile(
            picture() if row.is_picture else pdf(), name="a.jpg" if row.is_picture else "a.pdf"
        )
        before = model.objects.create(title="Avant", file=good, collection_id=1)
        address = reverse(f"{wagtail}:edit", args=[before.pk])
    answer = officer.post(address, {f"{prefix}{k}": v for k, v in (FIELDS | {"file": upload(key)}).items()})
    assert answer.status_code in {200, 302}
    kept = stored().file.read() if stored() else b""
    if row.word:
        assert kept == b"" if door == "chooser" else stored().title == "Avant"
    else:
        assert kept and not [word for word in row.gone if word in unpacked(kept)]


def test_nobody_sends_a_portrait(officer):
    """It would have no address: the gate knows no such file."""
    address, data = reverse("wagtailadmin_account"), {"avatar-avatar": upload("place in jpeg")}
    assert b'type="file"' not in officer.get(address).content
    officer.post(address, data)
    assert not UserProfile.get_for_user(officer.user).avatar


@pytest.mark.parametrize("key", [key for key in HOSTILE if HOSTILE[key].is_picture])
def test_the_import_keeps_none_as_it_came(db, tmp_path, key):
    """Whatever its name: addresses of old sites say little of what they hold."""
    (tmp_path / "a").write_bytes(content(key))
    try:
        image = PictureStore(tmp_path, keep=True).get("a", "une image")
    except BadLine:
        assert HOSTILE[key].word
    else:
        kept = image.file.read()
        assert not [word for word in HOSTILE[key].gone if word in kept]


@pytest.mark.parametrize("key", REFUSED)
def test_no_script_of_ours_stores_it_either(db, key):
    row = HOSTILE[key]
    model, folder = (PressImage, "pictures") if row.is_picture else (PressDocument, "documents")
    with pytest.raises((ValidationError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)):
        model.objects.create(title="x", file=ContentFile(content(key), name=row.name))
    with pytest.raises(ValidationError):
        default_storage.save(f"{folder}/{row.name}", ContentFile(content(key)))
    assert not model.objects.exists()


def test_what_is_allowed_is_what_the_forms_say():
    assert set(settings.WAGTAILDOCS_EXTENSIONS) == uploads.DOCUMENTS
    assert set(settings.WAGTAILIMAGES_EXTENSIONS) == uploads.PICTURES


def test_a_tagged_pdf_keeps_what_a_screen_reader_needs():
    def change(made: pikepdf.Pdf) -> None:
        made.Root.Lang = pikepdf.String("fr")
        made.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        element = made.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.H1, A=pikepdf.Dictionary(O=pikepdf.Name.Layout)))  # fmt: skip
        made.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=element)
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/"))
        made.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=link)])
        with made.open_metadata() as description:
            description.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
            description["pdfuaid:part"] = "1"
            description["dc:title"] = "Dossier"

    with pikepdf.open(io.BytesIO(uploads.pdf.cleaned(pdf(change)))) as kept:
        assert str(kept.Root.Lang) == "fr" and kept.Root.MarkInfo.Marked
        assert kept.Root.StructTreeRoot.K.A.O == "/Layout"
        assert str(kept.pages[0].Annots[0].A.URI) == "https://example.org/"
        assert str(kept.docinfo["/Title"]) == "Dossier"
        with kept.open_metadata() as description:
            assert description["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_a_good_archive_and_a_good_text_keep_their_parts():
    made = archive({"Dossier/photo é.jpg": with_exif("JPEG"), "note.txt": "été".encode(), "a.docx": docx()})
    kept = zipfile.ZipFile(uploads.clean(ContentFile(made), "kit.zip", uploads.DOCUMENTS))
    assert kept.namelist() == ["Dossier/photo é.jpg", "note.txt", "a.docx"]
    assert kept.read("note.txt").decode() == "été" and kept.testzip() is None


@pytest.mark.parametrize(
    "name", ["x" * 90 + ".txt", "Été 2026 (v2) – final.txt", "a.pdf.txt", "CON.txt", "fac\u202efdp.txt"]
)
def test_an_odd_name_is_stored_under_a_plain_one(officer, name):
    answer = officer.post(reverse("wagtaildocs:add"), FIELDS | {"file": SimpleUploadedFile(name, b"mots")})
    assert answer.status_code == 302
    assert re.fullmatch(r"documents/[0-9a-f]{32}/[a-z0-9-]{1,40}\.txt", PressDocument.objects.get().file.name)


@pytest.mark.parametrize(
    "name", ["fac\u202efdp.txt", "a\0b.txt", "../a.txt", "..\\a.txt", "C:a.txt", "/a.txt"]
)
def test_no_script_of_ours_stores_a_name_that_hides_or_leads_elsewhere(name):
    with pytest.raises(ValidationError):
        uploads.clean(ContentFile(b"mots"), name, uploads.DOCUMENTS)


# What a bomb costs: the highest memory of a process of its own, and of those that it starts, in MB. Linux counts it for
# the program alone; what `resource` says of a process includes what its parent held.
PEAK = """
import os, resource, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "aphp_site.settings.test"
import django; django.setup()
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from newsroom import uploads
def highest():
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
name, content = sys.argv[1], sys.stdin.buffer.read()
before = highest()
try:
    uploads.clean(ContentFile(content), name, uploads.DOCUMENTS | uploads.PICTURES)
except ValidationError:
    pass
print((highest() - before) // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
BOMBS = [
    "many pixels",
    "moving bomb",
    "text bomb",
    "bomb",
    "lying bomb",
    "bomb of tables",
    "many parts",
    "office bomb",
    "stream bomb",
]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells the highest memory")
@pytest.mark.parametrize("key", BOMBS)
def test_a_bomb_costs_less_than_three_hundred_megabytes(key):
    made = subprocess.run([sys.executable, "-c", PEAK, HOSTILE[key].name], input=content(key),
                          capture_output=True, check=True)  # fmt: skip
    own, child = map(int, made.stdout.split())
    assert own < 300 and child < 300, (own, child)

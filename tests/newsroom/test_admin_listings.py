"""The press room in the explorer, the reports, the dashboard, files that are refused."""

from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from newsroom import english, roles, workflow
from newsroom.models import PressDocument, PressImage
from tests import factories

from .staff import person


@pytest.fixture
def office(site):
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    site.chief, site.officer = person(roles.CHIEF), person(roles.OFFICER)
    site.correspondent = person(roles.CORRESPONDENT, hospitals=[site.cochin])
    return site


def rows(office, somebody=None, **query) -> str:
    address = reverse("wagtailadmin_explore_results", args=[office.newsroom.pk])
    return (somebody or office.officer).get(address, query).content.decode()


def test_explorer_shows_type_date_hospital_state_and_english(office):
    factories.english_release(office, title_fr="Un communiqué")
    text = rows(office)
    for words in (
        "Un communiqué",
        "Type communique",
        "Hôpital Cochin",
        str(english.EnglishState.READY.label),
    ):
        assert words in text


@pytest.fixture
def mixed(office):
    factories.public_release(office, title_fr="Sans anglais", hospitals=[office.cochin])
    factories.english_release(office, title_fr="Avec anglais", hospitals=[office.necker])
    nomination = factories.release_type("nomination")
    factories.english_release(
        office, title_fr="Une nomination", hospitals=[office.necker], release_type=nomination
    )
    outdated = factories.english_release(office, title_fr="Anglais dépassé")
    type(outdated).objects.filter(pk=outdated.pk).update(english_outdated=True)
    return office


TITLES = {"Sans anglais", "Avec anglais", "Une nomination", "Anglais dépassé"}
FILTERS = {
    "type": (lambda site: {"release_type": factories.release_type("nomination").pk}, {"Une nomination"}),
    "hospital": (lambda site: {"hospital": site.necker.pk}, {"Avec anglais", "Une nomination"}),
    "no English": (lambda site: {"english": "none"}, {"Sans anglais"}),
    "outdated": (lambda site: {"english": "outdated"}, {"Anglais dépassé"}),
    "ready": (lambda site: {"english": "ready"}, {"Avec anglais", "Une nomination"}),
    "ready, searched": (lambda site: {"english": "ready", "q": "Avec"}, {"Avec anglais"}),
}


@pytest.mark.parametrize("name", FILTERS)
def test_explorer_filters_by(mixed, name):
    query, expected = FILTERS[name]
    text = rows(mixed, **query(mixed))
    assert {title for title in TITLES if title in text} == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("officer", {"Sans anglais", "Anglais dépassé"}),
        ("correspondent", {"Sans anglais", "Anglais dépassé"}),
    ],
)
def test_report_lists_english_to_do(mixed, role, expected):
    factories.public_release(mixed, title_fr="D’un autre hôpital", hospitals=[mixed.necker])
    text = getattr(mixed, role).get(reverse("newsroom_english_report")).content.decode()
    assert {title for title in TITLES if title in text} == expected
    assert ("D’un autre hôpital" in text) is (role == "officer")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_english_report_is_exported_as(mixed, kind):
    response = mixed.correspondent.get(reverse("newsroom_english_report"), {"export": kind})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    assert content.startswith(b"PK") if kind == "xlsx" else "Anglais dépassé" in content.decode()
    assert kind == "xlsx" or "Une nomination" not in content.decode()


@pytest.mark.parametrize("report", ["newsroom_english_report", "newsroom_nobody_report"])
def test_report_costs_as_many_queries_for_many_pages_as_for_few(office, report):
    factories.draft_release(office, owner=None)
    office.officer.get(reverse(report))  # fills the caches of content types
    costs = []
    for number in (2, 8):
        for _number in range(number):
            factories.draft_release(office)
        with CaptureQueriesContext(connection) as queries:
            office.officer.get(reverse(report))
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_releases_of_a_leaver_are_listed_and_keep_their_author(office):
    left = person(roles.OFFICER, "parti").user
    factories.public_release(office, title_fr="Plus personne", owner=left)
    factories.public_release(office, title_fr="Un bureau répond", owner=left, press_office=office.office)
    factories.public_release(office, title_fr="Toujours là", owner=office.officer.user)
    left.is_active = False
    left.save()
    text = office.chief.get(reverse("newsroom_nobody_report")).content.decode()
    titles = {title for title in ("Plus personne", "Un bureau répond", "Toujours là") if title in text}
    assert titles == {"Plus personne"}


def test_dashboard_shows_the_coming_seven_days(office):
    factories.scheduled_release(
        office, timedelta(days=2), title_fr="Bientôt public", hospitals=[office.necker]
    )
    factories.scheduled_release(office, timedelta(days=9), title_fr="Plus tard", hospitals=[office.necker])
    home = reverse("wagtailadmin_home")
    panel = BeautifulSoup(office.chief.get(home).content, "html.parser").select_one("#scheduled-section")
    assert "Bientôt public" in panel.get_text()
    assert "Plus tard" not in panel.get_text()
    theirs = BeautifulSoup(office.correspondent.get(home).content, "html.parser")
    assert theirs.select_one("#scheduled-section") is None


def png(width: int, height: int) -> bytes:
    output = BytesIO()
    Image.new("1", (width, height)).save(output, "PNG")
    return output.getvalue()


def upload_image(somebody, content: bytes, name: str = "image.png"):
    data = {"title": "Image", "credit": "AP-HP", "licence": "editorial", "consent": "none", "collection": "1"}
    data["file"] = SimpleUploadedFile(name, content)
    return somebody.post(reverse("wagtailimages:add"), data)


BAD_IMAGES = {
    "too many pixels": (lambda: png(5001, 5000), "image.png", "pixels"),
    "too heavy": (lambda: png(10, 10) + b"\0" * (20 * 1024 * 1024), "image.png", "20,0"),
    "not a picture": (lambda: b"%PDF-1.4", "image.png", "PDF"),
    "wrong extension": (lambda: png(10, 10), "image.svg", "avif"),
}


@pytest.mark.parametrize("fault", BAD_IMAGES)
def test_picture_is_refused_with_a_reason_when_it_is(office, fault):
    make, name, word = BAD_IMAGES[fault]
    response = upload_image(office.officer, make(), name)
    errors = " ".join(response.context["form"].errors["file"])
    assert not PressImage.objects.exists()
    assert word in errors
    assert "file" not in errors.lower().replace("fichier", "")


def test_picture_at_the_limit_is_accepted(office):
    upload_image(office.officer, png(5000, 5000))
    assert PressImage.objects.get().width == 5000


@pytest.mark.parametrize(
    ("name", "size", "word"), [("lourd.pdf", 20 * 1024 * 1024 + 1, "20,0"), ("programme.exe", 10, "exe")]
)
def test_document_is_refused_with_a_reason(office, name, size, word):
    data = {
        "title": "Document",
        "collection": "1",
        "file": SimpleUploadedFile(name, b"%PDF-" + b"0" * (size - 5)),
    }
    response = office.officer.post(reverse("wagtaildocs:add"), data)
    assert word in " ".join(response.context["form"].errors["file"])
    assert not PressDocument.objects.exists()

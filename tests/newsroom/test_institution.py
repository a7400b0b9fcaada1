"""Facts of the institution: each language has its words, what is missing is shown in French and says so."""

import importlib
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from newsroom import roles
from newsroom.demo import records
from newsroom.models import InstitutionSettings, StandardPage
from newsroom.starter import tree
from tests.newsroom.staff import person

FORM = "/admin/settings/newsroom/institutionsettings/"
WORDS = {"fr": "Jeanne Dumas, directrice générale", "en": "Jeanne Dumas, chief executive"}
PAIRS = ("legal_name", "publication_director", "accessibility_author", "data_protection_contact")


@pytest.fixture
def institution(site) -> InstitutionSettings:
    tree.ensure_standard_pages(site.home)
    return InstitutionSettings.load()


def fill(institution: InstitutionSettings, **fields) -> None:
    for name, value in fields.items():
        setattr(institution, name, value)
    institution.save()


def rows(client, address: str) -> dict[str, tuple[str, str | None]]:
    """{label: (value, lang)}"""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    pairs = soup.select(".standard__facts > div")
    return {row.dt.get_text(): (row.dd.get_text(), row.dd.get("lang")) for row in pairs}


def test_each_language_has_its_words(client, institution):
    fill(institution, publication_director_fr=WORDS["fr"], publication_director_en=WORDS["en"])
    french, english = rows(client, "/fr/mentions-legales/"), rows(client, "/en/legal-notice/")
    assert french["Directeur de la publication"] == (WORDS["fr"], None)
    assert english["Director of publication"] == (WORDS["en"], None)


def test_what_has_no_english_is_shown_in_french_and_says_so(client, institution):
    fill(institution, publication_director_fr=WORDS["fr"], seat="55 boulevard Diderot", phone="+33140273000")
    english = rows(client, "/en/legal-notice/")
    assert english["Director of publication"] == (WORDS["fr"], "fr")
    assert english["Seat"] == ("55 boulevard Diderot", "fr")
    assert english["Telephone"][1] is None


@pytest.mark.parametrize("name", PAIRS)
def test_english_alone_is_refused_with_a_word_at_the_french_field(institution, name):
    setattr(institution, f"{name}_en", "Words")
    with pytest.raises(ValidationError) as refusal:
        institution.full_clean()
    assert list(refusal.value.message_dict) == [f"{name}_fr"]


def test_the_form_asks_for_both_languages_side_by_side(site):
    roles.ensure_roles()
    chief = person(roles.CHIEF)
    form = BeautifulSoup(chief.client.get(FORM, follow=True).content, "html.parser")
    names = [field["name"] for field in form.select("form [name]")]
    for name in PAIRS:
        assert names.index(f"{name}_en") == names.index(f"{name}_fr") + 1
        assert name not in names


def test_a_hurried_officer_may_fill_in_one_field_and_come_back(site):
    roles.ensure_roles()
    chief = person(roles.CHIEF)
    address = chief.client.get(FORM).headers["Location"]
    data = {"seat": "55 boulevard Diderot", "accessibility_state": "none", "accessibility_assessment": "own"}
    assert chief.client.post(address, data).status_code == 302
    assert InstitutionSettings.load().seat == "55 boulevard Diderot"


def test_a_new_site_knows_what_is_true_of_every_one_and_keeps_what_was_written(db, capsys):
    fill(InstitutionSettings.load(), legal_name_fr="Autre nom")
    call_command("create_site", "presse@example.org")
    institution = InstitutionSettings.load()
    assert institution.legal_name_fr == "Autre nom"
    assert institution.legal_name_en and institution.data_protection_contact_en
    assert institution.accessibility_date is None


def test_the_demonstration_has_both_languages(db):
    records.load_institution()
    institution = InstitutionSettings.load()
    assert all(getattr(institution, f"{name}_{code}") for code in ("fr", "en") for name in PAIRS
               if name != "publication_director")  # fmt: skip
    institution.full_clean()


def test_what_stood_in_one_language_and_in_a_title_is_kept(institution):
    """The migration: words were French, a date was an audit's, the state was in the title."""
    name = "0012_facts_in_two_languages"
    then = MigrationLoader(connection).project_state(("newsroom", name)).apps
    rows = then.get_model("newsroom", "InstitutionSettings").objects
    rows.update(legal_name="AP-HP", legal_name_fr=None, accessibility_date=date(2026, 3, 2))
    StandardPage.objects.filter(purpose="accessibility").update(title_fr="Accessibilité : Non conforme")
    importlib.import_module(f"newsroom.migrations.{name}").keep_what_was_said(then, None)
    kept = InstitutionSettings.load()
    assert (kept.legal_name_fr, kept.accessibility_state) == ("AP-HP", "none")
    assert kept.accessibility_assessment == "audit"

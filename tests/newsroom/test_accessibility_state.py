"""The state of accessibility is said once, in the settings: footer, statement and check repeat that and nothing else."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from newsroom import checks, clock
from newsroom.models import InstitutionSettings, StandardPage
from newsroom.starter import tree
from tests.crawl import ask

STATEMENT = {"fr": "/fr/accessibilite/", "en": "/en/accessibility/"}
WORDS = {
    "full": ("Accessibilité\u00a0: totalement conforme", "Accessibility: fully compliant"),
    "partial": ("Accessibilité\u00a0: partiellement conforme", "Accessibility: partially compliant"),
    "none": ("Accessibilité\u00a0: non conforme", "Accessibility: not compliant"),
}
ASSESSED = {"accessibility_date": date(2026, 3, 2), "accessibility_author_fr": "Cabinet Méridien"}
AUDITED = ASSESSED | {"accessibility_assessment": "audit"}


@pytest.fixture
def statement(site) -> StandardPage:
    tree.ensure_standard_pages(site.home)
    return StandardPage.objects.get(purpose="accessibility")


def declare(state: str, **fields) -> InstitutionSettings:
    institution = InstitutionSettings.load()
    for name, value in ({"accessibility_state": state} | fields).items():
        setattr(institution, name, value)
    institution.save()
    return institution


def soup(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_a_new_site_declares_itself_partially_compliant(client, statement):
    assert (
        soup(client, "/fr/").select_one(f'footer a[href="{STATEMENT["fr"]}"]').get_text()
        == WORDS["partial"][0]
    )


@pytest.mark.parametrize("state", WORDS)
@pytest.mark.parametrize("number", [0, 1], ids=["fr", "en"])
def test_every_page_carries_the_mention_and_the_statement_says_the_same(client, statement, state, number):
    declare(state, **AUDITED)
    language = ("fr", "en")[number]
    for path in (f"/{language}/", f"/{language}/nowhere/", STATEMENT[language]):
        link = soup(client, path).select_one(f'footer a[href="{STATEMENT[language]}"]')
        assert link.get_text() == WORDS[state][number]
    said = WORDS[state][number].partition(": ")[2] or WORDS[state][number].partition("\u00a0: ")[2]
    page = soup(client, STATEMENT[language])
    assert page.select_one(".standard__facts dd").get_text().lower().startswith(said)
    others = {words[number].rpartition(": ")[2] for key, words in WORDS.items() if key != state}
    assert not [other for other in others if other in page.get_text()]


def test_the_statement_has_the_date_and_the_author_of_the_assessment(client, statement):
    declare("partial", **ASSESSED)
    values = [row.get_text() for row in soup(client, STATEMENT["fr"]).select(".standard__facts dd")]
    assert values[1:] == ["2\u00a0mars 2026", "notre propre évaluation", "Cabinet Méridien"]
    english = soup(client, STATEMENT["en"]).select(".standard__facts dd")
    assert [row.get_text() for row in english[1:3]] == ["2\u00a0March 2026", "our own assessment"]
    assert [row.get("lang") for row in english] == [None, None, None, "fr"]


def test_without_a_date_the_statement_claims_no_assessment(client, statement):
    declare("none", accessibility_author_fr="Cabinet Méridien")
    assert len(soup(client, STATEMENT["fr"]).select(".standard__facts dd")) == 1


def test_the_mention_costs_no_query(statement):
    ask("/fr/")
    declare("partial")
    before = ask("/fr/").query_count
    statement.unpublish()
    assert ask("/fr/").query_count == before


@pytest.mark.parametrize("name", ["title_fr", "title_en"])
def test_the_title_of_the_statement_does_not_repeat_the_state(statement, name):
    setattr(statement, name, "Accessibilité : non conforme" if name == "title_fr" else "Not compliant")
    with pytest.raises(ValidationError) as refusal:
        statement.full_clean()
    assert list(refusal.value.message_dict) == [name]


CONTRADICTIONS = {
    "fully-never-audited": ("full", {}, "accessibility_state"),
    "fully-by-ourselves": ("full", ASSESSED, "accessibility_state"),
    "fully-audit-without-date": ("full", {"accessibility_assessment": "audit"}, "accessibility_state"),
    "fully-but-98": ("full", AUDITED | {"accessibility_rate": 98}, "accessibility_rate"),
    "partially-but-all": ("partial", ASSESSED | {"accessibility_rate": 100}, "accessibility_rate"),
    "partially-but-49": ("partial", ASSESSED | {"accessibility_rate": 49}, "accessibility_rate"),
    "not-but-50": ("none", ASSESSED | {"accessibility_rate": 50}, "accessibility_rate"),
    "tomorrow": ("none", {"accessibility_date": date.max}, "accessibility_date"),
}
UNFILLED = {
    "partially-never-assessed": ("partial", {}),
    "nobody-did-it": ("partial", {"accessibility_date": date(2026, 3, 2)}),
    "too-old": ("partial", ASSESSED | {"accessibility_date": date(2021, 1, 1)}),
}
CONSISTENT = {
    "fully-audited": ("full", AUDITED | {"accessibility_rate": 100}),
    "fully-without-rate": ("full", AUDITED),
    "half": ("partial", ASSESSED | {"accessibility_rate": 50}),
    "nearly-all": ("partial", AUDITED | {"accessibility_rate": 99}),
    "not-measured": ("none", {}),
    "less-than-half": ("none", ASSESSED | {"accessibility_rate": 49}),
}


def warned() -> list[str]:
    found = checks.check_institution(None, databases=["default"])
    return [message.id for message in found if message.id in {"newsroom.W003", "newsroom.W004"}]


@pytest.mark.parametrize(("state", "fields", "at"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_refused_at_its_field_and_told_to_operators(statement, state, fields, at):
    institution = declare(state, **fields)
    with pytest.raises(ValidationError) as refusal:
        institution.full_clean()
    assert list(refusal.value.message_dict) == [at]
    assert "newsroom.W003" in warned()


@pytest.mark.parametrize(("state", "fields"), UNFILLED.values(), ids=UNFILLED)
def test_what_is_not_filled_in_may_be_saved_and_is_told_to_operators(statement, state, fields):
    declare(state, **fields).full_clean()
    assert warned() == ["newsroom.W003"]


@pytest.mark.parametrize(("state", "fields"), CONSISTENT.values(), ids=CONSISTENT)
def test_a_consistent_state_is_quiet(statement, state, fields):
    declare(state, **fields).full_clean()
    assert warned() == []


def test_a_statement_of_three_years_ago_is_out_of_date(statement):
    declare("partial", **ASSESSED | {"accessibility_date": clock.now().date()})
    assert warned() == []
    with clock.shifted(timedelta(days=3 * 365 + 2)):
        assert warned() == ["newsroom.W003"]


def test_a_title_from_before_is_told_to_operators(statement):
    declare("none")
    StandardPage.objects.filter(pk=statement.pk).update(title_fr="Accessibilité : partiellement conforme")
    assert warned() == ["newsroom.W004"]

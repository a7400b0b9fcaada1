"""Roles × pages × views: what each person meets in the admin."""

import itertools
from copy import copy

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom import roles, workflow
from tests import factories
from tests.kept import kept

from .staff import Person, person

OWN, OTHER = "own", "other"


@pytest.fixture(scope="module")
def written_office(django_db_setup, django_db_blocker):
    """The site with one of each page on both sides of a correspondent's reach, and one person a role."""
    with kept(django_db_blocker) as site:
        roles.ensure_roles()
        workflow.ensure_workflow(site.home)
        site.pages = _pages(site)
        site.people = {
            "officer": person(roles.OFFICER),
            "chief": person(roles.CHIEF),
            "correspondent": person(roles.CORRESPONDENT, hospitals=[site.cochin]),
            "administrator": person(roles.ADMINISTRATOR),
        }
        yield site


def _pages(site) -> dict:
    own, other = [site.cochin, site.necker], [site.necker, site.cochin]
    return {
        "own release": factories.public_release(site, hospitals=own, title_fr="Zébrure Cochin"),
        "other release": factories.public_release(site, hospitals=other, title_fr="Zébrure Necker"),
        "own draft": factories.draft_release(site, hospitals=own[:1], title_fr="Zébrure brouillon Cochin"),
        "other draft": factories.draft_release(
            site, hospitals=other[:1], title_fr="Zébrure brouillon Necker"
        ),
        "own hospital": site.cochin,
        "other hospital": site.necker,
        "own office": factories.press_office(site.cochin, title_fr="Presse Cochin"),
        "other office": factories.press_office(site.necker, title_fr="Presse Necker"),
    }


@pytest.fixture
def office(written_office, db):
    """As it was written, whatever a test before has done to its objects."""
    site = copy(written_office)
    site.pages = {name: factories.fresh(page) for name, page in written_office.pages.items()}
    site.people = {
        role: Person(User.objects.get(pk=somebody.user.pk), somebody.client)
        for role, somebody in written_office.people.items()
    }
    return site


def address(view: str, page) -> str:
    if view == "compare":
        return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    return reverse(f"wagtailadmin_pages:{view}", args=[page.pk])


READING = ["edit", "history", "compare", "view_draft", "copy", "usage", "preview_on_edit"]
PAGES = [
    f"{side} {kind}" for side in (OWN, OTHER) for kind in ("release", "draft", "hospital", "office")
]  # fmt: skip


@pytest.mark.parametrize("role", ["officer", "chief", "administrator", "correspondent"])
def test_pages_are_open_to(office, role):
    somebody, seen = office.people[role], {}
    for name, view in itertools.product(PAGES, READING):
        seen[name, view] = _was_let_in(somebody.get(address(view, office.pages[name])))
    assert seen == {(name, view): role != "correspondent" or name.startswith(OWN) for name, view in seen}


# (view, page) -> the roles that may; a page that is public is taken away by chiefs and administrators only.
CHANGING = {
    ("delete", "own draft"): {"officer", "chief", "administrator", "correspondent"},
    ("delete", "other draft"): {"officer", "chief", "administrator"},
    ("delete", "own release"): {"chief", "administrator"},
    ("delete", "own hospital"): {"administrator"},  # it has a page below it
    ("unpublish", "own release"): {"chief", "administrator"},
    ("unpublish", "other release"): {"chief", "administrator"},
    ("unpublish", "own hospital"): {"chief", "administrator"},
    ("move", "own draft"): {"officer", "chief", "administrator", "correspondent"},
    ("move", "other draft"): {"officer", "chief", "administrator"},
    ("move", "own release"): {"chief", "administrator"},
    ("move", "other hospital"): {"chief", "administrator"},
}


@pytest.mark.parametrize("role", ["officer", "chief", "administrator", "correspondent"])
def test_pages_are_taken_away_only_by(office, role):
    somebody, seen = office.people[role], {}
    for view, name in CHANGING:
        seen[view, name] = _was_let_in(somebody.get(address(view, office.pages[name])))
    assert seen == {case: role in allowed for case, allowed in CHANGING.items()}


def _was_let_in(response) -> bool:
    """The admin answers 403 to scripts and sends everybody else to the dashboard with a message."""
    if response.status_code == 302:
        return response.url not in {reverse("wagtailadmin_home")} and "login" not in response.url
    return response.status_code == 200


@pytest.mark.parametrize("role", ["officer", "chief", "administrator", "correspondent"])
def test_publish_button_is_offered_to_chiefs_and_administrators(office, role):
    response = office.people[role].get(address("edit", office.pages["own draft"]))
    assert (b'name="action-publish"' in response.content) is (role in {"chief", "administrator"})


@pytest.mark.parametrize("role", ["officer", "correspondent"])
def test_publishing_by_hand_made_request_changes_nothing(office, role):
    page = office.pages["own draft"]
    bulk = reverse("wagtail_bulk_action", args=["newsroom", "bilingualpage", "publish"]) + f"?id={page.pk}"
    office.people[role].post(bulk)
    office.people[role].post(f"/admin/api/main/pages/{page.pk}/action/publish/")
    assert not factories.fresh(page).live


def test_correspondent_sees_in_the_press_room_what_is_theirs(office):
    page = office.people["correspondent"].get(reverse("wagtailadmin_explore", args=[office.newsroom.pk]))
    text = page.content.decode()
    assert "Zébrure Cochin" in text
    assert "Zébrure brouillon Cochin" in text
    assert "Zébrure Necker" not in text
    assert "Zébrure brouillon Necker" not in text


LISTINGS = {
    "admin search": lambda site: reverse("wagtailadmin_pages:search") + "?q=Zébrure",
    "explorer search": lambda site: reverse("wagtailadmin_explore", args=[site.newsroom.pk]) + "?q=Zébrure",
    "whole tree": lambda site: (
        reverse("wagtailadmin_explore", args=[site.home.pk]) + "?q=Zébrure&search_all=1"
    ),
    "type listing": lambda site: reverse(
        "wagtailadmin_pages:type_use", args=["newsroom", "pressreleasepage"]
    ),
    "English report": lambda site: reverse("newsroom_english_report"),
    "site history": lambda site: reverse("wagtailadmin_reports:site_history"),
    "chooser": lambda site: reverse("wagtailadmin_choose_page_child", args=[site.newsroom.pk]),
    "chooser search": lambda site: reverse("wagtailadmin_choose_page_search") + "?q=Zébrure",
    "chosen pages": lambda site: (
        reverse("wagtailadmin_choose_page_chosen_multiple")
        + "?id=x&id="
        + "&id=".join(str(page.pk) for page in site.pages.values())
    ),
    "admin API": lambda site: f"/admin/api/main/pages/?child_of={site.newsroom.pk}&for_explorer=1",
    "dashboard": lambda site: reverse("wagtailadmin_home"),
    "image usage": lambda site: reverse("wagtailimages:image_usage", args=[site.image.pk]),
}


@pytest.mark.parametrize("role", ["officer", "correspondent"])
def test_draft_of_another_hospital_is_named_only_to_press_officers(office, role):
    somebody = office.people[role]
    office.image = factories.picture(uploaded_by_user=somebody.user)
    for name in ("own draft", "other draft"):
        page = office.pages[name]
        page.lead_image = office.image
        page.save()
    texts = {name: _text(somebody.get(make(office))) for name, make in LISTINGS.items()}
    assert {name for name, text in texts.items() if "brouillon Cochin" not in text} == set()
    named = {name for name, text in texts.items() if "brouillon Necker" in text}
    assert named == (set(LISTINGS) if role == "officer" else set())


def _text(response) -> str:
    """JSON answers hold escaped accents and HTML inside strings."""
    text = response.content.decode()
    return text.encode().decode("unicode_escape", "ignore") if text.startswith("{") else text


def test_chooser_refuses_to_open_on_a_page_out_of_reach(office):
    hidden = office.pages["other draft"]
    correspondent = office.people["correspondent"]
    response = correspondent.get(reverse("wagtailadmin_choose_page_child", args=[hidden.pk]))
    assert "brouillon Necker" not in response.content.decode()
    assert not _was_let_in(response)


def test_chooser_offers_every_public_hospital_to_a_correspondent(office):
    address = reverse("wagtailadmin_choose_page") + "?page_type=newsroom.HospitalPage"
    assert "Hôpital Necker" in _text(office.people["correspondent"].get(address))


def test_reach_follows_the_lead_hospital(office):
    release = office.pages["other draft"]
    release.hospital_links = [type(release.hospital_links.first())(hospital=office.cochin, sort_order=0)]
    release.save()
    response = office.people["correspondent"].get(address("edit", release))
    assert response.status_code == 200


def test_own_draft_without_hospital_stays_open_until_it_has_one(office):
    correspondent = office.people["correspondent"]
    own = factories.draft_release(office, hospitals=[], owner=correspondent.user)
    somebody_s = factories.draft_release(office, hospitals=[], owner=office.people["officer"].user)
    assert _was_let_in(correspondent.get(address("edit", own)))
    assert not _was_let_in(correspondent.get(address("edit", somebody_s)))


def test_second_group_does_not_widen_a_correspondent_s_reach(office):
    from django.contrib.auth.models import Group

    correspondent = office.people["correspondent"]
    correspondent.user.groups.add(Group.objects.get(name=roles.label(roles.OFFICER)))
    assert not _was_let_in(correspondent.get(address("edit", office.pages["other draft"])))


def test_correspondent_without_hospital_meets_an_empty_admin(office):
    nobody = person(roles.CORRESPONDENT, "nobody", hospitals=[])
    assert nobody.get(reverse("wagtailadmin_home")).status_code == 200
    assert not _was_let_in(nobody.get(address("edit", office.pages["own draft"])))


def test_former_correspondent_has_the_reach_of_the_new_role(office):
    correspondent = office.people["correspondent"]
    roles.give(correspondent.user, roles.OFFICER)
    assert _was_let_in(correspondent.get(address("edit", office.pages["other draft"])))


def test_correspondent_may_add_a_release_and_nothing_beside_it(office):
    correspondent = office.people["correspondent"]
    add = "wagtailadmin_pages:add"
    ours = correspondent.get(reverse(add, args=["newsroom", "pressreleasepage", office.newsroom.pk]))
    hospital = correspondent.get(reverse(add, args=["newsroom", "hospitalpage", office.hospitals.pk]))
    page = correspondent.get(reverse(add, args=["newsroom", "standardpage", office.home.pk]))
    assert [_was_let_in(response) for response in (ours, hospital, page)] == [True, False, False]


def test_explorer_costs_as_many_queries_for_many_releases_as_for_few(office):
    where = reverse("wagtailadmin_explore", args=[office.newsroom.pk])
    office.people["correspondent"].get(where)  # fills the caches of content types
    costs = []
    for number in (1, 8):
        for _number in range(number):
            factories.draft_release(office)
        with CaptureQueriesContext(connection) as queries:
            office.people["correspondent"].get(where)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_roles_can_be_made_twice(office):
    before = {
        role: set(group.permissions.values_list("pk", flat=True))
        for role, group in roles.ensure_roles().items()
    }
    after = {
        role: set(group.permissions.values_list("pk", flat=True))
        for role, group in roles.ensure_roles().items()
    }
    assert before == after

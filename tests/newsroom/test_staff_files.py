"""In the admin, files have addresses of the admin: an editor sees what readers do not see yet, and nobody else does."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from newsroom import roles, storage
from tests import factories
from tests.crawl import ask
from tests.newsroom.forms import release_form
from tests.newsroom.staff import person

ADMIN = "/admin/files/"


@pytest.fixture
def office(site):
    roles.ensure_roles()
    site.picture, site.document = factories.picture(), factories.document()
    site.page = factories.draft_release(
        site, lead_image=site.picture, body_fr=[("document", site.document), ("picture", site.picture)]
    )
    return site


@pytest.mark.parametrize("role", [roles.OFFICER, roles.CHIEF, roles.CORRESPONDENT, roles.ADMINISTRATOR])
def test_those_who_choose_files_see_them_before_readers_do(office, role):
    somebody = person(role, hospitals=[office.cochin])
    names = [
        office.picture.file.name,
        office.picture.get_rendition("width-30").file.name,
        office.document.file.name,
    ]
    answers = [somebody.get(ADMIN + name) for name in names]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)
    assert ask(office.picture.file.url).status == 404


def test_strangers_are_sent_to_the_log_in_whatever_they_ask(office, client):
    for name in (office.picture.file.name, "pictures/00112233445566778899aabbccddeeff/a.jpg", "x"):
        answer = client.get(ADMIN + name)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{reverse('account_login')}?next={ADMIN}{name}"


@pytest.mark.parametrize("name", ["x", "../secret-key", "pictures/00112233445566778899aabbccddeeff/a.jpg"])
def test_a_name_that_is_no_files_is_not_found(office, name):
    assert person(roles.OFFICER).get(ADMIN + name).status_code == 404


def test_a_person_without_a_right_on_files_sees_none(office):
    somebody = person(roles.OFFICER)
    somebody.user.groups.first().collection_permissions.all().delete()
    assert somebody.get(ADMIN + office.picture.file.name).status_code == 404


def _files_in(html: str) -> set[str]:
    return set(re.findall(r"/(?:images|documents|admin/files)/[a-z]+/?[0-9a-f/]{32,}[^\s\"'&,\\]*", html))


@pytest.mark.parametrize(
    "view", ["listing", "edit-picture", "chooser", "documents", "edit-page", "preview", "view-draft"]
)
def test_what_the_admin_draws_can_be_seen_by_who_is_there(office, view):
    officer = person(roles.OFFICER)
    addresses = {
        "listing": reverse("wagtailimages:index"),
        "edit-picture": reverse("wagtailimages:edit", args=[office.picture.pk]),
        "chooser": reverse("wagtailimages_chooser:choose"),
        "documents": reverse("wagtaildocs:edit", args=[office.document.pk]),
        "edit-page": reverse("wagtailadmin_pages:edit", args=[office.page.pk]),
        "preview": reverse("wagtailadmin_pages:preview_on_edit", args=[office.page.pk]),
        "view-draft": reverse("wagtailadmin_pages:view_draft", args=[office.page.pk]),
    }
    if view == "preview":
        officer.post(addresses[view], release_form(office.page, lead_image=office.picture.pk))
    found = _files_in(officer.get(addresses[view]).content.decode())
    assert found and all(address.startswith(ADMIN) for address in found), found
    assert {officer.get(address).status_code for address in found} == {200}


def test_public_pages_name_public_addresses_also_after_the_admin_was_drawn(office):
    factories.publish(office.page)
    person(roles.OFFICER).get(reverse("wagtailimages:index"))
    html = ask(office.page.get_url()).body.decode()
    soup = BeautifulSoup(html, "html.parser")
    assert soup.select_one(".figure__original")["href"] == office.picture.file.url
    assert ADMIN not in html


def test_a_closed_view_may_have_addresses_of_its_own(office):
    with storage.served_under("/fr/embargo/token/"):
        assert office.document.url == f"/fr/embargo/token/{office.document.file.name}"
    assert office.document.url == f"/{office.document.file.name}"

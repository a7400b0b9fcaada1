"""Where each kind of page may stand, and what the editor offers under it."""

import pytest

from newsroom import models

BELOW = {
    models.HomePage: {
        models.NewsroomIndexPage,
        models.HospitalIndexPage,
        models.PressOfficePage,
        models.StandardPage,
    },
    models.NewsroomIndexPage: {models.PressReleasePage},
    models.PressReleasePage: set(),
    models.HospitalIndexPage: {models.HospitalPage},
    models.HospitalPage: {models.PressOfficePage},
    models.PressOfficePage: set(),
    models.StandardPage: set(),
}


@pytest.mark.parametrize("parent", BELOW, ids=lambda model: model.__name__)
def test_only_these_pages_stand_below(parent):
    assert set(parent.allowed_subpage_models()) == BELOW[parent]


@pytest.mark.parametrize("model", BELOW, ids=lambda model: model.__name__)
def test_every_page_type_stands_below_these_only(model):
    parents = set(model.allowed_parent_page_models()) - {models.BilingualPage}
    assert parents == {parent for parent, children in BELOW.items() if model in children}


@pytest.mark.parametrize("attribute", ["home", "newsroom", "hospitals"])
def test_there_is_one_home_one_press_room_and_one_list_of_hospitals(site, attribute):
    page = getattr(site, attribute)
    assert not type(page).can_create_at(page.get_parent())


def test_the_editor_offers_releases_in_the_press_room(site, editor):
    answer = editor.get(f"/admin/pages/{site.newsroom.pk}/add_subpage/", follow=True)
    assert answer.status_code == 200
    assert "pressreleasepage" in answer.request["PATH_INFO"] + answer.content.decode()


@pytest.mark.parametrize("model", [models.HomePage, models.StandardPage, models.HospitalPage])
def test_the_editor_refuses_what_does_not_belong_in_the_press_room(site, editor, model):
    address = f"/admin/pages/add/newsroom/{model._meta.model_name}/{site.newsroom.pk}/"
    assert editor.get(address).status_code in (302, 403)

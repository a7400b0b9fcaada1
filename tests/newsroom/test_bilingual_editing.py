"""Pages written through the admin by a French and by an English editor: both languages stay what they are."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupApprovalTask, ReferenceIndex, Revision, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, streamfield

from newsroom import clock
from newsroom.models import PressReleasePage

from .. import factories
from .forms import publish_from_editor, release_form


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


@pytest.fixture
def release(site):
    return factories.english_release(
        site, title_fr="Accord", slug="accord", title_en="Agreement", slug_en="agreement"
    )


def test_a_draft_leaves_the_public_texts_alone(release, editor):
    response = editor.post(edit(release), release_form(release, title_fr="Titre 2", title_en="Title 2"))
    assert response.status_code == 302
    page = factories.fresh(release)
    assert (page.title_fr, page.title_en) == ("Accord", "Agreement")
    assert page.draft_title == "Titre 2"
    assert page.has_unpublished_changes


def test_publishing_writes_both_languages(release, editor):
    body = streamfield([("heading", "New heading")])
    publish_from_editor(editor, release, title_fr="Titre 2", title_en="Title 2", body_en=body)
    page = factories.fresh(release)
    assert (page.title_fr, page.title_en, page.body_en[0].value) == ("Titre 2", "Title 2", "New heading")
    assert page.__dict__["title"] == "Titre 2"


def test_a_revision_keeps_the_french_title_in_the_plain_column(release, editor):
    editor.post(edit(release), release_form(release, title_fr="Titre 2", title_en="Title 2"))
    revision = factories.fresh(release).latest_revision
    assert revision.object_str == revision.content["title"] == "Titre 2"
    assert revision.as_object().title_en == "Title 2"


def test_publishing_by_code_under_english_keeps_the_languages(release):
    with translation.override("en"):
        page = factories.fresh(release)
        page.title_fr, page.title_en = "T fr", "T en"
        page.save_revision().publish()
    page = factories.fresh(release)
    assert (page.title_fr, page.title_en, page.draft_title, page.__dict__["title"]) == (
        "T fr",
        "T en",
        "T fr",
        "T fr",
    )


def test_an_old_revision_without_english_gives_no_french_as_english(release):
    revision = release.save_revision()
    revision.content = {
        k: v for k, v in revision.content.items() if k not in ("title_en", "summary_en", "body_en")
    }
    revision.save()
    with translation.override("en"):
        page = Revision.objects.get(pk=revision.pk).as_object()
    assert page.title_fr == "Accord"
    assert not page.__dict__["title_en"]


@pytest.mark.parametrize("missing", ["title_en", "summary_en"])
def test_ready_english_must_be_complete_to_be_published(release, editor, missing):
    response = publish_from_editor(editor, release, **{missing: ""})
    assert response.status_code == 200
    assert "english_ready" in response.context["form"].errors
    assert getattr(factories.fresh(release), missing)


def test_incomplete_english_may_be_saved_as_a_draft(release, editor):
    response = editor.post(edit(release), release_form(release, summary_en=""))
    assert response.status_code == 302
    assert factories.fresh(release).latest_revision.content["summary_en"] == ""


def test_publishing_by_code_unticks_incomplete_english(release):
    page = factories.fresh(release)
    page.summary_en = ""
    page.save_revision().publish()
    assert not factories.fresh(release).english_ready


def test_english_can_be_cleared(release, editor):
    empty = {"title_en": "", "slug_en": "", "summary_en": "", "english_ready": None}
    empty["body_en"] = streamfield([])
    assert publish_from_editor(editor, release, **empty).status_code == 302
    page = factories.fresh(release)
    assert not any([page.__dict__["title_en"], page.summary_en, page.body_en, page.slug_en])
    assert page.url_path_en == "/accueil/press-releases/accord/"


def test_autosaving_overwrites_its_own_revision(release, editor):
    json_headers = {"accept": "application/json"}
    answer = editor.post(edit(release), release_form(release, title_fr="Auto 1"), headers=json_headers).json()
    count = release.revisions.count()
    again = release_form(release, title_fr="Auto 2") | {"overwrite_revision_id": answer["revision_id"]}
    assert editor.post(edit(release), again, headers=json_headers).json()["success"]
    page = factories.fresh(release)
    assert (page.revisions.count(), page.draft_title, page.title_en) == (count, "Auto 2", "Agreement")


def test_each_language_has_its_preview(release, editor):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=(release.pk,))
    assert editor.post(address, release_form(release, title_fr="Aperçu", title_en="Preview")).json()[
        "is_valid"
    ]
    french, english = (editor.get(f"{address}?mode={mode}").content.decode() for mode in ("", "en"))
    assert '<html lang="fr">' in french and "<h1>Aperçu</h1>" in french
    assert '<html lang="en">' in english and "<h1>Preview</h1>" in english
    assert "available in French only" not in english


def test_a_new_release_can_be_previewed(site, release, editor):
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=("newsroom", "pressreleasepage", site.newsroom.pk)
    )
    form = release_form(release, title_fr="Nouveau", slug="nouveau", slug_en="new")
    assert editor.post(address, form).json()["is_valid"]
    assert editor.get(f"{address}?mode=en").status_code == 200


@pytest.mark.parametrize("view", ["history", "usage", "edit", "copy"])
def test_the_admin_opens_the_release(release, editor, view):
    assert editor.get(reverse(f"wagtailadmin_pages:{view}", args=(release.pk,))).status_code == 200


def test_the_comparison_shows_english_changes(release, editor):
    editor.post(edit(release), release_form(release, title_en="Compared once"))
    editor.post(edit(release), release_form(release, title_en="Compared twice"))
    first, last = list(release.revisions.order_by("created_at"))[-2:]
    address = reverse("wagtailadmin_pages:revisions_compare", args=(release.pk, first.pk, last.pk))
    assert "Compared" in editor.get(address).content.decode()


def test_an_english_field_can_be_commented(release, editor):
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": "À traduire",
        "comments-0-contentpath": "title_en",
        "comments-0-position": "",
        "comments-0-id": "",
        "comments-0-resolved": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-MIN_NUM_FORMS": "0",
        "comments-0-replies-MAX_NUM_FORMS": "",
    }
    assert editor.post(edit(release), release_form(release) | comment).status_code == 302
    page = factories.fresh(release)
    assert page.wagtail_admin_comments.get().has_valid_contentpath(page)


def test_inline_rows_have_both_languages(release, editor):
    row = {
        "name": "Ada",
        "role_fr": "Porte-parole",
        "role_en": "Spokeswoman",
        "email": "a@example.org",
        "phone": "",
    }
    assert publish_from_editor(editor, release, contacts=inline_formset([row])).status_code == 302
    contact = factories.fresh(release).contacts.get()
    assert (contact.role_fr, contact.role_en) == ("Porte-parole", "Spokeswoman")


def test_a_copy_keeps_its_words_and_takes_its_own_address(site, release, editor):
    address = reverse("wagtailadmin_pages:copy", args=(release.pk,))
    form = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": site.newsroom.pk,
        "publish_copies": "on",
    }
    assert editor.post(address, form).status_code == 302
    copy = PressReleasePage.objects.get(slug="copie")
    assert (copy.title_fr, copy.title_en, copy.slug_en != release.slug_en) == ("Copie", "Agreement", True)
    assert copy.reference != release.reference


def test_an_alias_follows_the_words_under_its_own_address(site, release, editor):
    address = reverse("wagtailadmin_pages:copy", args=(release.pk,))
    form = {"new_title": "x", "new_slug": "alias", "new_parent_page": site.newsroom.pk, "alias": "on"}
    assert editor.post(address, form).status_code == 302
    page = factories.fresh(release)
    page.title_en = "Changed"
    page.save_revision().publish()
    alias = PressReleasePage.objects.get(slug="alias")
    assert alias.title_en == "Changed"
    assert alias.url_path_en != release.url_path_en


def test_a_workflow_approval_publishes_both_languages(site, release, editor):
    workflow, task = Workflow.objects.create(name="w"), GroupApprovalTask.objects.create(name="relecture")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=site.newsroom, defaults={"workflow": workflow})
    form = release_form(release, title_en="Approved", **{"action-submit": "1"})
    assert editor.post(edit(release), form).status_code == 302
    factories.fresh(release).current_workflow_state.current_task_state.approve(user=editor.user)
    page = factories.fresh(release)
    assert (page.title_fr, page.title_en) == ("Accord", "Approved")


def test_a_scheduled_text_is_made_durable_in_both_languages(site, editor):
    with translation.override(editor.interface_language):
        page = factories.scheduled_release(site, title_fr="Plus tard", title_en="Later")
    with clock.shifted(timedelta(hours=2)):
        page.get_latest_revision().publish()
    page = factories.fresh(page)
    assert (page.live, page.title_fr, page.title_en) == (True, "Plus tard", "Later")


def test_english_becomes_outdated_when_the_french_changes_and_is_confirmed_again(release, editor):
    def state():
        page = factories.fresh(release)
        return page.english_state, page.english_outdated

    assert publish_from_editor(editor, release, title_en="v1").status_code == 302
    assert state() == ("ready", False)
    changed = {"title_en": "v1", "title_fr": "Titre corrigé"}
    publish_from_editor(editor, release, **changed)
    assert state() == ("outdated", True)
    publish_from_editor(editor, release, **changed, english_confirm="on")
    assert state() == ("ready", False)


def test_references_to_pictures_and_pages_are_known_in_each_language(site, release):
    picture = factories.picture()
    page = factories.fresh(release)
    page.body_en = [("picture", picture)]
    page.body_fr = [("text", f'<p><a linktype="page" id="{site.cochin.pk}">Cochin</a></p>')]
    page.save_revision().publish()
    paths = {row.model_path for row in ReferenceIndex.get_references_for_object(factories.fresh(release))}
    assert any(path.startswith("body_en") for path in paths)
    assert any(path.startswith("body_fr") for path in paths)


def test_a_dump_loads_the_same_words_under_any_language(release, tmp_path):
    path = tmp_path / "dump.json"
    call_command("dumpdata", "newsroom.pressreleasepage", "newsroom.bilingualpage", output=str(path))
    PressReleasePage.objects.filter(pk=release.pk).update(title_en="lost", summary_en="lost")
    with translation.override("en"):
        call_command("loaddata", str(path), verbosity=0)
    page = factories.fresh(release)
    assert (page.title_fr, page.title_en) == ("Accord", "Agreement")
    assert json.loads(path.read_text())

"""Two pairs of eyes, through the real views: submit, approve, publish alone with a reason, read again."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import PageLogEntry

from newsroom import roles, workflow
from newsroom.models import PressReleasePage, SoloPublication
from tests import factories
from tests.mail_server import mail_server

from .staff import form_data, person


@pytest.fixture
def office(site):
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    site.chief, site.second_chief = person(roles.CHIEF, "claire"), person(roles.CHIEF, "denis")
    site.officer = person(roles.OFFICER, "noé")
    return site


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(somebody, page, **changes):
    """Opens the editor, changes something, presses a button."""
    opened = somebody.get(edit(page))
    return somebody.post(edit(page), form_data(opened, **changes))


@pytest.fixture
def written(office):
    """A draft whose words the officer wrote."""
    draft = factories.draft_release(office)
    save(office.officer, draft, title_fr="Écrit par Noé")
    return draft


@pytest.fixture
def submitted(office, written):
    save(office.officer, written, **{"action-submit": "1"})
    return written


def approve(somebody, page):
    page = factories.fresh(page)
    task = page.current_workflow_task_state
    return somebody.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]), {}
    )


def test_form_posts_back_what_the_editor_sent(office, written):
    release = factories.fresh(written)
    assert (release.title_fr, release.body_fr[0].value) == ("Écrit par Noé", "Intertitre")
    assert release.summary_fr


def test_chief_approves_what_an_officer_submitted(office, submitted):
    approve(office.chief, submitted)
    release = factories.fresh(submitted)
    assert release.live
    assert release.reference
    assert not SoloPublication.objects.exists()


def test_officer_cannot_approve(office, submitted):
    approve(office.officer, submitted)
    assert not factories.fresh(submitted).live


def test_chief_cannot_approve_a_text_of_their_own(office):
    draft = factories.draft_release(office)
    save(office.chief, draft, title_fr="Écrit par Claire", **{"action-submit": "1"})
    approve(office.chief, draft)
    assert not factories.fresh(draft).live
    approve(office.second_chief, draft)
    assert factories.fresh(draft).live


def test_chief_publishes_an_officer_s_text_without_a_question(office, written):
    save(office.chief, written, **{"action-publish": "1"})
    release = factories.fresh(written)
    assert release.live
    assert release.reference
    assert release.boilerplate_fr
    assert not SoloPublication.objects.exists()


def publish_own(office) -> tuple:
    draft = factories.draft_release(office)
    response = save(office.chief, draft, title_fr="Écrit par Claire", **{"action-publish": "1"})
    return draft, response


def test_publishing_one_s_own_text_asks_for_a_reason_and_keeps_the_draft(office):
    draft, response = publish_own(office)
    release = factories.fresh(draft)
    assert response.url == reverse("newsroom_publish_alone", args=[draft.pk])
    assert not release.live
    assert release.get_latest_revision_as_object().title_fr == "Écrit par Claire"


def test_nothing_is_published_without_the_reason(office):
    draft, response = publish_own(office)
    answer = office.chief.post(response.url, {"reason": "  "})
    assert "Champ requis" in answer.content.decode()
    assert not factories.fresh(draft).live


def test_reason_is_kept_in_the_history_and_shown_to_the_others(office):
    draft, response = publish_own(office)
    office.chief.post(response.url, {"reason": "Seule ce dimanche"})
    assert factories.fresh(draft).live
    entry = PageLogEntry.objects.get(page=draft.pk, action="newsroom.publish_alone")
    assert (entry.user, entry.data["reason"]) == (office.chief.user, "Seule ce dimanche")
    for somebody in (office.second_chief, office.officer):
        assert "Seule ce dimanche" in somebody.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(
    ("reader", "is_read"), [("chief", False), ("officer", False), ("second_chief", True)]
)
def test_second_reading_counts_when_it_is_by(office, reader, is_read):
    _draft, response = publish_own(office)
    office.chief.post(response.url, {"reason": "Urgence"})
    publication = SoloPublication.objects.get()
    getattr(office, reader).post(reverse("newsroom_second_reading", args=[publication.pk]))
    publication.refresh_from_db()
    assert bool(publication.read_at) is is_read
    dashboard = office.second_chief.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Urgence" in dashboard) is not is_read


def test_correction_made_while_approving_waits_for_somebody_else(office, submitted):
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    save(office.chief, submitted, title_fr="Corrigé par Claire", **action)
    assert not factories.fresh(submitted).live
    approve(office.chief, submitted)
    assert not factories.fresh(submitted).live
    approve(office.second_chief, submitted)
    assert factories.fresh(submitted).live


def test_publication_by_another_way_is_listed_for_a_second_reading(office):
    draft, _response = publish_own(office)
    office.chief.post(f"/admin/api/main/pages/{draft.pk}/action/publish/")
    assert factories.fresh(draft).live
    assert SoloPublication.objects.get().publisher == office.chief.user


def test_bulk_publication_of_one_s_own_text_is_refused(office):
    draft, _response = publish_own(office)
    address = (
        reverse("wagtail_bulk_action", args=["newsroom", "bilingualpage", "publish"]) + f"?id={draft.pk}"
    )
    office.chief.post(address)
    assert not factories.fresh(draft).live


def test_scheduling_one_s_own_text_asks_for_the_reason_too(office):
    draft = factories.draft_release(office)
    when = factories.minute(factories.timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    response = save(office.chief, draft, title_fr="Pour demain", published_at=when, **{"action-publish": "1"})
    assert response.url == reverse("newsroom_publish_alone", args=[draft.pk])
    office.chief.post(response.url, {"reason": "Congés"})
    release = factories.fresh(draft)
    assert (release.live, release.approved_schedule) == (False, True)
    assert "Pour demain" in office.officer.get(reverse("wagtailadmin_home")).content.decode()


def test_live_text_changed_by_its_reader_needs_a_reason_again(office, written):
    save(office.chief, written, **{"action-publish": "1"})
    response = save(
        office.chief, written, title_fr="Titre de Claire", typing_only="on", **{"action-publish": "1"}
    )
    assert response.url == reverse("newsroom_publish_alone", args=[written.pk])
    assert factories.fresh(written).title_fr == "Écrit par Noé"


def test_submission_is_told_to_the_chiefs_in_french(office, submitted):
    told = {address for message in mail.outbox for address in message.to}
    assert {"claire@example.org", "denis@example.org"} <= told
    assert "noé@example.org" not in told
    assert all("soumis" in message.subject.lower() for message in mail.outbox)


def test_approval_and_refusal_are_told_to_the_author(office, submitted):
    mail.outbox.clear()
    approve(office.chief, submitted)
    assert [message.to for message in mail.outbox] == [["noé@example.org"]]


def test_notification_goes_through_a_real_mail_server(office, settings):
    with mail_server(settings) as messages:
        draft = factories.draft_release(office)
        save(office.officer, draft, title_fr="Par le fil", **{"action-submit": "1"})
    received = {message["X-RcptTo"] for message in messages}
    assert {"claire@example.org", "denis@example.org"} <= received


def test_workflow_can_be_made_twice(office):
    assert workflow.ensure_workflow(office.home) == workflow.ensure_workflow(office.home)
    assert factories.draft_release(office).get_workflow() == workflow.ensure_workflow(office.home)


def test_new_release_published_at_once_is_kept_as_a_draft_and_asks_for_the_reason(office):
    factories.release_type()
    add = reverse("wagtailadmin_pages:add", args=["newsroom", "pressreleasepage", office.newsroom.pk])
    words = {
        "title_fr": "Tout de suite",
        "slug": "tout-de-suite",
        "summary_fr": "Résumé",
        "action-publish": "1",
    }
    response = office.chief.post(add, form_data(office.chief.get(add), **words))
    release = PressReleasePage.objects.get(slug="tout-de-suite")
    assert response.url == reverse("newsroom_publish_alone", args=[release.pk])
    assert not release.live
    office.chief.post(response.url, {"reason": "Seule ce soir"})
    assert factories.fresh(release).reference

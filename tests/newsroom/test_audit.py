"""Who read, wrote, approved, published, withdrew and exported: written down, kept, filtered, exported."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import PageLogEntry

from newsroom import audit, clock, roles, withdrawals, workflow
from tests import factories
from tests.newsroom import admin_addresses
from tests.newsroom.forms import publish_from_editor
from tests.newsroom.staff import person

READ, EXPORT = "newsroom.read", "newsroom.export"
HISTORY = "wagtailadmin_reports:site_history"


@pytest.fixture
def hidden(site):
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    return factories.scheduled_release(site, title_fr="Encore secret")


def reads(page) -> list[PageLogEntry]:
    return list(PageLogEntry.objects.filter(page=page.pk, action=READ))


def view(name: str, page) -> str:
    revision = page.get_latest_revision()
    more = {
        "revisions_view": [revision.pk],
        "revisions_revert": [revision.pk],
        "revisions_compare": ["earliest", "latest"],
    }
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more.get(name, [])])


@pytest.mark.parametrize(
    "name", ["edit", "view_draft", "revisions_view", "revisions_revert", "revisions_compare"]
)
def test_who_reads_what_is_not_public_is_written_down(hidden, name):
    hidden.save_revision()
    officer = person(roles.OFFICER)
    assert officer.get(view(name, hidden)).status_code == 200
    assert [entry.user for entry in reads(hidden)] == [officer.user]


def test_each_view_that_is_watched_exists_and_names_its_page_so():
    addresses = {
        (entry.split(" ")[0], name)
        for entry, arguments in admin_addresses.admin().items()
        for name in arguments
    }
    assert set(audit.READING.items()) <= addresses


def test_once_an_hour_for_a_person_and_a_page(hidden):
    officer, chief = person(roles.OFFICER), person(roles.CHIEF)
    for somebody in (officer, officer, chief):
        somebody.get(view("edit", hidden))
    assert len(reads(hidden)) == 2
    PageLogEntry.objects.filter(action=READ).update(timestamp=clock.now() - timedelta(minutes=61))
    officer.get(view("edit", hidden))
    assert len(reads(hidden)) == 3


def test_reading_what_everybody_reads_is_not(site, hidden):
    public = factories.public_release(site)
    person(roles.OFFICER).get(view("edit", public))
    assert not reads(public)


def test_a_refusal_is_no_reading(site, hidden):
    person(roles.CORRESPONDENT, hospitals=[site.necker]).client.get(view("edit", hidden))
    assert not reads(hidden)


def test_a_fault_of_the_log_stops_nobody(hidden, monkeypatch):
    monkeypatch.setattr("newsroom.audit.log", lambda *args, **kwargs: 1 / 0)
    assert person(roles.OFFICER).get(view("edit", hidden)).status_code == 200


@pytest.mark.parametrize("name", ["newsroom_english_report", "newsroom_withdrawn_report", HISTORY])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_who_exports_what_is_written_down(site, hidden, name, form):
    chief = person(roles.CHIEF)
    chief.get(reverse(name), {"export": form})
    entry = PageLogEntry.objects.get(action=EXPORT)
    assert entry.user == chief.user and entry.data["what"] == f"{name} ({form})"


def actions(page) -> set[str]:
    return set(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))


def test_writing_submitting_approving_publishing_and_withdrawing_too(site, hidden):
    officer, chief = person(roles.OFFICER), person(roles.CHIEF)
    page = factories.draft_release(site)
    page.save_revision(user=officer.user, log_action=True)
    state = page.get_workflow().start(page, officer.user)
    state.current_task_state.approve(user=chief.user)
    page = factories.fresh(page)
    assert page.live
    withdrawals.withdraw(page, chief.user, "error", {"fr": "Faux.", "en": "Wrong."})
    assert actions(page) >= {
        "wagtail.edit",
        "wagtail.workflow.start",
        "wagtail.workflow.approve",
        "wagtail.publish",
        "newsroom.withdraw",
    }
    assert PageLogEntry.objects.get(page=page.pk, action="wagtail.workflow.approve").user == chief.user


def test_entries_outlive_the_page_and_the_account(hidden):
    officer = person(roles.OFFICER)
    officer.get(view("edit", hidden))
    key, user = hidden.pk, officer.user.pk
    hidden.delete()
    User.objects.filter(pk=user).delete()
    entry = PageLogEntry.objects.get(page_id=key, action=READ)
    assert entry.user_id == user and entry.label == "Encore secret"


def history(somebody, **filters) -> str:
    return somebody.get(reverse(HISTORY), filters).content.decode()


def test_a_chief_filters_by_action_and_person(hidden):
    chief, officer = person(roles.CHIEF), person(roles.OFFICER)
    officer.get(view("edit", hidden))
    assert "Lu avant sa parution" in history(chief, action=READ, user=officer.user.pk)
    assert "Lu avant sa parution" not in history(chief, action="wagtail.publish")


def test_the_export_says_when_who_what_and_the_details(site, hidden):
    chief = person(roles.CHIEF)
    page = factories.public_release(site)
    withdrawals.withdraw(page, chief.user, "error", {"fr": "Un chiffre faux.", "en": "Wrong."})
    answer = chief.get(reverse(HISTORY), {"export": "csv", "action": "newsroom.withdraw"})
    sheet = b"".join(answer.streaming_content).decode()
    assert "Retrait" in sheet and "Un chiffre faux." in sheet and page.title_fr in sheet


def test_a_correspondent_learns_nothing_of_other_hospitals(site, hidden):
    person(roles.OFFICER).get(view("edit", hidden))
    stranger = person(roles.CORRESPONDENT, hospitals=[site.necker])
    assert "Encore secret" not in stranger.client.get(reverse(HISTORY), follow=True).content.decode()


def test_the_editor_s_own_way_is_complete(site, hidden):
    chief = person(roles.CHIEF)
    page = factories.draft_release(site)
    publish_from_editor(chief.client, page)
    assert actions(page) >= {"wagtail.publish", "newsroom.publish_alone"}

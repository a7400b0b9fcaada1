"""“Readers before publication” in the admin: inviting, what one sees, closing a link; who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom import roles
from newsroom.embargo import access as accesses
from newsroom.embargo import answers
from newsroom.models import PersonalAccess
from tests import factories
from tests.newsroom.staff import person

from .test_embargo import HOUR, PERSON, address
from .test_outside_readers import DOCTOR


@pytest.fixture
def release(site):
    roles.ensure_roles()
    return factories.scheduled_release(site, 2 * HOUR)


def readers(release) -> str:
    return reverse("newsroom_readers", args=[release.pk])


def test_an_officer_invites_a_journalist_and_sees_what_becomes_of_it(release, client):
    officer = person(roles.OFFICER)
    page = officer.client.post(
        readers(release), {"purpose": "embargo", **PERSON}, follow=True
    ).content.decode()
    assert "Un courriel avec un lien personnel part pour Léa Vauquelin." in page and "pas encore" in page
    access = PersonalAccess.objects.get()
    assert access.invited_by == officer.user
    accesses.accept(access)
    client.get(address(access))
    page = officer.get(readers(release)).content.decode()
    assert "pas encore" not in page and "1 fois" in page and address(access) in page


def test_what_is_not_scheduled_is_not_sent_under_embargo_and_nothing_typed_is_lost(site):
    roles.ensure_roles()
    draft = factories.draft_release(site)
    page = (
        person(roles.OFFICER).client.post(readers(draft), {"purpose": "embargo", **PERSON}).content.decode()
    )
    assert "programmez-le d’abord" in page and 'value="Léa Vauquelin"' in page
    assert not PersonalAccess.objects.exists()


def test_comments_and_approvals_are_read_there(release):
    access = accesses.invite(release, None, purpose="approval", **DOCTOR)
    draft = release.get_latest_revision_as_object()
    answers.comment(access, draft, "", "Une virgule de trop.", "fr")
    answers.approve(access, draft, "fr", answers.mark_of(draft, "fr"))
    page = person(roles.OFFICER).get(readers(release)).content.decode()
    assert "Une virgule de trop." in page and "Validé par Dr Noé Kerbrat" in page


def test_a_link_is_closed(release, client):
    access = accesses.invite(release, None, purpose="embargo", **PERSON)
    officer = person(roles.OFFICER)
    officer.client.post(reverse("newsroom_revoke", args=[release.pk, access.pk]))
    assert client.get(address(access)).status_code == 410
    assert "fermé le" in officer.get(readers(release)).content.decode()


def test_a_correspondent_of_another_hospital_sees_nothing_of_it(site, release):
    access = accesses.invite(release, None, purpose="embargo", **PERSON)
    stranger = person(roles.CORRESPONDENT, hospitals=[site.necker])
    assert PERSON["name"] not in stranger.client.get(readers(release), follow=True).content.decode()
    stranger.client.post(reverse("newsroom_revoke", args=[release.pk, access.pk]))
    assert factories.fresh(access).revoked_at is None


def test_a_correspondent_asks_for_an_approval_and_leaves_embargoes_to_the_press_office(site, release):
    own = person(roles.CORRESPONDENT, hospitals=[site.cochin])
    for purpose, count in (("embargo", 0), ("approval", 1)):
        own.client.post(readers(release), {"purpose": purpose, **PERSON})
        assert PersonalAccess.objects.count() == count


def test_nobody_can_approve_in_another_s_name_from_here(release):
    access = accesses.invite(release, None, purpose="approval", **DOCTOR)
    assert accesses.token_of(access) not in person(roles.CHIEF).get(readers(release)).content.decode()


def test_an_access_is_closed_through_its_own_release_only(site, release, client):
    other = factories.scheduled_release(site)
    access = accesses.invite(release, None, purpose="embargo", **PERSON)
    answer = person(roles.CHIEF).client.post(reverse("newsroom_revoke", args=[other.pk, access.pk]))
    assert answer.status_code == 404 and client.get(address(access)).status_code == 200


def test_the_editor_offers_it_while_something_is_not_public(site, release):
    chief, public = person(roles.CHIEF), factories.public_release(site)
    editors = [chief.get(reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in (release, public)]
    assert readers(release) in editors[0].content.decode()
    assert readers(public) not in editors[1].content.decode()


def test_a_long_list_costs_as_many_queries_as_a_short_one(release):
    officer, counts = person(roles.OFFICER), []
    for number in range(6):
        access = accesses.invite(
            release, None, purpose="embargo", **PERSON | {"email": f"{number}@example.org"}
        )
        accesses.record_reading(access)
        with CaptureQueriesContext(connection) as queries:
            officer.get(readers(release))
        counts.append(len(queries))
    assert counts[1] == counts[-1]

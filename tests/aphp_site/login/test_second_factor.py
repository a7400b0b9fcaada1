"""Who may publish needs a second factor, whatever way the session was opened."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from django.urls import reverse

from newsroom import roles

from . import people

INDEX = "/admin/account/2fa/"


@pytest.mark.parametrize(
    ("role", "is_required"),
    [
        (roles.CHIEF, True),
        (roles.ADMINISTRATOR, True),
        (roles.OFFICER, False),
        (roles.CORRESPONDENT, False),
    ],
)
def test_first_log_in_leads_those_who_may_publish_to_enrolment(guarded, client, role, is_required):
    people.account(role)
    people.log_in(client)
    home = client.get(reverse("wagtailadmin_home"))
    assert (home.status_code, home.headers.get("Location", "").split("?")[0]) == (
        (302, INDEX) if is_required else (200, "")
    )


def test_enrolment_gives_recovery_codes_and_opens_the_admin(guarded_and_committed, client):
    people.account(roles.CHIEF)
    people.log_in(client)
    assert people.enrol_by_hand(client).url == reverse("mfa_view_recovery_codes")
    assert "recovery_codes" in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert people.is_inside(client)


def test_code_of_the_telephone_is_asked_at_every_log_in(guarded, client):
    secret = people.enrol(people.account(roles.CHIEF))
    assert people.log_in(client).url == reverse("mfa_authenticate")
    assert not people.is_inside(client)
    client.post(reverse("mfa_authenticate"), {"code": people.code(secret)})
    assert people.is_inside(client)


def test_code_is_used_once(guarded):
    secret = people.enrol(people.account(roles.CHIEF))
    given, inside = people.code(secret), []
    for _number in range(2):
        client = Client()
        people.log_in(client)
        client.post(reverse("mfa_authenticate"), {"code": given})
        inside.append(people.is_inside(client))
    assert inside == [True, False]


def test_who_is_not_asked_but_has_one_is_held_to_it(guarded, client):
    user = people.account(roles.OFFICER)
    people.enrol(user)
    client.force_login(user)  # a door that nobody knows of yet
    home = client.get(reverse("wagtailadmin_home"))
    assert home.url.startswith(reverse("mfa_reauthenticate"))


def test_password_alone_takes_no_second_factor_away(guarded, client):
    user = people.account(roles.CHIEF)
    people.enrol(user)
    client.force_login(user)
    for name in ("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_index"):
        assert client.post(reverse(name)).url.startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.filter(user=user).count() == 1


def test_session_of_another_door_goes_on_after_the_code(guarded, client):
    user = people.account(roles.CHIEF)
    secret = people.enrol(user)
    client.force_login(user)
    client.post(reverse("mfa_reauthenticate"), {"code": people.code(secret)})
    assert people.is_inside(client)


def test_second_factor_taken_away_is_owed_again_in_the_same_session(guarded_and_committed, client):
    user = people.account(roles.CHIEF)
    people.log_in(client)
    people.enrol_by_hand(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get(reverse("wagtailadmin_home")).url.startswith(INDEX)


def test_scripts_of_a_page_are_refused_and_not_redirected(guarded, client):
    client.force_login(people.account(roles.CHIEF))
    response = client.get(reverse("wagtailadmin_home"), headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 403


def test_it_is_offered_and_not_required_where_the_settings_say_so(guarded_and_committed, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    people.account(roles.CHIEF)
    people.log_in(client)
    assert people.is_inside(client)
    assert people.enrol_by_hand(client).status_code == 302


def test_public_installation_without_it_is_refused(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with pytest.raises(SystemCheckError, match=r"aphp_site\.E001"):
        call_command("check", "--deploy", "--tag", "security")

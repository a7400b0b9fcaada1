"""Every address that ever let somebody in leads to the one log-in, or is not there."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse

from newsroom import roles
from newsroom.admin.people import send_invitation

from ...newsroom.test_admin_people import link_in
from . import people


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("/admin/", "/admin/account/login/?next=/admin/"),
        ("/admin/pages/", "/admin/account/login/?next=/admin/pages/"),
        ("/admin/login/", "/admin/account/login/"),
        ("/admin/login/?next=/admin/pages/", "/admin/account/login/?next=/admin/pages/"),
        ("/admin/password_reset/", "/admin/account/password/reset/"),
        ("/admin/password_reset/done/", "/admin/account/password/reset/"),
        ("/admin/password_reset/confirm/MQ/abc-def/", "/admin/account/password/reset/"),
        ("/admin/account/", "/admin/account/login/?next=/admin/account/"),
        ("/admin/account/2fa/", "/admin/account/login/?next=/admin/account/2fa/"),
    ],
)
def test_door_leads_to_the_log_in(guarded, client, door, leads_to):
    assert client.get(door).url == leads_to


@pytest.mark.parametrize(
    "door",
    [
        "/_util/login/", "/_util/authenticate_with_password/1/1/", "/django-admin/login/",
        "/django-admin/", "/accounts/login/", "/accounts/signup/", "/login/", "/api-auth/login/",
        "/api/v3-preview/",
    ],
)  # fmt: skip
def test_door_is_not_there(guarded, client, door):
    assert client.get(door).status_code == 404
    assert client.post(door, {"username": "camille", "password": people.PASSWORD}).status_code == 404


@pytest.mark.parametrize("door", ["/admin/login/", "/admin/password_reset/"])
def test_old_door_takes_no_password(guarded, client, door):
    people.account(roles.OFFICER)
    client.post(door, {"username": "camille", "login": "camille", "password": people.PASSWORD})
    assert not people.is_inside(client)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com/", "/\\example.com", "https:/example.com", "javascript:alert(1)"],
)
def test_next_never_leads_to_another_host(guarded, client, elsewhere):
    people.account(roles.OFFICER)
    assert people.log_in(client, next=elsewhere).url == "/admin/"


def test_next_leads_on_within_the_admin(guarded, client):
    people.account(roles.OFFICER)
    assert people.log_in(client, next="/admin/pages/").url == "/admin/pages/"


def test_nobody_signs_up(guarded, client):
    data = {"username": "x", "email": "x@example.org", "password1": people.PASSWORD}
    client.post(reverse("account_signup"), data)
    assert not User.objects.filter(username="x").exists()


def test_invitation_leads_through_the_password_to_enrolment(guarded, client):
    chief = people.account(roles.CHIEF)
    send_invitation(chief, chief)
    form = client.get(link_in(mail.outbox[0]), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "un autre secret 8", "password2": "un autre secret 8"})
    assert client.get(reverse("wagtailadmin_home")).url.startswith(reverse("mfa_index"))


def test_new_password_does_not_go_past_the_second_factor(guarded, client):
    chief = people.account(roles.CHIEF)
    people.enrol(chief)
    client.post(reverse("account_reset_password"), {"email": chief.email})
    form = client.get(link_in(mail.outbox[0]), follow=True).redirect_chain[-1][0]
    answer = client.post(form, {"password1": "un autre secret 8", "password2": "un autre secret 8"})
    assert answer.url == reverse("mfa_authenticate")
    assert not people.is_inside(client)


def test_profile_changes_no_password(guarded, client):
    user = people.account(roles.OFFICER)
    people.log_in(client)
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "password-new_password1" not in page and reverse("account_change_password") in page
    fields = ("old_password", "new_password1", "new_password2")
    values = (people.PASSWORD, "un autre secret 8", "un autre secret 8")
    client.post(
        reverse("wagtailadmin_account"), {f"password-{name}": value for name, value in zip(fields, values)}
    )
    assert User.objects.get(pk=user.pk).check_password(people.PASSWORD)


def test_nobody_chooses_a_password_for_somebody_else(guarded, client):
    client.force_login(people.account(roles.ADMINISTRATOR))
    client.session.save()
    guarded_settings_off = client.get(reverse("wagtailusers_users:add"), follow=True)
    assert b"password1" not in guarded_settings_off.content


def test_log_out_ends_the_session(guarded):
    client = Client()
    people.account(roles.OFFICER)
    people.log_in(client)
    assert client.post(reverse("wagtailadmin_logout")).url == people.LOGIN
    assert not people.is_inside(client)


def test_who_has_no_role_is_told_and_not_sent_round(guarded, client):
    User.objects.create_user("sans", "sans@example.org", people.PASSWORD)
    people.log_in(client, "sans")
    page = client.get(reverse("wagtailadmin_home"), follow=True)
    assert page.status_code == 200
    assert "pas autorisé" in page.content.decode() or "autorisation" in page.content.decode()

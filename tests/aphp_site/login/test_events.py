"""The log names what happened and whose account it was by its key: never a name, an address or a password."""

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from newsroom import roles

from . import people


@pytest.fixture
def heard(caplog):
    """The lines of the log, as texts."""
    caplog.set_level(logging.INFO, logger="security")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "security"]


def test_log_in_and_refusal(guarded, client, heard):
    user = people.account(roles.OFFICER)
    people.log_in(client, password="wrong")
    people.log_in(client, "nobody", "wrong")
    people.log_in(client)
    assert heard()[-3:] == [
        f"login_failed user={user.pk}", "login_failed", f"login_succeeded user={user.pk}"
    ]  # fmt: skip


def test_locked_account_and_throttled_address(guarded, heard):
    for number in range(31):
        people.log_in(Client(), "nobody", f"wrong {number}")
    assert "login_locked" in heard()
    assert heard()[-1] == "login_throttled"


def test_second_factor_added_refused_and_removed(guarded_and_committed, client, heard):
    user = people.account(roles.OFFICER)
    people.log_in(client)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    people.enrol_by_hand(client)
    client.post(reverse("mfa_deactivate_totp"))
    events = " ".join(heard())
    assert "second_factor_refused" in events
    assert f"second_factor_added user={user.pk} kind=totp" in events
    assert f"second_factor_removed user={user.pk} kind=totp" in events


def test_password_changed_and_reset(guarded, client, heard):
    user = people.account(roles.OFFICER)
    people.log_in(client)
    new = "un autre secret 8"
    data = {"oldpassword": people.PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), data)
    assert heard()[-1] == f"password_changed user={user.pk}"


def test_role_given_and_taken_and_by_whom(guarded_and_committed, client, heard):
    admin = people.account(roles.ADMINISTRATOR, "alix")
    user = people.account(roles.OFFICER)
    people.log_in(client, "alix")
    people.enrol_by_hand(client)
    data = {"first_name": "C", "last_name": "E", "email": user.email, "role": roles.CHIEF}
    client.post(reverse("newsroom_person", args=[user.pk]), data)
    client.post(reverse("newsroom_leave", args=[user.pk]))
    told = [line for line in heard() if f"user={user.pk} by={admin.pk}" in line]
    assert [line.split()[0] for line in told] == ["role_taken", "role_given", "account_closed"]


def test_no_line_says_who(guarded_and_committed, client, heard):
    people.account(roles.CHIEF)
    people.log_in(client, password="wrong")
    people.log_in(client)
    people.enrol_by_hand(client)
    text = " ".join(heard())
    for secret in ("camille", "example.org", people.PASSWORD, "wrong", "127.0.0.1"):
        assert secret not in text
    assert User.objects.filter(username="camille").exists()

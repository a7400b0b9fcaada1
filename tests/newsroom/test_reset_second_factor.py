"""Who has lost telephone and codes gets in again: a chief resets the second factor, and everybody is told."""

import logging

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from newsroom import roles
from tests.aphp_site.login.people import LOGIN, PASSWORD, enrol, log_in

from .staff import person

ACCOUNTS = "/admin/accounts/"


@pytest.fixture
def colleague(site) -> User:
    roles.ensure_roles()
    user = User.objects.create_user("camille", "camille@example.org", PASSWORD, first_name="Camille")
    roles.give(user, roles.OFFICER)
    enrol(user)
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    return user


def address(user: User) -> str:
    return reverse("newsroom_reset_second_factor", args=[user.pk])


def has_one(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize("role", [roles.CHIEF, roles.ADMINISTRATOR])
def test_a_chief_resets_it_and_the_colleague_logs_in_with_the_password(colleague, role, mailoutbox, caplog):
    chief = person(role)
    assert address(colleague) in chief.get(ACCOUNTS).content.decode()
    assert "Camille" in chief.get(address(colleague)).content.decode() and has_one(colleague)
    with caplog.at_level(logging.INFO, "security"):
        chief.post(address(colleague))
    assert not has_one(colleague)
    assert f"second_factor_removed user={colleague.pk} by={chief.user.pk} kind=totp" in caplog.text
    (mail,) = mailoutbox
    assert mail.to == ["camille@example.org"] and "second facteur" in mail.subject
    client = Client()
    assert log_in(client).status_code == 302 and LOGIN not in client.get("/admin/", follow=True).request


def test_sessions_of_the_colleague_end_and_no_others(colleague):
    chief, inside, other = person(roles.CHIEF), Client(), person(roles.OFFICER, "noé")
    inside.force_login(colleague)
    chief.post(address(colleague))
    assert "_auth_user_id" not in inside.session
    assert all(one.client.session.get("_auth_user_id") for one in (chief, other))


def test_it_is_written_down(colleague):
    chief = person(roles.CHIEF)
    chief.post(address(colleague))
    entry = ModelLogEntry.objects.get(action="newsroom.second_factor_reset")
    assert (entry.user, entry.object_id) == (chief.user, str(colleague.pk))
    assert entry.data == {"name": "Camille", "kinds": "recovery_codes, totp"}


@pytest.mark.parametrize("role", [roles.OFFICER, roles.CORRESPONDENT])
def test_others_do_not(colleague, role):
    somebody = person(role, "noé")
    for answer in (
        somebody.get(ACCOUNTS),
        somebody.get(address(colleague)),
        somebody.post(address(colleague)),
    ):
        assert answer.status_code == 302 and answer.headers["Location"] == "/admin/"
    assert has_one(colleague)


@pytest.mark.parametrize(("role", "is_left"), [(roles.CHIEF, True), (roles.ADMINISTRATOR, False)])
def test_that_of_a_superuser_is_for_superusers(colleague, role, is_left):
    roles.give(colleague, roles.ADMINISTRATOR)
    chief = person(role)
    assert (address(colleague) not in chief.get(ACCOUNTS).content.decode()) is is_left
    chief.post(address(colleague))
    assert has_one(colleague) is is_left


def test_nobody_resets_their_own(colleague):
    chief = person(roles.CHIEF)
    Authenticator.objects.create(user=chief.user, type="recovery_codes", data={})
    chief.post(address(chief.user))
    assert has_one(chief.user)


def test_where_there_is_nothing_to_reset_nobody_is_told(colleague, mailoutbox):
    Authenticator.objects.all().delete()
    page = person(roles.CHIEF).client.post(address(colleague), follow=True).content.decode()
    assert "n’a pas de second facteur" in page and not mailoutbox


def test_a_mail_that_can_not_be_sent_is_said(colleague, settings):
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {
        "default": {"BACKEND": backend, "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1}}
    }
    page = person(roles.CHIEF).client.post(address(colleague), follow=True).content.decode()
    assert "Prévenez cette personne vous-même" in page and not has_one(colleague)

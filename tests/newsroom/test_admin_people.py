"""Invite a colleague, change a role, let one go, set a password again: by mail, in French."""

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse

from newsroom import roles, workflow
from tests import factories

from .staff import person

PASSWORD = "une phrase assez longue 7"


@pytest.fixture
def office(site):
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    site.admin = person(roles.ADMINISTRATOR, "alix")
    return site


def invite(office, **changes):
    data = {"first_name": "Maud", "last_name": "Exemple", "email": "maud@example.org", "role": roles.OFFICER}
    return office.admin.post(reverse("newsroom_invite"), data | changes)


def link_in(message) -> str:
    return re.search(r"https?://\S+", message.body)[0].removeprefix("http://localhost")


def set_password(address: str) -> Client:
    """As somebody who follows the link of a mail."""
    client = Client()
    form = client.get(address, follow=True)
    data = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(form.redirect_chain[-1][0], data).status_code == 302
    return client


def test_invited_colleague_chooses_a_password_and_comes_in(office):
    invite(office)
    (message,) = mail.outbox
    assert message.to == ["maud@example.org"]
    client = set_password(link_in(message))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert roles.role_of(User.objects.get(username="maud@example.org")) == roles.OFFICER


def test_invitation_link_works_once(office):
    invite(office)
    address = link_in(mail.outbox[0])
    set_password(address)
    assert "password1" not in Client().get(address, follow=True).content.decode()


def test_invited_correspondent_needs_a_hospital(office):
    response = invite(office, role=roles.CORRESPONDENT)
    assert response.context["form"].errors["hospitals"]
    assert not mail.outbox
    invite(office, role=roles.CORRESPONDENT, hospitals=[office.cochin.pk])
    assert list(User.objects.get(email="maud@example.org").correspondent.hospitals.all()) == [office.cochin]


def test_address_of_a_colleague_is_not_invited_twice(office):
    invite(office)
    assert invite(office, email="MAUD@example.org").context["form"].errors["email"]
    assert len(mail.outbox) == 1


def test_role_is_changed(office):
    somebody = person(roles.OFFICER)
    data = {"first_name": "Noé", "last_name": "Exemple", "email": "noe@example.org", "role": roles.CHIEF}
    office.admin.post(reverse("newsroom_person", args=[somebody.user.pk]), data)
    assert roles.role_of(User.objects.get(pk=somebody.user.pk)) == roles.CHIEF


def test_leaver_is_out_at_once_and_the_texts_stay(office):
    leaver = person(roles.OFFICER)
    release = factories.public_release(office, owner=leaver.user)
    office.admin.post(reverse("newsroom_leave", args=[leaver.user.pk]))
    assert leaver.get(reverse("wagtailadmin_home")).status_code == 302
    assert not Client().login(username="officer", password="x")
    assert factories.fresh(release).owner == leaver.user


def test_nobody_closes_their_own_account(office):
    office.admin.post(reverse("newsroom_leave", args=[office.admin.user.pk]))
    assert User.objects.get(pk=office.admin.user.pk).is_active


@pytest.mark.parametrize("role", [roles.OFFICER, roles.CHIEF, roles.CORRESPONDENT])
def test_team_is_closed_to(office, role):
    somebody = person(role, hospitals=[])
    for name, args in (
        ("newsroom_team", []),
        ("newsroom_invite", []),
        ("newsroom_person", [office.admin.user.pk]),
    ):
        assert somebody.get(reverse(name, args=args)).status_code in {302, 403}
    somebody.post(reverse("newsroom_leave", args=[office.admin.user.pk]))
    assert User.objects.get(pk=office.admin.user.pk).is_active


def test_forgotten_password_is_set_again_by_mail_in_french(office):
    person(roles.OFFICER)
    client = Client()
    page = client.get(reverse("account_reset_password"))
    assert "mot de passe" in page.content.decode()
    client.post(reverse("account_reset_password"), {"email": "officer@example.org"})
    (message,) = mail.outbox
    assert "mot de passe" in message.subject + message.body
    set_password(link_in(message))
    assert Client().login(username="officer", password=PASSWORD)


def test_unknown_address_gets_the_same_answer_and_no_mail(office):
    person(roles.OFFICER)
    known = Client().post(reverse("account_reset_password"), {"email": "officer@example.org"})
    unknown = Client().post(reverse("account_reset_password"), {"email": "inconnu@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(mail.outbox) == 1

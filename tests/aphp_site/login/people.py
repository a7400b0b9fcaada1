"""Somebody who logs in as a browser does: every request through the real doors."""

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from newsroom import roles

PASSWORD = "une phrase assez longue 7"
LOGIN = "/admin/account/login/"


def account(role: str, name: str = "camille") -> User:
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
    roles.give(user, role)
    return user


def enrol(user: User) -> str:
    """The secret in the telephone of somebody who has a second factor already."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def log_in(client: Client, name: str = "camille", password: str = PASSWORD, at: str = LOGIN, **more):
    return client.post(at, {"login": name, "password": password} | more)


def enrol_by_hand(client: Client):
    """allauth goes on when the transaction is committed: for tests with `guarded_and_committed`."""
    page = client.get(reverse("mfa_activate_totp"))
    return client.post(reverse("mfa_activate_totp"), {"code": code(page.context["form"].secret)})


def is_inside(client: Client) -> bool:
    return client.get(reverse("wagtailadmin_home")).status_code == 200

"""Guessing is slow: allauth's own limits, counted where all processes see them."""

import time

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.urls import reverse

from newsroom import roles

from . import people


def guess(number: int, name: str = "camille", host: str = "192.0.2.1"):
    """Each guess from a client of its own, as from another process."""
    return [
        people.log_in(Client(REMOTE_ADDR=host), name, f"guess {count}").status_code for count in range(number)
    ]


def test_account_is_locked_after_five_guesses_from_anywhere(guarded):
    people.account(roles.OFFICER)
    for number in range(5):
        guess(1, host=f"192.0.2.{number}")
    client = Client(REMOTE_ADDR="192.0.2.99")
    page = people.log_in(client)
    assert "Trop de tentatives" in page.content.decode()
    assert not people.is_inside(client)


def test_lock_ends_with_its_time(guarded, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/2s/key", "login": "1000/m/ip"}
    people.account(roles.OFFICER)
    began = time.monotonic()
    guess(2)
    people.log_in(client := Client())
    was_locked = not people.is_inside(client)
    while not people.is_inside(client):
        assert time.monotonic() - began < 30
        people.log_in(client)
    assert was_locked and time.monotonic() - began >= 1  # the cache forgets by whole seconds


def test_one_address_guesses_on_no_more_than_ten_accounts_a_minute(guarded):
    for number in range(10):
        guess(1, f"somebody{number}")
    people.account(roles.OFFICER)
    client = Client(REMOTE_ADDR="192.0.2.1")
    people.log_in(client)
    assert not people.is_inside(client)
    people.log_in(elsewhere := Client(REMOTE_ADDR="192.0.2.2"))
    assert people.is_inside(elsewhere)


def test_log_in_from_one_address_is_throttled_in_french(guarded):
    answers = [people.log_in(Client(), f"somebody{number}") for number in range(31)]
    assert answers[-1].status_code == 429
    assert "Trop de tentatives" in answers[-1].content.decode()


def test_codes_of_the_second_factor_are_not_guessed(guarded, client):
    secret = people.enrol(people.account(roles.CHIEF))
    people.log_in(client)
    for number in range(6):
        client.post(reverse("mfa_authenticate"), {"code": f"00000{number}"})
    client.post(reverse("mfa_authenticate"), {"code": people.code(secret)})
    assert not people.is_inside(client)


def test_password_links_are_throttled(guarded):
    answers = [
        Client().post(reverse("account_reset_password"), {"email": "camille@example.org"})
        for _number in range(6)
    ]
    assert answers[-1].status_code == 429


def test_forwarded_address_is_believed_of_the_proxy_only(guarded, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    people.account(roles.OFFICER)
    for number in range(10):
        forged = Client(HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 192.0.2.1")
        people.log_in(forged, f"somebody{number}", "x")
    people.log_in(client := Client(HTTP_X_FORWARDED_FOR="203.0.113.99, 192.0.2.1"))
    assert not people.is_inside(client)


@pytest.mark.django_db
def test_attempts_are_counted_in_the_database_and_nothing_else(django_assert_num_queries):
    assert isinstance(caches["attempts"], DatabaseCache)
    cache.set("allauth:rl:x", [1.0], 60)
    assert caches["attempts"].get("allauth:rl:x") == [1.0]
    with django_assert_num_queries(0):
        cache.set("wagtail_site_root_paths", "x", 60)
        assert cache.get("wagtail_site_root_paths") == "x"

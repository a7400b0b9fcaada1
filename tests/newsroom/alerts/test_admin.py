"""The press office sees numbers; who leads it finds one address, at its owner's wish."""

import pytest
from django.urls import reverse

from newsroom import delivery, roles
from newsroom.models import AlertSubscription, SuppressedAddress
from tests import factories

from ..staff import person
from .people import subscriber

EVERYBODY = [roles.OFFICER, roles.CHIEF, roles.CORRESPONDENT, roles.ADMINISTRATOR]
LEADS = {roles.CHIEF, roles.ADMINISTRATOR}


@pytest.fixture
def office(site):
    roles.ensure_roles()
    subscriber("lea@example.org", query="hospital=cochin")
    subscriber("noe@example.org", query="hospital=cochin", state="paused")
    subscriber("max@example.org")
    factories.public_release(site)
    delivery.run()
    return site


@pytest.mark.parametrize("role", EVERYBODY)
def test_numbers_are_for_the_press_office_and_addresses_for_nobody(office, role):
    one = person(role, hospitals=[office.cochin] if role == roles.CORRESPONDENT else None)
    answer = one.get(reverse("newsroom_alerts"))
    if role == roles.CORRESPONDENT:
        assert answer.status_code == 302
        return
    page = answer.content.decode()
    rows = [
        (row.filters and row.filters[0]["value"], row.active, row.paused, row.sent)
        for row in answer.context["rows"]
    ]
    assert sorted(rows, key=str) == [("Hôpital Cochin", 1, 1, 1), ([], 1, 0, 1)]
    assert "@example.org" not in page.replace(one.user.email, "")
    assert (reverse("newsroom_subscriber") in page) is (role in LEADS)


@pytest.mark.parametrize("action", ["", "export", "erase", "allow"])
@pytest.mark.parametrize("role", EVERYBODY)
def test_an_address_is_found_by_those_who_lead_the_office(office, role, action, caplog):
    caplog.set_level("INFO")
    one = person(role, hospitals=[office.cochin] if role == roles.CORRESPONDENT else None)
    answer = one.post(reverse("newsroom_subscriber"), {"email": "LEA@example.org", "action": action})
    is_there = AlertSubscription.objects.filter(email="lea@example.org").exists()
    if role not in LEADS:
        assert answer.status_code in {302, 403} and is_there
        return
    assert is_there is (action != "erase")
    assert SuppressedAddress.objects.exists() is (action == "erase")
    if action == "export":
        assert answer.json()["subscriptions"][0]["query"] == "hospital=cochin"
        assert answer.headers["Cache-Control"] == "no-store"
    assert f"user={one.user.pk}" in caplog.text and "lea@" not in caplog.text.lower()


def test_no_address_stands_in_an_address(office):
    one = person(roles.CHIEF)
    assert one.get(reverse("newsroom_subscriber"), {"email": "lea@example.org"}).status_code == 405
    wrong = one.post(reverse("newsroom_subscriber"), {"email": "lea@"})
    assert wrong.status_code == 200 and wrong.context["form"].errors

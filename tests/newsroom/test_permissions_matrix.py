"""Every admin address × who asks, against the table in permissions_matrix.txt.

Y: let in. >: sent on to another address, which has its own line. n: refused (sent to the log-in or the
dashboard, or 403). 0: not there. A new address needs a line:
`WRITE_MATRIX=1 ./run test -n0 tests/newsroom/test_permissions_matrix.py` writes them; read them before you
commit them.
"""

import os
from collections import defaultdict
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from newsroom import roles, workflow
from tests import factories
from tests.directory_factories import PractitionerFactory

from . import admin_addresses
from .staff import person

TABLE = Path(__file__).with_name("permissions_matrix.txt")
# Who asks, on which side of a correspondent's reach (Cochin) the things are.
COLUMNS = [
    ("anonymous", "own"), ("officer", "other"), ("chief", "other"), ("administrator", "other"),
    ("correspondent", "own"), ("correspondent", "other"),
]  # fmt: skip
LEFT_OUT = {
    "wagtailadmin_error_test": "raises on purpose",
    "wagtailadmin_logout": "ends the session of the test",
}
REFUSES = ("/admin/account/login/", "/admin/account/password/reset/")


@pytest.fixture
def office(site):
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    PractitionerFactory()
    officer = person(roles.OFFICER)
    site.clients = {"anonymous": Client(), "officer": officer.client}
    for role, hospitals in (
        (roles.CHIEF, None),
        (roles.ADMINISTRATOR, None),
        (roles.CORRESPONDENT, [site.cochin]),
    ):
        site.clients[role] = person(role, hospitals=hospitals).client
    site.things = {
        side: admin_addresses.Things(
            factories.draft_release(site, hospitals=[hospital], title_fr=side), hospital, officer.user
        )
        for side, hospital in (("own", site.cochin), ("other", site.necker))
    }
    return site


def ask(client: Client, address: str) -> str:
    """Undone afterwards: an address that changes something on GET or POST changes nothing for the next."""
    client.raise_request_exception = False
    with transaction.atomic():
        response = client.get(address)
        if response.status_code == 405:
            response = client.post(address)
        transaction.set_rollback(True)
    status = response.status_code
    if status == 404:
        return "0"
    home = reverse("wagtailadmin_home")
    is_sent_away = status == 302 and (response.url == home or response.url.startswith(REFUSES))
    if status == 403 or is_sent_away:
        return "n"
    return ">" if status in {301, 302} else "Y" if status < 500 else f"E{status}"


def read() -> dict[str, str]:
    lines = [line.rsplit(":", 1) for line in TABLE.read_text().splitlines() if line and line[0] != "#"]
    return {name.strip(): letters.strip() for name, letters in lines}


def see(office, column: int) -> dict[str, str]:
    who, side = COLUMNS[column]
    client, cookies = office.clients[who], dict(office.clients[who].cookies)
    seen = {}
    for name, arguments in sorted(admin_addresses.admin().items()):
        if name not in LEFT_OUT:
            client.cookies.clear()
            client.cookies.update(cookies)
            seen[name] = ask(client, office.things[side].address(name, arguments))
    return seen


@pytest.mark.skipif("WRITE_MATRIX" in os.environ, reason="the table is being written")
@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=[" ".join(column) for column in COLUMNS])
def test_every_admin_address_answers_as_the_table_says(office, column):
    expected = {name: letters.split()[column] for name, letters in read().items()}
    assert see(office, column) == expected


@pytest.mark.skipif("WRITE_MATRIX" not in os.environ, reason="writes the table")
def test_write_the_table(office):
    rows = defaultdict(list)
    for column in range(len(COLUMNS)):
        for name, letter in see(office, column).items():
            rows[name].append(letter)
    head = "# " + ", ".join(" ".join(column) for column in COLUMNS) + "\n"
    TABLE.write_text(head + "".join(f"{name}: {' '.join(letters)}\n" for name, letters in rows.items()))

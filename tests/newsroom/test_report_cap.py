"""The most an hour is exact, and a message is kept once, however many people press the button at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from newsroom.models import ProblemReport
from newsroom.models.problems import MOST_AN_HOUR

FORM = "/fr/signaler-un-probleme/"
AT_ONCE, PLACES_LEFT = 8, 3
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def fields() -> dict:
    soup = BeautifulSoup(Client().get(FORM).content, "html.parser")
    return {field["name"]: field.get("value", "") for field in soup.select("form.form input")}


def post_at_once(messages: list[str]) -> list[int]:
    """Statuses of posts that leave together, each on a connection of its own."""
    form, start = fields(), Barrier(len(messages))

    def post(message: str) -> int:
        start.wait()
        try:
            data = form | {"kind": "other", "message": message}
            return Client().post(FORM, data, headers=SAME_ORIGIN).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(messages)) as people:
        return sorted(people.map(post, messages))


def test_people_at_once_share_the_places_that_are_left(committed_site):
    ProblemReport.objects.bulk_create(
        ProblemReport(kind="other", message=f"Numéro {number}")
        for number in range(MOST_AN_HOUR - PLACES_LEFT)
    )
    statuses = post_at_once([f"Message de la personne {number}" for number in range(AT_ONCE)])
    assert statuses == [303] * PLACES_LEFT + [429] * (AT_ONCE - PLACES_LEFT)
    assert ProblemReport.objects.count() == MOST_AN_HOUR


def test_a_button_pressed_many_times_at_once_leaves_one_message(committed_site, mailoutbox):
    assert post_at_once(["Le lien du plan est mort."] * AT_ONCE) == [303] * AT_ONCE
    assert ProblemReport.objects.count() == 1
    assert len(mailoutbox) == 1

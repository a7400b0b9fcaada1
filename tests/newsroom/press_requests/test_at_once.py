"""Numbers and the most an hour are exact, however many journalists press the button at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.test import Client

from newsroom import clock
from newsroom.models import PressRequest
from newsroom.press_requests.receiving import MOST_AN_HOUR

from .asking import FORM, SAME_ORIGIN, asked, filled

AT_ONCE, PLACES_LEFT = 8, 5


def test_journalists_at_once_get_numbers_of_their_own_until_the_hour_is_full(committed_site):
    for _number in range(MOST_AN_HOUR - PLACES_LEFT):
        asked(email="autre@example.org")
    data, start = filled(Client()), Barrier(AT_ONCE)

    def post(number: int) -> int:
        start.wait()
        try:
            own = data | {"email": f"journaliste-{number}@example.org"}
            return Client().post(FORM["fr"], own, headers=SAME_ORIGIN).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as people:
        statuses = sorted(people.map(post, range(AT_ONCE)))
    assert statuses == [303] * PLACES_LEFT + [429] * (AT_ONCE - PLACES_LEFT)
    given = PressRequest.objects.filter(number__startswith="DP-20").values_list("number", flat=True)
    year = clock.today().year
    assert sorted(given) == [f"DP-{year}-{number:04d}" for number in range(1, PLACES_LEFT + 1)]

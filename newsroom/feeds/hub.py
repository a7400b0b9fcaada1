"""WebSub: a hub that is told of changes, and tells those who follow a feed. Only where WEBSUB_HUB names one.

A hub is told of the feeds of the whole room and of those under one filter; feeds under several are asked for by those
who read them, and name no hub.
"""

from itertools import product
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.http import QueryDict

from newsroom import languages
from newsroom.models import NewsroomIndexPage

SLOWEST_ANSWER = 5  # seconds
ENDS = ("rss/", "atom/", "feed.json")
TOLD = {"type", "hospital", "specialty"}  # filters under which one alone is told


class NotTold(Exception):
    """The hub refuses."""


def of(asked: QueryDict) -> str:
    """The hub that is told of changes of the press room's feeds under these filters, or ""."""
    is_told = not asked or (len(asked) == 1 and set(asked) <= TOLD)
    return settings.WEBSUB_HUB if is_told else ""


def _rooms() -> list[str]:
    rooms = NewsroomIndexPage.objects.all()
    return [room.url_in(code, full=True) for room in rooms for code in languages.codes()]


def feeds_of(facts: dict) -> list[str]:
    """Addresses of the feeds that hold a release, in every language. `facts`: withdrawn.facts(release)."""
    filters = [("type", facts["type"])]
    filters += [("hospital", key) for key in facts["hospitals"]]
    filters += [("specialty", key) for key in facts["specialties"]]
    queries = ["", *(f"?{urlencode([pair])}" for pair in filters)]
    return [f"{room}{end}{query}" for room, end, query in product(_rooms(), ENDS, queries)]


def tell(addresses: list[str]) -> None:
    """Raises NotTold or OSError."""
    fields = [("hub.mode", "publish"), *(("hub.url", address) for address in addresses)]
    request = Request(settings.WEBSUB_HUB, urlencode(fields).encode(), method="POST")
    try:
        with urlopen(request, timeout=SLOWEST_ANSWER):
            pass
    except HTTPError as refusal:
        raise NotTold(str(refusal.code)) from refusal

"""Somebody asks for an address that is not public yet: the press office is told, and whoever asks learns nothing.

Every 404 of a public address, those below a personal link apart, costs one statement, the same whether it finds
something or not; what it finds becomes an entry of the outbox, one for a page and its hour, and the rest happens in
the worker (newsroom/delivery.py). The statement does not wait for the disk, so that a guess that is right takes no
longer than one that is wrong.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection
from django.db.models import BigIntegerField, CharField, F, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import ReferenceIndex

from . import clock, personal_links, visibility

logger = logging.getLogger(__name__)

NOT_PUBLIC = "/admin/"
SLOTS = 4  # words of an address that are compared with slugs
WORDS = [f"?{number}" for number in range(SLOTS)]  # stand for them
STORED_NAME = "?name"  # for the name of a stored file
REFERENCE = "?reference"  # and for the number of a release
LONGEST = 200  # characters of the address that the alarm quotes
# A slug that nobody writes by chance: alone, without the press room before it, a shorter one is any word.
FEWEST_HYPHENS, FEWEST_CHARACTERS = 2, 12

INSERT = """
INSERT INTO newsroom_outboxentry (id, page_id, consequence, cause, detail, attempts, next_attempt_at, error)
SELECT gen_random_uuid(), found.page_key, 'guessed',
       to_char(found.hidden_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'),
       jsonb_build_object('path', %s::text), 0, statement_timestamp(), ''
FROM ({found}) AS found, (SELECT set_config('synchronous_commit', 'off', true)) AS not_awaited
ON CONFLICT DO NOTHING
"""


def notice_guesses(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Stands above the redirects: what has an old address is no guess."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_personal = personal_links.is_personal(request.path_info)
        if response.status_code == 404 and not request.path_info.startswith(NOT_PUBLIC) and not is_personal:
            note(request.path_info, _below_the_press_room(request))
        return response

    return middleware


def _below_the_press_room(request: HttpRequest) -> str:
    """The segment that would be a release's, if the address leads to the press room and further."""
    from .models import NewsroomIndexPage

    match = getattr(request, "_newsroom_match", None)
    room = ContentType.objects.get_for_model(NewsroomIndexPage).pk
    return match.rest[0] if match and match.rest and match.page.content_type_id == room else ""


def note(path: str, exact: str = "") -> None:
    """One statement. That it fails is nothing to the reader. `exact`: the segment that stands where a slug would."""
    statement, parameters = _statement(clock.shift())
    words = _words(path, exact.lower())
    values = dict(zip(WORDS, words)) | {STORED_NAME: path.lstrip("/").removeprefix("images/")}
    values |= {REFERENCE: _last_words(path)[-1].upper()}
    given = [values.get(value, value) if isinstance(value, str) else value for value in parameters]
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, [path[:LONGEST], *given])
    except DatabaseError:
        logger.exception("guess_not_noted")


def _words(path: str, exact: str) -> list[str]:
    """What may be a slug in it; as many as there are slots."""
    words = [exact, *filter(_is_distinctive, _last_words(path))]
    return [*words, *[""] * SLOTS][:SLOTS]


def _last_words(path: str) -> list[str]:
    """The last two segments, for an address may go on with "pdf/", and the last one without an ending."""
    segments = [segment for segment in unquote(path).lower().split("/") if segment] or [""]
    return [*segments[-2:], segments[-1].partition(".")[0]]


def _is_distinctive(word: str) -> bool:
    return word.count("-") >= FEWEST_HYPHENS or len(word) >= FEWEST_CHARACTERS


@cache
def _statement(shift: timedelta) -> tuple[str, tuple]:
    """SQL and its parameters but the first, with what stands for an address. Built once, like that of the gate."""
    from .models import PressReleasePage

    first, *others = _keys()
    releases = PressReleasePage.objects.order_by().annotate(page_key=F("pk"))
    asked = releases.filter(pk__in=first.union(*others, all=True))
    rows = visibility.with_hidden_hour(asked, Q(slug_en__in=WORDS))
    waiting = rows.filter(hidden_until__isnull=False).values("page_key", "hidden_until")
    found, parameters = waiting.query.sql_with_params()
    return INSERT.format(found=found), parameters


def _keys() -> list[QuerySet]:
    """Of pages, in whatever state, each by its own index: their slug or number, or a file that they use."""
    from .models import BilingualPage, PressDocument, PressImage, PressReleasePage, PressRendition, SocialCard

    def users(of: type, rows: QuerySet, key: str) -> QuerySet:
        target = Subquery(rows.annotate(key=Cast(key, CharField())).values("key")[:1])
        references = ReferenceIndex.objects.filter(
            base_content_type=kind(BilingualPage), to_content_type=kind(of), to_object_id=target
        )
        return references.annotate(key=Cast("object_id", BigIntegerField())).values_list("key")

    kind = ContentType.objects.get_for_model
    pages = BilingualPage.objects.order_by()
    return [
        pages.filter(slug__in=WORDS).values_list("pk"),
        pages.filter(slug_en__in=WORDS).values_list("pk"),
        PressReleasePage.objects.order_by().filter(reference=REFERENCE).values_list("pk"),
        SocialCard.objects.filter(file=STORED_NAME).values_list("page_id"),
        users(PressImage, PressImage.objects.filter(file=STORED_NAME), "pk"),
        users(PressImage, PressRendition.objects.filter(file=STORED_NAME), "image_id"),
        users(PressDocument, PressDocument.objects.filter(file=STORED_NAME), "pk"),
    ]

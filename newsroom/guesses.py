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

from . import clock, visibility

logger = logging.getLogger(__name__)

NOT_PUBLIC = "/admin/"
SLOTS = 8  # segments of an address that are compared: its last ones
WORDS = [f"?{number}" for number in range(SLOTS)]  # stand for them
STORED_NAME = "?name"  # and for the name of a stored file
LONGEST = 200  # characters of the address that the alarm quotes

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
        is_personal = "/embargo/" in request.path_info  # a key, which is written down nowhere
        if response.status_code == 404 and not request.path_info.startswith(NOT_PUBLIC) and not is_personal:
            note(request.path_info)
        return response

    return middleware


def note(path: str) -> None:
    """One statement. That it fails is nothing to the reader."""
    statement, parameters = _statement(clock.shift())
    values = dict(zip(WORDS, _words(path))) | {STORED_NAME: path.lstrip("/").removeprefix("images/")}
    given = [values.get(value, value) if isinstance(value, str) else value for value in parameters]
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, [path[:LONGEST], *given])
    except DatabaseError:
        logger.exception("guess_not_noted")


def _words(path: str) -> list[str]:
    """What may be a slug in it, a file's name without its ending as well; as many as there are slots."""
    words = [word for word in unquote(path).lower().split("/") if word]
    words += [word.partition(".")[0] for word in words[-1:] if "." in word]
    return [*words[-SLOTS:], *[""] * SLOTS][:SLOTS]


@cache
def _statement(shift: timedelta) -> tuple[str, tuple]:
    """SQL and its parameters but the first, with what stands for an address. Built once, like that of the gate."""
    from .models import PressReleasePage

    releases = PressReleasePage.objects.order_by().annotate(page_key=F("pk"))
    questions = []
    for asked in (Q(slug__in=WORDS) | Q(slug_en__in=WORDS), *_uses_the_file()):  # each by its own index
        rows = visibility.with_hidden_hour(releases.filter(asked), Q(slug_en__in=WORDS))
        waiting = rows.filter(hidden_until__isnull=False).values("page_key", "hidden_until")
        questions.append(waiting.query.sql_with_params())
    found = " UNION ALL ".join(sql for sql, _parameters in questions)
    return INSERT.format(found=found), tuple(one for _sql, parameters in questions for one in parameters)


def _uses_the_file() -> list[Q]:
    """Conditions on pages, in whatever state: a card of theirs, a picture or a size of it, a document."""
    from .models import BilingualPage, PressDocument, PressImage, PressRendition, SocialCard

    def users(of: type, rows: QuerySet, key: str) -> Q:
        target = Subquery(rows.annotate(key=Cast(key, CharField())).values("key")[:1])
        references = ReferenceIndex.objects.filter(
            base_content_type=kind(BilingualPage), to_content_type=kind(of), to_object_id=target
        )
        return Q(pk__in=references.annotate(key=Cast("object_id", BigIntegerField())).values("key"))

    kind = ContentType.objects.get_for_model
    return [
        Q(pk__in=SocialCard.objects.filter(file=STORED_NAME).values("page_id")),
        users(PressImage, PressImage.objects.filter(file=STORED_NAME), "pk"),
        users(PressImage, PressRendition.objects.filter(file=STORED_NAME), "image_id"),
        users(PressDocument, PressDocument.objects.filter(file=STORED_NAME), "pk"),
    ]

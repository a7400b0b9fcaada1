"""The mails with releases: one, a digest, a correction; as text and as HTML, in the subscriber's language.

A mail is the same for all who asked for the same but for its personal links, which are put in last: it is written once
for them, from the one structure of a release (newsroom/outputs/).
"""

import time
from dataclasses import dataclass
from datetime import datetime

import css_inline
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from .. import contacts, dates, mails, origin
from ..models import AlertDelivery, AlertSubscription, PressOfficePage, PressReleasePage
from ..outputs import serializer, structure
from . import links, matching

Kind = AlertDelivery.Kind
KEPT_FOR = 60  # seconds
# Stand for the personal links in what is written for many.
PLACES = {purpose: f"https://personal.invalid/{purpose}" for purpose in (links.MANAGE, links.STOP)}
INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class Item:
    """A release as a mail draws it. `corrections`: those that the mail is about."""

    release: structure.Release
    date: str
    is_foreign: bool
    corrections: tuple[structure.Correction, ...] = ()


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str
    answers_to: list[str]


class Writer:
    """Keeps what it has written for a minute, by the text of each release: a mail is never older than the check before
    it."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._items: dict[tuple, Item | None] = {}
        self._written: dict[tuple, Written] = {}
        self._since = time.monotonic()

    def message(
        self, subscription: AlertSubscription, rows: list[AlertDelivery]
    ) -> EmailMultiAlternatives | None:
        """`rows`: with `text_of`, when their release was last published. None: there is nothing to say any more."""
        if time.monotonic() - self._since > KEPT_FOR:
            self._forget()
        language = subscription.language
        parts = tuple((row.release_id, row.kind, row.cause, row.text_of) for row in rows)
        items = [item for item in (self._item(language, *part) for part in parts) if item]
        if not items:
            return None
        key = (language, subscription.query, subscription.frequency, parts)
        if key not in self._written:
            self._written[key] = _write(subscription, items)
        return _addressed(self._written[key], subscription, rows)

    def _item(self, language: str, *part) -> Item | None:
        key = (language, *part)
        if key not in self._items:
            self._items[key] = _read(language, *part)
        return self._items[key]


def _read(language: str, release_id: int, kind: str, cause: str, text_of: datetime) -> Item | None:
    with translation.override(language):
        page = PressReleasePage.objects.visible().for_display().get(pk=release_id)
        release = serializer.release(page)
        date = dates.long_date(release.published_at, release.language) if release.published_at else ""
        corrections = tuple(_corrections(release, cause))
    if kind == Kind.CORRECTION and not corrections:
        return None
    return Item(release, date, release.language != language, corrections)


def _corrections(release: structure.Release, cause: str) -> list[structure.Correction]:
    instants = set(cause.split())
    return [row for row in release.corrections if row.is_major and str(int(row.at.timestamp())) in instants]


def _write(subscription: AlertSubscription, items: list[Item]) -> Written:
    language, office = subscription.language, contacts.main_office()
    context = {
        "items": items,
        "is_digest": subscription.frequency != AlertSubscription.Frequency.AT_ONCE
        and not items[0].corrections,
        "filters": matching.described(subscription.query, language),
        "manage": PLACES[links.MANAGE],
        "stop": PLACES[links.STOP],
    }
    return written("alert", language, context, office)


def written(name: str, language: str, context: dict[str, object], office: PressOfficePage | None) -> Written:
    """`name`: of three templates, for the subject, the text and the HTML."""
    context |= {"language": language, "office": office, "host": origin.host()}
    template = f"newsroom/mail/{name}"
    with translation.override(language):
        return Written(
            " ".join(render_to_string(f"{template}_subject.txt", context).split()),
            render_to_string(f"{template}.txt", context),
            INLINER.inline(render_to_string(f"{template}.html", context)),
            [office.email] if office and office.email else [],
        )


def _addressed(
    mail: Written, subscription: AlertSubscription, rows: list[AlertDelivery]
) -> EmailMultiAlternatives:
    own = {purpose: links.link_of(subscription, purpose) for purpose in PLACES}
    text, html = mail.text, mail.html
    for purpose, place in PLACES.items():
        text, html = text.replace(place, own[purpose]), html.replace(place, own[purpose])
    return addressed(
        Written(mail.subject, text, html, mail.answers_to), subscription, _key_of(subscription, rows)
    )


def addressed(mail: Written, subscription: AlertSubscription, key: str) -> EmailMultiAlternatives:
    """`key`: of this mail, so that a second copy of it is recognised."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[subscription.email],
        reply_to=mail.answers_to,
        headers={
            "Message-ID": mails.identified_by(key),
            "Auto-Submitted": "auto-generated",
            "List-Id": f"<alerts.{origin.host()}>",
            "List-Unsubscribe": f"<{links.link_of(subscription, links.STOP)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def _key_of(subscription: AlertSubscription, rows: list[AlertDelivery]) -> str:
    """A digest that goes out again has the hour of its last release; the rows of a second one come later."""
    last = max(rows, key=lambda row: (row.due_at, row.pk))
    return f"{subscription.pk.hex}.{last.pk}.{int(last.due_at.timestamp())}"

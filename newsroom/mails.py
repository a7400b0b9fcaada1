"""Mails to colleagues: one function and three templates (subject, text, HTML) for each. In French, like the admin."""

from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.admin.utils import get_admin_base_url

from . import dates, roles, visibility, workflow
from .languages import REFERENCE, TRANSLATION
from .models import OutboxEntry, PersonalAccess, PressReleasePage

Mail = EmailMultiAlternatives | None  # None: there is nobody to tell


def published(entry: OutboxEntry) -> Mail:
    release = _release(entry)
    return _compose("published", entry, _author(release), _public_context(release))


def english_published(entry: OutboxEntry) -> Mail:
    release = _release(entry)
    return _compose("english_published", entry, _author(release), _public_context(release))


def not_approved(entry: OutboxEntry) -> Mail:
    draft = _release(entry).get_latest_revision_as_object()
    return _compose("not_approved", entry, _writers_and_chiefs(draft), _coming_context(draft))


def english_missing(entry: OutboxEntry) -> Mail:
    release = _release(entry)
    return _compose("english_missing", entry, _writers_and_chiefs(release), _coming_context(release))


def guessed(entry: OutboxEntry) -> Mail:
    release = _release(entry)
    hour = dates.exact(datetime.fromisoformat(entry.cause), REFERENCE)
    context = {"release": release, "instant": hour, "path": entry.detail["path"]}
    return _compose("guessed", entry, roles.people(roles.CHIEF), context, settings.ALARM_MAIL)


def outside_answer(entry: OutboxEntry) -> Mail:
    """To the author and to whoever invited the person; without the words of the comment, which are in the admin."""
    access = PersonalAccess.objects.select_related("invited_by").get(pk=entry.detail["access"])
    release = _release(entry)
    is_approval = entry.cause.startswith("approval")
    people = [*_author(release), *_reachable([access.invited_by])]
    context = {"release": release, "access": access, "is_approval": is_approval}
    return _compose("outside_answer", entry, people, context, view="newsroom_readers")


def _release(entry: OutboxEntry) -> PressReleasePage:
    return PressReleasePage.objects.select_related("owner", "live_revision__user").get(pk=entry.page_id)


def _public_context(release: PressReleasePage) -> dict[str, object]:
    hour = release.english_go_live_at
    return {
        "release": release,
        "instant": dates.exact(release.published_at, REFERENCE),
        "address": release.url_in(REFERENCE, full=True),
        "english_address": (
            release.url_in(TRANSLATION, full=True) if visibility.is_english_public(release) else ""
        ),
        "english_instant": dates.exact(hour, REFERENCE) if hour and release.english_ready else "",
    }


def _coming_context(release: PressReleasePage) -> dict[str, object]:
    return {"release": release, "instant": dates.exact(release.go_live_at, REFERENCE)}


def _reachable(people: list[User | None]) -> list[User]:
    return [person for person in people if person and person.is_active and person.email]


def _author(release: PressReleasePage) -> list[User]:
    """The owner; if they have left, whoever saved the published text. A release that was imported has neither."""
    revision = release.live_revision
    return _reachable([release.owner, revision.user if revision else None])[:1]


def _writers_and_chiefs(release: PressReleasePage) -> list[User]:
    writers = User.objects.filter(pk__in=workflow.authors(release)).order_by("pk")
    return _reachable([release.owner, *writers, *roles.people(roles.CHIEF)])


def _compose(
    name: str,
    entry: OutboxEntry,
    people: Iterable[User],
    context: dict[str, object],
    others: Iterable[str] = (),
    view: str = "wagtailadmin_pages:edit",
) -> Mail:
    addresses = list(dict.fromkeys([*(person.email for person in people if person.email), *others]))
    if not addresses:
        return None
    context |= {"admin_address": get_admin_base_url() + reverse(view, args=[entry.page_id])}
    headers = {"Auto-Submitted": "auto-generated"}
    return written(f"newsroom/admin/mail/{name}", entry, addresses, context, REFERENCE, headers=headers)


def written(
    template: str,
    entry: OutboxEntry,
    addresses: list[str],
    context: dict[str, object],
    language: str,
    headers: dict[str, str] | None = None,
    **options: object,
) -> EmailMultiAlternatives:
    """`template`: the beginning of the names of three, for the subject, the text and the HTML."""
    context |= {"language": language}
    with translation.override(language):
        message = EmailMultiAlternatives(
            " ".join(render_to_string(f"{template}_subject.txt", context).split()),
            render_to_string(f"{template}.txt", context),
            to=addresses,
            headers={"Message-ID": message_id(entry)} | (headers or {}),
            **options,
        )
        message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message


def message_id(entry: OutboxEntry) -> str:
    """Of the entry, not of the attempt: a mail that goes out twice is recognised by it."""
    return identified_by(str(entry.pk))


def identified_by(key: str) -> str:
    """The Message-ID of what has that key."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{key}@{domain}>"

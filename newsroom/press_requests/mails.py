"""The mails about a request: to the journalist in the language of the request, to colleagues in French.

Those to the journalist hold nothing that the sender of the form has written: the address may be somebody else's.
"""

from collections.abc import Callable

from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url

from .. import mails
from ..languages import REFERENCE
from ..models import PressRequest, RequestMail, RequestMessage
from . import answering, links

Kind = RequestMail.Kind


def message_of(entry: RequestMail) -> mails.Mail:
    """None: there is nobody to tell."""
    return WRITERS[Kind(entry.kind)](entry)


def _received(entry: RequestMail) -> mails.Mail:
    return _to_journalist("request_received", entry, {})


def _answered(entry: RequestMail) -> mails.Mail:
    return _to_journalist("request_answered", entry, {"answer": entry.message.text})


def _to_journalist(name: str, entry: RequestMail, context: dict[str, object]) -> mails.Mail:
    asked = entry.request
    office = answering.office_of(asked)
    context |= {
        "asked": asked,
        "link": links.link_of(asked),
        "office": office,
        "call": answering.call_to_make(asked, office),
    }
    answers_to = [office.email] if office and office.email else []
    return mails.written(
        f"newsroom/mail/{name}", entry, [asked.email], context, asked.language, reply_to=answers_to
    )


def _to_colleagues(entry: RequestMail) -> mails.Mail:
    """With everything needed to answer: this may be read at night, on a telephone."""
    asked = entry.request
    office = answering.office_of(asked)
    addresses = entry.to or _whoever_has_it(asked) or ([office.email] if office and office.email else [])
    if not addresses:
        return None
    address = reverse("newsroom_press_request", args=[asked.pk])
    context = {
        "asked": asked,
        "kind": entry.kind,
        "message": entry.message,
        "office": office,
        "hospital": answering.hospital_of(asked),
        "notes": asked.messages.filter(kind=RequestMessage.Kind.NOTE),
        "more": asked.messages.filter(kind=RequestMessage.Kind.MORE),
        "call": answering.call_to_make(asked, office),
        "admin_address": get_admin_base_url() + address,
    }
    headers = {"Auto-Submitted": "auto-generated"}
    answers_to = [asked.email] if asked.email else []
    template = "newsroom/admin/mail/press_request"
    return mails.written(template, entry, addresses, context, REFERENCE, headers=headers, reply_to=answers_to)


def _whoever_has_it(asked: PressRequest) -> list[str]:
    owner = asked.owner
    return [owner.email] if owner and owner.is_active and owner.email else []


WRITERS: dict[Kind, Callable[[RequestMail], mails.Mail]] = {
    Kind.RECEIVED: _received,
    Kind.ANSWERED: _answered,
    Kind.TOLD: _to_colleagues,
    Kind.HANDED: _to_colleagues,
    Kind.MORE: _to_colleagues,
    Kind.WITHDRAWN: _to_colleagues,
}

"""The personal link to a request: its key and a signature of it (HMAC, with the site's secret key). It is kept nowhere."""

import uuid

from django.core import signing
from django.urls import reverse
from django.utils import translation

from ..models import PressRequest
from ..origin import absolute

SIGNER = signing.Signer(salt="newsroom.press_requests", sep=".")


def token_of(request: PressRequest) -> str:
    return SIGNER.sign(request.pk.hex)


def find(token: str) -> PressRequest | None:
    """No query for a link that nobody was given."""
    try:
        key = uuid.UUID(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return PressRequest.objects.select_related("release", "expert").filter(pk=key).first()


def path_of(request: PressRequest) -> str:
    """The address, in the active language."""
    return reverse("press_request_status", args=[token_of(request)])


def link_of(request: PressRequest) -> str:
    """The absolute address, in the language of the journalist."""
    with translation.override(request.language):
        return absolute(path_of(request))

"""What the journalist does after the request: says more, or takes it back."""

from django.db import transaction
from wagtail.log_actions import log

from .. import clock
from ..models import PressRequest, RequestMail, RequestMessage
from . import keeping
from .receiving import BUSY, TooMany

MOST_MESSAGES_AN_HOUR = 6


@transaction.atomic
def add(request: PressRequest, text: str) -> None:
    """Told to whoever has the request in hand; one that was settled is open again. Raises TooMany."""
    request = PressRequest.objects.select_for_update().get(pk=request.pk)
    said = request.messages.filter(kind=RequestMessage.Kind.MORE, written_at__gt=clock.now() - BUSY)
    if said.filter(text=text).exists():
        return  # a second press of the button
    if said.count() >= MOST_MESSAGES_AN_HOUR:
        raise TooMany
    message = request.messages.create(kind=RequestMessage.Kind.MORE, text=text)
    if not request.is_open:
        request.state = PressRequest.State.IN_HAND if request.owner_id else PressRequest.State.NEW
        request.settled_at = None
        request.save(update_fields=["state", "settled_at"])
        log(request, "newsroom.request_reopened")
    RequestMail.objects.create(request=request, kind=RequestMail.Kind.MORE, message=message)


@transaction.atomic
def withdraw(request: PressRequest) -> None:
    """Taken back and erased at once; the press office is told the number, nothing else."""
    request = PressRequest.objects.select_for_update().get(pk=request.pk)
    if request.erased_at:
        return
    keeping.erase(PressRequest.objects.filter(pk=request.pk))
    log(request, "newsroom.request_withdrawn")
    RequestMail.objects.create(request=request, kind=RequestMail.Kind.WITHDRAWN)

"""How long requests are kept, what is kept of a person, and what is left when they are erased: figures without names."""

from django.db import transaction
from django.db.models import Case, Value, When

from ..clock import database_now
from ..models import Heartbeat, PressRequest, RequestMail, RequestMessage

PERSONAL = ("name", "outlet", "email", "phone", "subject", "message")
State = PressRequest.State


@transaction.atomic
def erase(requests) -> int:
    """Words, names and addresses go, with every message and mail about them; how many requests. The link says so."""
    keys = list(requests.kept().select_for_update(of=("self",)).values_list("pk", flat=True))
    RequestMail.objects.filter(request__in=keys).delete()
    RequestMessage.objects.filter(request__in=keys).delete()
    closed = Case(When(state__in=PressRequest.OPEN, then=Value(State.CLOSED)), default="state")
    return PressRequest.objects.filter(pk__in=keys).update(
        erased_at=database_now(), release=None, expert=None, state=closed, **dict.fromkeys(PERSONAL, "")
    )


def forget() -> int:
    """Those kept for longer than the privacy page promises."""
    return erase(PressRequest.objects.outlived())


def forget_daily() -> bool:
    """Once a day, whoever comes first."""
    is_mine = Heartbeat.takes_the_day(Heartbeat.Worker.REQUESTS)
    if is_mine:
        forget()
    return is_mine


def everything_of(email: str) -> list[dict]:
    """What is kept of a person by that address, as JSON takes it; internal notes are about them, so they are there too."""
    requests = PressRequest.objects.of_address(email).prefetch_related("messages").order_by("received_at")
    return [_written(request) for request in requests]


def _written(request: PressRequest) -> dict:
    plain = ("number", "language", "kind", "state", *PERSONAL)
    return {name: getattr(request, name) for name in plain} | {
        "received_at": request.received_at.isoformat(),
        "due_at": request.due_at.isoformat(),
        "hospital": request.hospital.title_fr if request.hospital else "",
        "messages": [
            {"kind": said.kind, "written_at": said.written_at.isoformat(), "text": said.text}
            for said in request.messages.all()
        ],
    }

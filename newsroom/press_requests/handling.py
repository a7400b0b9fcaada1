"""What press officers do with a request. Each step is in the history of the site, without a word of the request."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from .. import clock, permissions, roles
from ..models import PressRequest, RequestMail, RequestMessage

State = PressRequest.State
MAY = "newsroom.change_pressrequest"


def reach(user) -> QuerySet[PressRequest]:
    """Those that this person may handle: a correspondent, those of their hospitals."""
    requests = PressRequest.objects.kept()
    if (of_hospitals := permissions.reach_of(user)) is not None:
        return requests.filter(hospital__in=[hospital.pk for hospital in of_hospitals.hospitals])
    return requests if user.is_active and user.has_perm(MAY) else requests.none()


def may_handle_any(user) -> bool:
    of_hospitals = permissions.reach_of(user)
    return bool(of_hospitals.hospitals) if of_hospitals is not None else user.is_active and user.has_perm(MAY)


def colleagues(request: PressRequest) -> QuerySet[User]:
    """To whom it may be given: press officers, and the correspondents of its hospital."""
    officers = Q(groups__name__in=[roles.label(role) for role in (roles.OFFICER, roles.CHIEF)])
    correspondents = Q(correspondent__hospitals=request.hospital_id) if request.hospital_id else Q(pk__in=())
    people = User.objects.filter(officers | correspondents, is_active=True).distinct()
    return people.order_by("last_name", "first_name", "pk")


def _locked(request: PressRequest) -> PressRequest:
    return PressRequest.objects.kept().select_for_update().get(pk=request.pk)


@transaction.atomic
def give(request: PressRequest, user, to: User, is_on_call: bool = False) -> None:
    """Takes it in hand oneself, or gives it to a colleague, who gets a mail with everything needed."""
    request = _locked(request)
    request.owner = to
    request.state = State.IN_HAND if request.is_open else request.state
    request.save(update_fields=["owner", "state"])
    action = "handed_on_call" if is_on_call else "taken" if to == user else "assigned"
    log(request, f"newsroom.request_{action}", user=user, data={"to": to.get_full_name()})
    if (to != user or is_on_call) and to.email:
        RequestMail.objects.create(request=request, kind=RequestMail.Kind.HANDED, to=[to.email])


@transaction.atomic
def note(request: PressRequest, user, text: str) -> None:
    request = _locked(request)
    request.messages.create(kind=RequestMessage.Kind.NOTE, author=user, text=text)
    log(request, "newsroom.request_noted", user=user)


@transaction.atomic
def answer(request: PressRequest, user, text: str, is_refused: bool = False) -> None:
    """Sent to the journalist and shown on the page of the request."""
    request = _locked(request)
    message = request.messages.create(kind=RequestMessage.Kind.ANSWER, author=user, text=text)
    request.owner = request.owner or user
    request.state = State.REFUSED if is_refused else State.ANSWERED
    request.settled_at = clock.now()
    request.answered_at = request.answered_at or request.settled_at
    request.save(update_fields=["owner", "state", "settled_at", "answered_at"])
    log(request, f"newsroom.request_{request.state}", user=user)
    RequestMail.objects.create(request=request, kind=RequestMail.Kind.ANSWERED, message=message)


@transaction.atomic
def close(request: PressRequest, user) -> None:
    """Without a mail: answered by telephone, or nothing is left to say."""
    request = _locked(request)
    request.state, request.settled_at = State.CLOSED, request.settled_at or clock.now()
    request.save(update_fields=["state", "settled_at"])
    log(request, "newsroom.request_closed", user=user)


@transaction.atomic
def reopen(request: PressRequest, user) -> None:
    request = _locked(request)
    request.state, request.settled_at = State.IN_HAND if request.owner_id else State.NEW, None
    request.save(update_fields=["state", "settled_at"])
    log(request, "newsroom.request_reopened", user=user)

"""“Ask the press office”: a form for strangers, and the page of one request behind its personal link."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.defaults import permission_denied

from ..embargo.views import private
from ..models import Expert, PressRequest, RequestMessage
from ..public_forms import Unreadable, is_same_origin, posted
from . import answering, following, links, receiving
from .form import PressRequestForm

TOO_MANY = gettext_lazy(
    "Too many requests have come in this hour. Keep your text and send it again later, or telephone us."
)


@csrf_exempt  # public forms set no cookie: see public_forms
@require_http_methods(["GET", "HEAD", "POST"])
def press_request(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request) if is_same_origin(request) else permission_denied(request, None)
    return _form_page(request, PressRequestForm.opened_on(request.GET), is_sent="sent" in request.GET)


def _receive(request: HttpRequest) -> HttpResponse:
    try:
        form = PressRequestForm(posted(request))
    except Unreadable as refusal:
        empty = PressRequestForm.opened_on(request.GET)
        return _form_page(request, empty, is_unreadable=True, status=refusal.status)
    if not form.is_valid():
        return _form_page(request, form.reopened(), status=422)
    if form.is_from_a_machine:
        return _see_other(f"{reverse('press_request')}?sent=1")
    try:
        kept = receiving.receive(**form.values())
    except receiving.TooMany:
        form.add_error(None, TOO_MANY)
        return _form_page(request, form.reopened(), status=429)
    return _see_other(links.path_of(kept))


def _see_other(address: str) -> HttpResponse:
    response = redirect(address)
    response.status_code = 303
    return response


def _form_page(
    request: HttpRequest, form: PressRequestForm, status: int = 200, **context: bool
) -> HttpResponse:
    """`context`: is_sent, is_unreadable."""
    hospital = form.chosen_hospital
    context |= {"form": form, "hospital": hospital, "office": answering.office_of_hospital(hospital)}
    return render(request, "newsroom/press_request.html", context, status=status)


class MessageForm(forms.Form):
    message = forms.CharField(
        label=gettext_lazy("Your message"), max_length=3000, widget=forms.Textarea(attrs={"rows": 5})
    )


@csrf_exempt  # no cookie says who posts: the key in the address does, and the browser says from where
@require_http_methods(["GET", "HEAD", "POST"])
@private
def press_request_status(request: HttpRequest, token: str) -> HttpResponse:
    asked = links.find(token)
    if asked is None:
        raise Http404
    if asked.erased_at:
        return render(request, "newsroom/press_request_erased.html", {"is_private": True}, status=410)
    if request.method != "POST":
        return _status_page(request, asked, MessageForm())
    if not is_same_origin(request):
        return permission_denied(request, None)
    return _follow_up(request, asked)


def _follow_up(request: HttpRequest, asked: PressRequest) -> HttpResponse:
    try:
        data = posted(request)
    except Unreadable as refusal:
        return _status_page(request, asked, MessageForm(), status=refusal.status)
    if "withdraw" in data:
        following.withdraw(asked)
        return _see_other(links.path_of(asked))
    form = MessageForm(data)
    if not form.is_valid():
        return _status_page(request, asked, form, status=422)
    try:
        following.add(asked, form.cleaned_data["message"])
    except receiving.TooMany:
        form.add_error("message", _("That is many messages in an hour: telephone us, or write again later."))
        return _status_page(request, asked, form, status=429)
    return _see_other(f"{links.path_of(asked)}#said")


def _status_page(
    request: HttpRequest, asked: PressRequest, form: MessageForm, status: int = 200
) -> HttpResponse:
    office = answering.office_of(asked)
    context = {
        "asked": asked,
        "form": form,
        "office": office,
        "hospital": answering.hospital_of(asked),
        "expert": Expert.objects.visible().filter(pk=asked.expert_id).first() if asked.expert_id else None,
        "call": answering.call_to_make(asked, office),
        "said": asked.messages.exclude(kind=RequestMessage.Kind.NOTE),
        "is_private": True,
    }
    return render(request, "newsroom/press_request_status.html", context, status=status)

"""What is behind a personal link: the terms, the release, its files; nothing of it is ever kept or indexed.

A link that nobody was given answers as an address that does not exist.
"""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found, permission_denied

from .. import contacts, languages, sending, storage
from ..models import PersonalAccess
from ..public_forms import Unreadable, is_same_origin, posted
from . import access as accesses
from . import answers, files
from .watermark import NotMarkable

PRIVATE = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    # The address is the key: nobody else is told. To this site it is, else a browser's own posts would say no origin.
    "Referrer-Policy": "same-origin",
}


def private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404 as missing:
            response = page_not_found(request, missing)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    return wrapper


class CommentForm(forms.Form):
    place = forms.CharField(required=False, max_length=40)
    text = forms.CharField(max_length=2000, label=gettext_lazy("Your comment"))

    def __init__(self, data: QueryDict) -> None:
        data = data.copy()
        if "text" in data:  # a line break is one sign, as for the browser that counts them
            data["text"] = data["text"].replace("\r\n", "\n")
        super().__init__(data)


@csrf_exempt  # no cookie says who posts: the key in the address does, and the browser says from where
@require_http_methods(["GET", "HEAD", "POST"])
@private
def embargo(request: HttpRequest, token: str) -> HttpResponseBase:
    access = _access(token)
    if accesses.is_public(access):
        return redirect(access.release.url_in(languages.active(), request))
    shown = accesses.shown(access)
    if access.revoked_at or shown is None:
        return render(request, "newsroom/embargo_closed.html", _about(access), status=410)
    if request.method == "POST":
        return (
            _receive(request, access, shown) if is_same_origin(request) else permission_denied(request, None)
        )
    if not accesses.has_accepted(access, shown):
        return _terms(request, access, shown)
    return _release(request, access, shown)


def _access(token: str) -> PersonalAccess:
    access = accesses.find(token)
    if access is None:
        raise Http404
    return access


def _about(access: PersonalAccess) -> dict[str, object]:
    """What may be said before the terms are accepted: nothing of the release."""
    return {"access": access, "office": contacts.main_office(), "is_private": True}


def _terms(
    request: HttpRequest, access: PersonalAccess, shown: accesses.Shown, status: int = 200
) -> HttpResponse:
    hours = {
        "until": shown.until,
        "has_come": shown.has_come,
        "mark": accesses.mark_of(shown),
        "accepted_hour": access.accepted_hour if accesses.has_moved(access, shown) else None,
    }
    return render(request, "newsroom/embargo_terms.html", _about(access) | hours, status=status)


def _receive(request: HttpRequest, access: PersonalAccess, shown: accesses.Shown) -> HttpResponse:
    try:
        data = posted(request)
    except Unreadable as refusal:
        if not accesses.has_accepted(access, shown):
            return _terms(request, access, shown, refusal.status)
        return _release(request, access, shown, status=refusal.status, is_unreadable=True)
    back = reverse("embargo", args=[accesses.token_of(access)])
    language = accesses.language_of(access, shown, languages.active())
    if "accept" in data:
        # Another mark: the hour moved while the terms were read, and they are shown again.
        if access.purpose != accesses.Purpose.EMBARGO or data["accept"] == accesses.mark_of(shown):
            accesses.accept(access, shown)
    elif access.accepted_at and access.purpose == accesses.Purpose.APPROVAL:
        if "approve" in data:
            if not answers.approve(access, shown.release, language, data["approve"]):
                return _release(request, access, shown, status=409, is_changed=True)
            back += "#answer"
        else:
            form = CommentForm(data)
            if not form.is_valid():
                return _release(request, access, shown, status=422, wrong=form.data)
            place = form.cleaned_data["place"]
            answers.comment(access, shown.release, place, form.cleaned_data["text"], language)
            back += f"#c-{place[:8]}" if place else "#answer"
    response = redirect(back)
    response.status_code = 303
    return response


def _release(
    request: HttpRequest, access: PersonalAccess, shown: accesses.Shown, status: int = 200, **context: object
) -> HttpResponse:
    if request.method != "HEAD":
        accesses.record_reading(access)
    release = shown.release
    release.preview_language = accesses.language_of(access, shown, languages.active())
    context |= _about(access) | {
        "until": shown.until,
        "has_come": shown.has_come,
        "line": line_of(access, languages.active()),
        "may_comment": access.purpose == accesses.Purpose.APPROVAL,
        "text_mark": answers.mark_of(release, release.preview_language),
        "stamp": answers.last_stamp(access, release, release.preview_language),
        "comments": list(access.comments.all()),
    }
    with storage.served_under(reverse("embargo", args=[accesses.token_of(access)])):
        whole = release.get_context(request) | context
        return render(request, "newsroom/embargo_release.html", whole, status=status)


def line_of(access: PersonalAccess, language: str | None = None) -> str:
    """The line that everything given to this person bears, in their language unless another is asked for."""
    with translation.override(language or access.language):
        return _("Given to %(name)s (%(outlet)s) – do not pass on") % {
            "name": access.name,
            "outlet": access.outlet,
        }


@csrf_exempt
@require_safe
@private
def embargo_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    access = _access(token)
    if accesses.is_public(access):
        return redirect(storage.address(name))
    shown = accesses.shown(access)
    if access.revoked_at or shown is None or not accesses.has_accepted(access, shown):
        raise Http404
    if not files.belongs(shown.release, name):
        raise Http404
    try:
        response = files.give(request, access, name, line_of(access))
    except (FileNotFoundError, NotMarkable) as error:
        raise Http404 from error
    if not name.startswith("renditions/") and request.method == "GET":
        _record_file(request, response, access, name)
    return response


def _record_file(request: HttpRequest, response: HttpResponseBase, access: PersonalAccess, name: str) -> None:
    """A film comes in many parts: one reading, whichever of them was asked for first."""
    if sending.is_first_part(request, response) or not access.readings.filter(what=name).exists():
        accesses.record_reading(access, name)

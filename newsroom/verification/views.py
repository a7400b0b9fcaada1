"""“Verify a press release”: by its number, at an address that may be cached; by its text or its file, which are not kept."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import permission_denied

from newsroom import contacts
from newsroom.public_forms import Unreadable, is_same_origin, posted

from . import answers, reading, signing
from .answers import Answer, Verdict
from .candidates import TooSlow
from .forms import LARGEST_BODY, ReferenceForm, TextForm

NEEDS_THE_OFFICE = {Verdict.UNKNOWN, Verdict.CHANGED, Verdict.AROUND, Verdict.WITHDRAWN}


@csrf_exempt  # public forms set no cookie: see public_forms
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _compare(request) if is_same_origin(request) else permission_denied(request, None)
    if "reference" not in request.GET:
        return _page(request)
    asked = ReferenceForm(request.GET)
    answer = answers.of_reference(asked.cleaned_data["reference"]) if asked.is_valid() else None
    return _page(request, reference_form=asked, answer=answer)


def _compare(request: HttpRequest) -> HttpResponse:
    try:
        form = TextForm(posted(request, LARGEST_BODY), request.FILES)
        is_valid = form.is_valid()
    except Unreadable as refusal:
        return _page(request, is_unreadable=True, status=refusal.status)
    except reading.Busy:
        return _too_busy(request, TextForm.opened_now())
    if not is_valid:
        return _page(request, text_form=form.reopened(), status=422)
    if form.is_from_a_machine:
        return _page(request)
    try:
        answer = answers.of_text(form.content.text, form.content.description)
    except TooSlow:
        return _too_busy(request, form.reopened())
    return _page(request, text_form=form.reopened(), answer=answer)


def _too_busy(request: HttpRequest, form: TextForm) -> HttpResponse:
    message = _("This took too long. Send it again in a moment, or give the number of the release.")
    return _page(request, text_form=form, messages=[message], status=503)


def _page(
    request: HttpRequest,
    reference_form: ReferenceForm | None = None,
    text_form: TextForm | None = None,
    answer: Answer | None = None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """`context`: is_unreadable, messages."""
    needs_office = answer is not None and answer.verdict in NEEDS_THE_OFFICE
    context |= {
        "reference_form": reference_form or ReferenceForm(),
        "text_form": text_form or TextForm.opened_now(),
        "answer": answer,
        "office": contacts.main_office() if needs_office else None,
    }
    return render(request, "newsroom/verify.html", context, status=status)


@csrf_exempt
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"keys": signing.public_keys()}, json_dumps_params={"indent": 1})

"""“Report a problem”: a form for strangers, a row for the staff, a mail to the press office."""

import logging

from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.defaults import permission_denied

from . import contacts, languages
from .models import ProblemReport
from .models.problems import TooManyReports
from .origin import absolute
from .problem_form import ProblemForm
from .public_forms import Unreadable, is_same_origin, posted

logger = logging.getLogger(__name__)


@csrf_exempt  # public forms set no cookie: see public_forms
@require_http_methods(["GET", "HEAD", "POST"])
def report_problem(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request) if is_same_origin(request) else permission_denied(request, None)
    form = ProblemForm.opened_on(request.GET.get("page", ""))
    return _page(request, form, is_sent="sent" in request.GET)


def _receive(request: HttpRequest) -> HttpResponse:
    try:
        form = ProblemForm(posted(request))
    except Unreadable as refusal:
        return _page(request, ProblemForm.opened_on(""), is_unreadable=True, status=refusal.status)
    if not form.is_valid():
        return _page(request, form.reopened(), status=422)
    if not form.is_from_a_machine:
        try:
            report = form.save()
        except TooManyReports:
            message = _("Too many messages have come in this hour. Keep your text and send it again later.")
            form.add_error(None, message)
            return _page(request, form.reopened(), status=429)
        if report:
            _tell_the_press_office(report)
    sent = redirect(f"{reverse('report_problem')}?sent=1")
    sent.status_code = 303
    return sent


def _page(request: HttpRequest, form: ProblemForm, status: int = 200, **context: bool) -> HttpResponse:
    """`context`: is_sent, is_unreadable."""
    return render(request, "newsroom/report_problem.html", {"form": form} | context, status=status)


def _tell_the_press_office(report: ProblemReport) -> None:
    """The report is kept already: a mail server that is away loses nothing."""
    office = contacts.main_office()
    if office is None or not office.email:
        return
    with translation.override(languages.REFERENCE):
        subject = _("Problem reported: %(kind)s") % {"kind": report.get_kind_display()}
        lines = [report.message, absolute(report.page) if report.page else "", report.email]
    message = EmailMessage(subject, "\n\n".join(filter(None, lines)), to=[office.email])
    if report.email:
        message.reply_to = [report.email]
    try:
        message.send()
    except Exception:  # whatever the mail server does, the visitor has done enough
        logger.exception("problem_report_mail_failed", extra={"report": report.pk})

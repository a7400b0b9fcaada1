"""What can't be known before a page is locked, and is said to whoever pressed the button instead of an error."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .. import withdrawals


def say_what_happened_meanwhile(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Whatever way a publication came: the editor has saved the text as a draft before it asks to publish."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = _process_exception
    return middleware


def _process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if not isinstance(exception, withdrawals.WithdrawnMeanwhile):
        return None
    message = _(
        "“%(title)s” was withdrawn while you were publishing it, and stays withdrawn. Your text is kept as a draft: "
        "read the reason first, then publish it again if it shall be public."
    )
    messages.error(request, message % {"title": exception.page})
    return redirect("wagtailadmin_pages:edit", exception.page.pk)

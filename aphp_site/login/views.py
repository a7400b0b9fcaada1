import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import events


def too_many(request: HttpRequest) -> HttpResponse:
    """What a throttled address answers."""
    events.record("login_throttled", level=logging.WARNING)
    return render(request, "429.html", status=429)

"""A public release in one of its forms. The page was found by the visibility rule, like the page itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from newsroom import languages
from newsroom.models import PressReleasePage

from . import serializer
from .forms import FORMS, suffix


def form(request: HttpRequest, page: PressReleasePage, name: str) -> HttpResponseBase:
    """At the address of its language; from the other one's a redirect."""
    address = page.url_in(languages.active(), request) + suffix(name, languages.active())
    if request.path != address:
        return redirect(address, permanent=True)
    release = serializer.release(page)
    response = HttpResponse(FORMS[name].write(release), content_type=FORMS[name].content_type)
    response.headers["Content-Language"] = release.language
    response.headers["Link"] = f'<{release.address}>; rel="canonical"'
    return response

"""The second step of Wagtail's import of redirects, which answers with a fault where the first did not come before."""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from wagtail.contrib.redirects.views import permission_checker
from wagtail.contrib.redirects.views import process_import as wagtails

SIGNED = ("import_file_name", "input_format")


def _follows_the_first_step(data: QueryDict) -> bool:
    try:
        return all(Signer().unsign(data[name]) for name in SIGNED)
    except (BadSignature, KeyError):
        return False


@permission_checker.require_any("add")
def process_import(request: HttpRequest) -> HttpResponse:
    """Whoever opens the address by itself, or comes after the file was taken away, begins again."""
    if request.method == "POST" and _follows_the_first_step(request.POST):
        try:
            return wagtails(request)
        except FileNotFoundError:
            pass
    return redirect("wagtailredirects:start_import")

"""Two addresses for machines that watch over this one."""

import secrets
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from . import readiness

NEVER_KEPT = {"Cache-Control": "no-store"}


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain", headers=NEVER_KEPT)


@csrf_exempt
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """One word for strangers; everything, as JSON, for those who have the token or come from an inner address."""
    is_told = _has_token(request) or _is_inner(request)
    found = readiness.findings(readiness.FOR_OPERATORS if is_told else readiness.FOR_STRANGERS)
    is_ready = all(finding.is_well for finding in found.values())
    status, word = (200, "ready") if is_ready else (503, "unavailable")
    if not is_told:
        return HttpResponse(f"{word}\n", status=status, content_type="text/plain", headers=NEVER_KEPT)
    checks = {name: {"ok": finding.is_well} | finding.details for name, finding in found.items()}
    return JsonResponse({"status": word, "checks": checks}, status=status, headers=NEVER_KEPT)


def _has_token(request: HttpRequest) -> bool:
    scheme, _space, bearer = request.headers.get("Authorization", "").partition(" ")
    given = bearer if scheme.lower() == "bearer" else request.headers.get("X-Readyz-Token", "")
    wanted = settings.READYZ_TOKEN
    return bool(wanted) and secrets.compare_digest(given.encode(), wanted.encode())


def _is_inner(request: HttpRequest) -> bool:
    """What comes through a proxy comes from outside, whatever the proxy's own address."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in network for network in settings.READYZ_INNER_NETWORKS)

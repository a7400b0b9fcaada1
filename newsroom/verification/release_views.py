"""The versions of one release, and its signature. The page was found by the visibility rule, like the page itself."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from newsroom.models import PressReleasePage
from newsroom.origin import absolute

from . import differences, signing, versions
from .versions import Version

MOST_COMPARED = 20  # of the newest versions


def versions_of(request: HttpRequest, page: PressReleasePage) -> HttpResponse:
    found = versions.of(page, page.content_language)
    notes = _notes(page, found)
    rows = [
        {"version": version, "corrections": notes[version.number], "changes": _changes(found, place)}
        for place, version in enumerate(found)
    ]
    context = {"page": page, "versions": rows, "address": page.canonical_url(request)}
    return render(request, "newsroom/release_versions.html", context)


def _changes(found: list[Version], place: int) -> list:
    if place >= min(MOST_COMPARED, len(found) - 1):
        return []
    return differences.paragraphs(found[place + 1].shown, found[place].shown)


def _notes(page: PressReleasePage, found: list[Version]) -> dict[int, list]:
    """Each correction with the first version that came after it; with the second one at least: what was published first
    corrects nothing."""
    notes: dict[int, list] = {version.number: [] for version in found}
    later = list(reversed(found))[1:]
    if not later:
        return notes
    for correction in page.corrections.order_by("corrected_at", "pk"):
        version = next((one for one in later if _is_by(one.published_at, correction.corrected_at)), later[-1])
        notes[version.number].append(correction)
    return notes


def _is_by(published_at: datetime, corrected_at: datetime) -> bool:
    return published_at >= corrected_at


def signature(request: HttpRequest, page: PressReleasePage) -> HttpResponse:
    """Of the current version in the language of the address, or of the one that `version` names."""
    found = versions.of(page, page.content_language)
    asked = request.GET.get("version")
    chosen = [one for one in found if asked is None or str(one.number) == asked]
    if not chosen:
        raise Http404
    version = chosen[0]
    statement = signing.statement(version)
    answer = {
        "statement": statement,
        "algorithm": "Ed25519",
        "key": signing.key_id(),
        "keys": absolute(reverse("signing_keys")),
        "signature": signing.signature(statement),
        "text": version.text,
        "address": page.canonical_url(request),
    }
    known = {name: value for name, value in answer.items() if value}
    response = JsonResponse(known, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Language"] = version.language
    response.headers["Link"] = f'<{answer["address"]}>; rel="canonical"'
    return response

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from newsroom.filters import ReleaseFilters
from newsroom.listing import page_of
from newsroom.models import HospitalIndexPage, HospitalPage

from . import content, directory
from .forms import DirectoryForm
from .results import clean_query

MAX_SUGGESTIONS = 8


def public(view):
    """A public address: GET and HEAD only, without cookie or session."""
    return csrf_exempt(require_safe(view))


@public
def directory_search(request: HttpRequest) -> HttpResponse:
    form = DirectoryForm(request.GET)
    values = dict(form.values)
    query, kind = values.pop("q", ""), values.pop("kind", "")
    results = [
        *(directory.hospitals(query, request, **values) if kind != "specialty" else []),
        *(directory.specialties(query, request, **values) if kind != "hospital" else []),
    ]
    page, messages = page_of(results, request.GET.get("page"), 30)
    return render(
        request,
        "search/directory.html",
        {
            "form": form,
            "query": query,
            "page_obj": page,
            "results": list(page),
            "total": len(results),
            "active_filters": form.in_force(),
            "filter_query": form.query(),
            "messages": [*form.problems, *messages],
        },
    )


@public
def choose_hospital(request: HttpRequest) -> HttpResponseBase:
    """The selector's target: that hospital's page, or the hospitals page with a message."""
    slug = request.GET.get("hospital", "")
    hospital = HospitalPage.objects.visible().filter(slug=slug[:255]).first() if slug else None
    if hospital is not None:
        return redirect(hospital.get_url(request))
    message = (
        _("We know no hospital by that name: choose one below.") if slug else _("Choose a hospital below.")
    )
    page = HospitalIndexPage.objects.visible().get()
    context = page.get_context(request) | {"message": message}
    return render(request, page.get_template(request), context)


@public
def suggestions(request: HttpRequest) -> JsonResponse:
    raw = (request.GET.get("q") or "").strip()
    query = clean_query(raw)
    found = []
    if len(query) >= 2:
        found = [*directory.hospitals(query, request), *directory.specialties(query, request)][
            :MAX_SUGGESTIONS
        ]
        if len(found) < MAX_SUGGESTIONS:
            releases = content.find(ReleaseFilters(QueryDict(urlencode({"q": query}))))[
                : MAX_SUGGESTIONS - len(found)
            ]
            found += [content.as_result(release, request) for release in releases]
    rows = [{"kind": r.kind, "label": r.title, "detail": r.detail, "url": r.url} for r in found]
    return JsonResponse({"query": raw, "suggestions": rows}, json_dumps_params={"ensure_ascii": False})

"""/admin/components/: every component in each of its states, in both languages and both colour schemes."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from newsroom import hospital_map, languages, site_map
from newsroom.filter_forms import SubjectForm
from newsroom.listing import page_of
from newsroom.models import PressImage

from . import samples

SCHEMES = ("light", "dark")
ICONS = (
    "search phone mail link copy print download calendar pin route emergency feed close menu clock info file "
    "quote check arrow play"
).split()


class ErrorForm(forms.Form):
    """A field with its error, as forms show it."""

    name = forms.CharField(label=_("Name"), min_length=3)


def gallery(request: HttpRequest) -> HttpResponse:
    """`language` and `scheme` in the query; what is not known gives the first."""
    known = dict(settings.LANGUAGES)
    language = request.GET.get("language")
    language = language if language in known else languages.REFERENCE
    scheme = request.GET.get("scheme")
    scheme = scheme if scheme in SCHEMES else SCHEMES[0]
    with translation.override(language):
        request.LANGUAGE_CODE = language
        context = _context(request, language) | {"scheme": scheme, "schemes": SCHEMES, "codes": known}
        return render(request, "newsroom/admin/gallery.html", context)


def _context(request: HttpRequest, language: str) -> dict:
    image = PressImage.objects.order_by("pk").first()
    links = site_map.links(request)
    section = links.newsroom or links.office
    groups = samples.hospitals(links.hospitals or section)
    form = SubjectForm(QueryDict("q=greffe"))
    page, _messages = page_of(list(range(60)), "2", 20)
    return {
        "links": links,
        "releases": samples.releases(section, image),
        "meetings": samples.meetings(section),
        "corrections": samples.corrections(),
        "offices": samples.offices(section),
        "groups": groups,
        "drawings": hospital_map.drawings(groups),
        "body": samples.body(language),
        "image": image,
        "form": form,
        "active_filters": form.in_force(),
        "error_form": ErrorForm({"name": "x"}),
        "page_obj": page,
        "icons": ICONS,
        "language": language,
    }

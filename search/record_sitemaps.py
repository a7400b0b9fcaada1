"""sitemap-practitioners.xml and sitemap-departments.xml: records that have a page, in both languages."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from newsroom import languages, sitemaps
from newsroom.origin import absolute

from .models import Practitioner, Service
from .views import public

ANY = "any"  # stands for a slug: the address is made once a language and not once a record


@public
def practitioners(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Not those who asked not to be found."""
    return _file(Practitioner.objects.searchable(), number, "practitioner", "sitemap_practitioners_file")


@public
def departments(request: HttpRequest, number: int | None = None) -> HttpResponse:
    return _file(Service.objects.listed(), number, "service", "sitemap_departments_file")


def _file(rows: QuerySet, number: int | None, name: str, name_of_files: str) -> HttpResponse:
    begins = {code: _beginning(name, code) for code in languages.codes()}

    def entry(row) -> str:
        return sitemaps.entries({code: f"{begin}{row.slug}/" for code, begin in begins.items()})

    return sitemaps.file_of(rows.only("slug").order_by("slug"), number, entry, name_of_files)


def _beginning(name: str, language: str) -> str:
    with translation.override(language):
        return absolute(reverse(f"search:{name}", args=[ANY])).removesuffix(f"{ANY}/")

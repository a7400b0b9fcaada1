"""The pages of practitioners and of departments. Who has one is decided by the records' `listed()`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import record_data, records
from .former_addresses import lead_on
from .models import Practitioner, Service
from .views import public


@public
def practitioner(request: HttpRequest, slug: str) -> HttpResponse:
    listed = Practitioner.objects.listed()
    if (person := listed.filter(slug=slug).first()) is None:
        return lead_on(listed, slug)
    context = records.of_practitioner(person)
    context["structured"] = (
        record_data.of_practitioner(person, context, request) if person.is_indexed else None
    )
    return render(request, "search/practitioner.html", context | records.addresses(person))


@public
def service(request: HttpRequest, slug: str) -> HttpResponse:
    listed = Service.objects.listed().for_display()
    if (department := listed.filter(slug=slug).first()) is None:
        return lead_on(listed, slug)
    context = records.of_service(department)
    context["structured"] = record_data.of_service(department, request)
    return render(request, "search/service.html", context | records.addresses(department))

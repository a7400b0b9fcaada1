"""The pages of practitioners and of departments. Who has one is decided by the records' `listed()`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from . import record_data, records
from .models import Practitioner, Service
from .views import public


@public
def practitioner(request: HttpRequest, slug: str) -> HttpResponse:
    person = get_object_or_404(Practitioner.objects.listed(), slug=slug)
    context = records.of_practitioner(person)
    context["structured"] = (
        record_data.of_practitioner(person, context, request) if person.is_indexed else None
    )
    return render(request, "search/practitioner.html", context | records.addresses(person))


@public
def service(request: HttpRequest, slug: str) -> HttpResponse:
    department = get_object_or_404(Service.objects.listed().for_display(), slug=slug)
    context = records.of_service(department)
    context["structured"] = record_data.of_service(department, request)
    return render(request, "search/service.html", context | records.addresses(department))

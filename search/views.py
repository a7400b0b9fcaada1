from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from newsroom.models import HospitalIndexPage, HospitalPage


def public(view):
    """A public address: GET and HEAD only, without cookie or session."""
    return csrf_exempt(require_safe(view))


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

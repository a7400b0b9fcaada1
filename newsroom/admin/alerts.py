"""Alerts by mail as the press office sees them: numbers; and, for those who lead it, one address at its owner's wish.

An address comes in the body of a form, never in an address of the site: those are logged.
"""

import json
import logging

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from .. import permissions
from ..alerts import figures, hashes, keeping, subscribing

security = logging.getLogger("security")


class AddressForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("Address of a subscriber"))


class AlertsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_see_alerts(request.user)


def menu_item() -> MenuItem:
    return AlertsMenuItem(
        gettext_lazy("Alerts by mail"), reverse("newsroom_alerts"), icon_name="mail", order=105
    )


def alerts(request: HttpRequest) -> HttpResponse:
    if not permissions.may_see_alerts(request.user):
        raise PermissionDenied
    return _numbers(request, AddressForm())


def _numbers(request: HttpRequest, form: AddressForm) -> HttpResponse:
    may_find = permissions.may_find_subscribers(request.user)
    context = {"rows": figures.rows(), "form": form if may_find else None}
    return render(request, "newsroom/admin/alerts.html", context)


@require_POST
def subscriber(request: HttpRequest) -> HttpResponse:
    """`action`: nothing to look, export, erase, or allow (an erased address may be asked for again)."""
    if not permissions.may_find_subscribers(request.user):
        raise PermissionDenied
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _numbers(request, form)
    email, action = form.cleaned_data["email"], request.POST.get("action", "")
    if action in ACTIONS:
        return ACTIONS[action](request, email)
    _note(request, "subscriber_looked_up")
    context = {"email": email, "data": keeping.export(email)}
    return render(request, "newsroom/admin/subscriber.html", context)


def _export(request: HttpRequest, email: str) -> HttpResponse:
    _note(request, "subscriber_exported")
    text = json.dumps(keeping.export(email), ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": 'attachment; filename="alertes.json"'}
    return HttpResponse(text, content_type="application/json", headers=headers)


def _erase(request: HttpRequest, email: str) -> HttpResponse:
    count = subscribing.erase(hashes.of_address(email))
    _note(request, "subscriber_erased")
    messages.success(request, _("Erased. Alerts that it had: %(count)d.") % {"count": count})
    return redirect("newsroom_alerts")


def _allow(request: HttpRequest, email: str) -> HttpResponse:
    subscribing.allow_again(hashes.of_address(email))
    _note(request, "subscriber_allowed_again")
    messages.success(request, _("Alerts may be asked for at this address again."))
    return redirect("newsroom_alerts")


ACTIONS = {"export": _export, "erase": _erase, "allow": _allow}


def _note(request: HttpRequest, event: str) -> None:
    """By whom; not about whom."""
    security.info("%s user=%s", event, request.user.pk)

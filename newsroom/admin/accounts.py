"""Accounts and their second factors: a colleague who has lost telephone and codes gets in again.

Nobody resets their own, which is theirs to manage with the device, and nobody but a superuser that of a superuser:
it would be a way to more power.
"""

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log

from .. import permissions
from ..languages import REFERENCE

LOG_ACTION = "newsroom.second_factor_reset"


class AccountsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.may_reset_second_factors(request.user)


def menu_item() -> MenuItem:
    return AccountsMenuItem(
        gettext_lazy("Accounts"), reverse("newsroom_accounts"), icon_name="user", order=110
    )


def _only_those_who_may(request: HttpRequest) -> None:
    if not permissions.may_reset_second_factors(request.user):
        raise PermissionDenied


def accounts(request: HttpRequest) -> HttpResponse:
    _only_those_who_may(request)
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    people = User.objects.filter(is_active=True).annotate(has_second_factor=Exists(factors))
    people = people.prefetch_related("groups").order_by("last_name", "username")
    rows = [(person, _may_be_reset(request.user, person) and person.has_second_factor) for person in people]
    return render(request, "newsroom/admin/accounts.html", {"rows": rows})


def _may_be_reset(user: User, person: User) -> bool:
    return person != user and (user.is_superuser or not person.is_superuser)


def reset_second_factor(request: HttpRequest, user_id: int) -> HttpResponse:
    _only_those_who_may(request)
    person = get_object_or_404(User, pk=user_id, is_active=True)
    if not _may_be_reset(request.user, person):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "newsroom/admin/reset_second_factor.html", {"person": person})
    name = {"name": person.get_full_name() or person.get_username()}
    if not reset(person, request):
        messages.error(request, _("%(name)s has no second factor: there is nothing to reset.") % name)
    elif _tell(person, request.user):
        messages.success(request, _("The second factor of %(name)s is reset. A mail says so to them.") % name)
    else:
        messages.warning(
            request,
            _("The second factor of %(name)s is reset. The mail could not be sent: call them.") % name,
        )
    return redirect("newsroom_accounts")


@transaction.atomic
def reset(person: User, request: HttpRequest) -> bool:
    """Passkeys, telephone and recovery codes; whoever works with that account logs in anew. False: it had none."""
    factors = list(Authenticator.objects.select_for_update().filter(user=person))
    for factor in factors:
        factor.delete()
        signals.authenticator_removed.send(
            sender=Authenticator, request=request, user=person, authenticator=factor
        )
    if factors:
        _end_sessions(person)
        data = {"name": person.get_full_name(), "kinds": ", ".join(sorted({one.type for one in factors}))}
        log(person, LOG_ACTION, user=request.user, data=data)
    return bool(factors)


def _end_sessions(person: User) -> None:
    """A session does not say in its row whose it is."""
    own = [row.pk for row in Session.objects.all() if row.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=own).delete()


def _tell(person: User, by: User) -> bool:
    context = {"user": person, "by": by, "link": get_admin_base_url() + reverse("wagtailadmin_home")}
    template = "newsroom/admin/mail/second_factor_reset"
    with translation.override(REFERENCE):
        subject = render_to_string(f"{template}_subject.txt", context).strip()
        message = EmailMessage(subject, render_to_string(f"{template}.txt", context), to=[person.email])
    try:
        return bool(person.email and message.send())
    except OSError:  # what mail servers and networks raise
        return False

"""No page of the admin for those who owe a second factor: it is asked of the session, not of the account.

allauth asks for it when somebody logs in. This is the lock behind that door: whatever way a session was
opened, without the second factor it reaches only the pages that enrol (nobody yet) or that ask for it.
"""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from newsroom.permissions import may_publish

from ..middleware import ADMIN_PREFIX, Handler

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
ALWAYS = {
    "account_login", "account_logout", "account_inactive", "wagtailadmin_login", "wagtailadmin_logout",
    "wagtailadmin_sprite", "wagtailadmin_javascript_catalog",
}  # fmt: skip
ENROLMENT = ALWAYS | {
    "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_view_recovery_codes",
}  # fmt: skip
# Nothing here changes the account: a password alone must not be enough to take the second factor away.
PROOF = ALWAYS | {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


def is_required_of(user: User) -> bool:
    return settings.SECOND_FACTOR_REQUIRED and (may_publish(user) or user.has_perm("auth.change_user"))


def is_proven(request: HttpRequest) -> bool:
    return any(row["method"] == "mfa" for row in get_authentication_records(request, request.user))


def count_enrolment_as_proof(sender, request: HttpRequest, user: User, authenticator, **kwargs) -> None:
    """A code of the new device was just given; allauth would ask for another one at once."""
    if authenticator.type in KINDS:
        facts = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(request, user, "mfa", **facts)


def _owed(request: HttpRequest, view_name: str) -> str | None:
    """The name of the page that this request has to go to first."""
    if is_mfa_enabled(request.user, KINDS):
        owed, may_open = not is_proven(request), PROOF
        device = [Authenticator.Type.TOTP]
        page = "mfa_reauthenticate" if is_mfa_enabled(request.user, device) else "mfa_reauthenticate_webauthn"
        page = page if owed else ""
    else:
        owed, may_open, page = is_required_of(request.user), ENROLMENT, "mfa_index"
    return page if owed and view_name not in may_open else None


def require_second_factor(get_response: Handler) -> Callable:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.path_info.startswith(ADMIN_PREFIX) or request.user.is_anonymous:
            return None
        page = _owed(request, request.resolver_match.view_name)
        if page is None:
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        if page == "mfa_index":
            messages.warning(request, _("Your role needs a second factor: choose one of these, then go on."))
        query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()}) if request.method == "GET" else ""
        return redirect(f"{resolve_url(page)}?{query}")

    middleware.process_view = process_view
    return middleware

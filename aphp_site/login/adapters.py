"""What allauth asks the site: nobody signs up, refusals are events, mail goes to the account's own address."""

import logging
import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from . import events

TOO_MANY = "too_many_login_attempts"
REFUSED_CODES = {"incorrect_code"}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *arguments) -> ValidationError:
        if code == TOO_MANY:
            events.record("login_locked", level=logging.WARNING)
        return super().validation_error(code, *arguments)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not for the first second factor, minutes after the log-in: the password was just given."""
        user = context.request.user
        fresh = any(
            time.time() - row["at"] < app_settings.REAUTHENTICATION_TIMEOUT
            for row in get_authentication_records(context.request, user)
        )
        is_first = fresh and not is_mfa_enabled(user)
        return not is_first and super().is_reauthentication_required(app=app, **kwargs)

    def send_notification_mail(self, template_prefix, user: User, facts=None, email=None) -> None:
        """The only address of an account is the one that its colleagues see in the team's list."""
        if address := email or user.email:
            super().send_notification_mail(template_prefix, user, facts, address)


class SecondFactorAdapter(DefaultMFAAdapter):
    def validation_error(self, code: str, *arguments) -> ValidationError:
        if code in REFUSED_CODES:
            events.record("second_factor_refused", level=logging.WARNING)
        return super().validation_error(code, *arguments)

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)


class DirectoryAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin) -> bool:
        return False

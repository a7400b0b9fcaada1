"""Security events, one line of the log each: a name and keys of accounts, never a name, an address or an IP."""

import logging

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.contrib.auth.models import Group, User
from django.db.models.signals import m2m_changed, pre_save
from wagtail.log_actions import get_active_log_context

log = logging.getLogger("security")
WATCHED = {
    "is_active": ("account_opened", "account_closed"),
    "is_superuser": ("powers_given", "powers_taken"),
}


def record(event: str, user: User | None = None, level: int = logging.INFO, **details: object) -> None:
    actor = get_active_log_context().user
    facts = {"user": user.pk if user else None, "by": actor.pk if actor else None} | details
    words = [f"{name}={value}" for name, value in facts.items() if value is not None]
    log.log(level, " ".join([event, *words]))


def _logged_in(sender, request, user, **kwargs) -> None:
    record("login_succeeded", user)


def _login_failed(sender, credentials, **kwargs) -> None:
    login = credentials.get("username") or credentials.get("email") or ""
    record("login_failed", User.objects.filter(username=login).first(), logging.WARNING)


def _password(event: str):
    def receive(sender, user, **kwargs) -> None:
        record(event, user)

    return receive


def _second_factor(event: str):
    def receive(sender, user, authenticator, **kwargs) -> None:
        record(event, user, kind=authenticator.type)

    return receive


def _groups_changed(sender, instance, action, reverse, pk_set, **kwargs) -> None:
    if reverse or action not in {"post_add", "post_remove", "pre_clear"}:
        return
    groups = instance.groups.all() if action == "pre_clear" else Group.objects.filter(pk__in=pk_set)
    for group in groups:
        record("role_given" if action == "post_add" else "role_taken", instance, group=group.pk)


def _account_changed(sender, instance, update_fields, raw, **kwargs) -> None:
    watched = [name for name in WATCHED if update_fields is None or name in update_fields]
    before = User.objects.filter(pk=instance.pk).first() if watched and instance.pk and not raw else None
    for name in watched if before else ():
        if getattr(before, name) != getattr(instance, name):
            given, taken = WATCHED[name]
            record(given if getattr(instance, name) else taken, instance)


def connect() -> None:
    receivers = [
        (auth.user_logged_in, _logged_in),
        (auth.user_login_failed, _login_failed),
        (account.password_changed, _password("password_changed")),
        (account.password_set, _password("password_changed")),
        (account.password_reset, _password("password_reset")),
        (mfa.authenticator_added, _second_factor("second_factor_added")),
        (mfa.authenticator_removed, _second_factor("second_factor_removed")),
        (mfa.authenticator_reset, _second_factor("second_factor_reset")),
    ]
    for number, (signal, receiver) in enumerate(receivers):
        signal.connect(receiver, weak=False, dispatch_uid=f"aphp_site.login.events.{number}")
    m2m_changed.connect(_groups_changed, sender=User.groups.through, dispatch_uid="aphp_site.login.groups")
    pre_save.connect(_account_changed, sender=User, dispatch_uid="aphp_site.login.account")

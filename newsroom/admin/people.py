"""Colleagues: invite one, change a role, let one go. For those who may manage accounts.

Nobody chooses a password for somebody else: an invitation is an account whose password nobody knows and a
link to set one. Who leaves is deactivated, never deleted: the texts keep their author.
"""

import secrets

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_admin_base_url

from .. import roles
from ..models import HospitalPage

manages_accounts = permission_required("auth.change_user", raise_exception=True)


class PersonForm(forms.ModelForm):
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), help_text=gettext_lazy("The link to set the password is sent there.")
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=list(roles.LABELS.items()))
    hospitals = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Hospitals"),
        queryset=HospitalPage.objects.order_by("title_fr"),
        required=False,
        help_text=gettext_lazy("For a hospital correspondent: the hospitals that they write for."),
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["role"] = roles.role_of(self.instance)
            self.initial["hospitals"] = HospitalPage.objects.filter(correspondents__user=self.instance)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody already has this e-mail address."))
        return email

    def clean(self) -> dict:
        data = super().clean()
        if data.get("role") == roles.CORRESPONDENT and not data.get("hospitals"):
            self.add_error("hospitals", _("Choose at least one hospital for a correspondent."))
        return data

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user = super().save(commit=False)
        if user.pk is None:
            user.username = user.email
            user.set_password(secrets.token_urlsafe(32))
        user.save()
        roles.give(user, self.cleaned_data["role"])
        is_correspondent = self.cleaned_data["role"] == roles.CORRESPONDENT
        roles.assign_hospitals(user, self.cleaned_data["hospitals"] if is_correspondent else [])
        return user


def password_link(user: User) -> str:
    """Absolute; valid until the password is set, at most PASSWORD_RESET_TIMEOUT. Leads on to the second factor."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    key = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    return get_admin_base_url() + key


def send_invitation(user: User, inviter: User) -> None:
    context = {"user": user, "inviter": inviter, "link": password_link(user)}
    subject = render_to_string("newsroom/admin/mail/invitation_subject.txt", context).strip()
    EmailMessage(
        subject, render_to_string("newsroom/admin/mail/invitation.txt", context), to=[user.email]
    ).send()


@manages_accounts
def team(request: HttpRequest) -> HttpResponse:
    people = User.objects.prefetch_related("groups", "correspondent__hospitals").order_by(
        "-is_active", "last_name"
    )
    return render(request, "newsroom/admin/team.html", {"people": people})


@manages_accounts
def invite(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        send_invitation(user, request.user)
        messages.success(request, _("An invitation was sent to %(email)s.") % {"email": user.email})
        return redirect("newsroom_team")
    return render(request, "newsroom/admin/person.html", {"form": form, "action": reverse("newsroom_invite")})


@manages_accounts
def change(request: HttpRequest, user_id: int) -> HttpResponse:
    person = get_object_or_404(User, pk=user_id)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The role of %(name)s is changed.") % {"name": person.get_full_name()})
        return redirect("newsroom_team")
    context = {"form": form, "person": person, "action": reverse("newsroom_person", args=[user_id])}
    return render(request, "newsroom/admin/person.html", context)


@manages_accounts
def leave(request: HttpRequest, user_id: int) -> HttpResponse:
    """Closes or opens an account again. Django ends the sessions of a closed one at their next request."""
    person = get_object_or_404(User, pk=user_id)
    if person == request.user:
        messages.error(request, _("You cannot close your own account."))
    elif request.method == "POST":
        person.is_active = not person.is_active
        person.save(update_fields=["is_active"])
        if person.is_active:
            messages.success(request, _("The account is open again."))
        else:
            messages.success(request, _("The account is closed. The texts stay."))
            return redirect("newsroom_nobody_report")
    return redirect("newsroom_team")

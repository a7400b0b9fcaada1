"""Taking back a public release, with the reason that readers are given."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.button import Button

from .. import languages, visibility, withdrawals
from ..models import PressReleasePage, Withdrawal

Kind = Withdrawal.Kind
REASON_HELP = gettext_lazy(
    "One or two sentences, without repeating what was wrong. Example: “The number of patients given was that of "
    "another study. A corrected release follows.”"
)


class WithdrawalForm(forms.Form):
    """`reasons` once it is valid: by language code."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happens to this release?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    merged_into = forms.ModelChoiceField(
        PressReleasePage.objects.all(),
        required=False,
        label=gettext_lazy("Release that readers are led to"),
        help_text=gettext_lazy("Only for a release that is merged into another one."),
        widget=AdminPageChooser(target_models=[PressReleasePage]),
    )

    def __init__(self, release: PressReleasePage, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.release = release
        for code in languages.codes():
            self.fields[f"reason_{code}"] = forms.CharField(
                label=f"{_('Public reason')} ({code.upper()})",
                help_text=REASON_HELP if code == languages.REFERENCE else "",
                max_length=600,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == Kind.MERGED:
            self._check_target(cleaned.get("merged_into"))
        elif cleaned.get("kind"):
            cleaned["merged_into"] = None
            for name in (f"reason_{code}" for code in languages.codes()):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Readers of each language need the reason."))
        return cleaned

    def _check_target(self, target: PressReleasePage | None) -> None:
        if "merged_into" in self.errors:
            return
        if target is None:
            self.add_error("merged_into", _("Choose the release that takes its place."))
        elif target.pk == self.release.pk:
            self.add_error("merged_into", _("A release can't take its own place."))
        elif not visibility.is_visible(target):
            self.add_error("merged_into", _("Readers can't see that release: publish it first."))

    @property
    def reasons(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"reason_{code}"] for code in languages.codes()}


def may_withdraw(user, page) -> bool:
    """Also what is locked by its own schedule, or lies with somebody who approves it: both end with it."""
    is_held = page.locked and page.locked_by_id != user.pk
    return page.permissions_for_user(user).can_publish() and not is_held


def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    release = get_object_or_404(PressReleasePage, pk=page_id)
    if not may_withdraw(request.user, release):
        raise PermissionDenied
    form = WithdrawalForm(release, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            withdrawals.withdraw(release, request.user, data["kind"], form.reasons, data["merged_into"])
        except withdrawals.NotPublic:
            messages.error(request, _("Readers do not see this release: there is nothing to withdraw."))
        else:
            messages.success(
                request, _("“%(title)s” is withdrawn, in both languages.") % {"title": release.title_fr}
            )
        return redirect("wagtailadmin_pages:edit", release.pk)
    return render(request, "newsroom/admin/withdraw.html", {"page": release, "form": form})


def is_offered(user, page) -> bool:
    return isinstance(page, PressReleasePage) and may_withdraw(user, page) and visibility.is_visible(page)


def button(page) -> Button:
    return Button(
        _("Withdraw…"),
        url=reverse("newsroom_withdraw", args=[page.pk]),
        icon_name="cross",
        priority=60,
    )

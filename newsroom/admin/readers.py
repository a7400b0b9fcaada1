"""Who reads a release before it is public: invitations, what was accepted, read and answered, links closed."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from .. import permissions, visibility
from ..embargo import access as accesses
from ..embargo import answers
from ..models import PersonalAccess, PressReleasePage

NOT_SCHEDULED = gettext_lazy(
    "Only an approved release that waits for its hour can be sent under embargo: schedule it first."
)


class InvitationForm(forms.ModelForm):
    class Meta:
        model = PersonalAccess
        fields = ["purpose", "name", "outlet", "email", "language"]
        widgets = {"purpose": forms.RadioSelect}

    def __init__(self, release: PressReleasePage, user, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.release, self.user = release, user

    def clean_purpose(self) -> str:
        purpose = self.cleaned_data["purpose"]
        if purpose == accesses.Purpose.EMBARGO and permissions.reach_of(self.user) is not None:
            raise forms.ValidationError(_("Ask the press office to send it under embargo."))
        if purpose == accesses.Purpose.EMBARGO and not accesses.may_be_sent(self.release):
            raise forms.ValidationError(NOT_SCHEDULED)
        return purpose

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


def _release(request: HttpRequest, page_id: int) -> PressReleasePage:
    release = get_object_or_404(PressReleasePage, pk=page_id)
    if not release.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return release


def readers(request: HttpRequest, page_id: int) -> HttpResponse:
    release = _release(request, page_id)
    form = InvitationForm(release, request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            access = accesses.invite(release, request.user, **form.cleaned_data)
        except accesses.NotApproved:  # its hour has just come, or its approval was taken back
            form.add_error("purpose", NOT_SCHEDULED)
        else:
            messages.success(
                request, _("A mail with a personal link goes to %(name)s.") % {"name": access.name}
            )
            return redirect("newsroom_readers", release.pk)
    draft = release.get_latest_revision_as_object()
    approved = accesses.approved(release)
    rows = [
        _row(access, draft) | {"has_moved": accesses.has_moved(access, approved)}
        for access in accesses.with_readings(release)
    ]
    return render(request, "newsroom/admin/readers.html", {"page": release, "form": form, "rows": rows})


def _row(access: PersonalAccess, draft: PressReleasePage) -> dict[str, object]:
    return {
        "access": access,
        # A link to approve is not shown: an approval is of the person who has the mail.
        "link": ""
        if access.revoked_at or access.purpose == accesses.Purpose.APPROVAL
        else accesses.link_of(access),
        "comments": access.comments.all(),
        "stamps": [answers.stamp(approval, draft) for approval in access.approvals.all()],
    }


@require_POST
def revoke(request: HttpRequest, page_id: int, access_id) -> HttpResponse:
    release = _release(request, page_id)
    access = get_object_or_404(release.accesses, pk=access_id)
    accesses.revoke(access, request.user)
    messages.success(request, _("The link of %(name)s is closed.") % {"name": access.name})
    return redirect("newsroom_readers", release.pk)


def may_have_readers(user, page) -> bool:
    """Something of it is not public yet."""
    return (
        isinstance(page, PressReleasePage)
        and page.permissions_for_user(user).can_edit()
        and (page.has_unpublished_changes or not visibility.is_out(page))
    )


def button(page) -> Button:
    return Button(
        _("Readers before publication"),
        url=reverse("newsroom_readers", args=[page.pk]),
        icon_name="group",
        priority=55,
    )

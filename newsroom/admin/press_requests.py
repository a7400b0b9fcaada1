"""The requests of journalists: a list by deadline, and a page for each, where it is taken, given, noted and answered."""

import uuid
from collections.abc import Callable

import django_filters
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.log_actions import registry

from ..dates import date_and_time
from ..models import HospitalPage, PressRequest
from ..press_requests import answering, handling


def _deadline(request: PressRequest) -> str | SafeString:
    written = date_and_time(request.due_at, get_language())
    if request.is_overdue:
        return format_html('<strong class="w-text-critical-200">{} – {}</strong>', written, _("overdue"))
    return written


COLUMNS = [
    TitleColumn(
        "number",
        label=gettext_lazy("Number"),
        url_name="newsroom_press_request",
        classname="title w-whitespace-nowrap",
    ),
    Column("due_at", label=gettext_lazy("Deadline"), accessor=_deadline, sort_key="due_at", width="16%"),
    Column("outlet", label=gettext_lazy("Outlet"), sort_key="outlet"),
    Column("subject", label=gettext_lazy("Subject")),
    Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display", width="11%"),
    Column("hospital", label=gettext_lazy("Hospital"), width="13%"),
    Column("owner", label=gettext_lazy("In charge"), accessor="owner.get_full_name", width="11%"),
    StatusTagColumn(
        "state",
        label=gettext_lazy("State"),
        accessor="get_state_display",
        primary=lambda request: request.is_open,
        width="9%",
    ),
]


class RequestFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=PressRequest.State, widget=forms.CheckboxSelectMultiple
    )
    kind = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Kind"), choices=PressRequest.Kind, widget=forms.CheckboxSelectMultiple
    )
    hospital = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Hospital"),
        queryset=lambda request: HospitalPage.objects.filter(
            press_requests__in=handling.reach(request.user)
        ).distinct(),
    )
    owner = django_filters.ModelChoiceFilter(
        label=gettext_lazy("In charge"),
        queryset=lambda request: User.objects.filter(
            press_requests__in=handling.reach(request.user)
        ).distinct(),
    )

    class Meta:
        model = PressRequest
        fields: list[str] = []


class PressRequestsView(IndexView):
    model = PressRequest
    any_permission_required = None  # asked in dispatch: a correspondent has no permission on the model
    header_icon = "mail"
    index_url_name = "newsroom_press_requests"
    index_results_url_name = "newsroom_press_requests_results"
    page_title = gettext_lazy("Press requests")
    columns = COLUMNS
    filterset_class = RequestFilterSet
    search_fields = ("number", "name", "outlet", "email", "subject", "message")
    paginate_by = 50
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not handling.may_handle_any(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        return handling.reach(self.request.user).select_related("hospital", "owner")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return (
            super().order_queryset(queryset) if self.is_explicitly_ordered else queryset.most_urgent_first()
        )


class GiveForm(forms.Form):
    to = forms.ModelChoiceField(queryset=None, label=gettext_lazy("Colleague"))

    def __init__(self, request: PressRequest, data=None) -> None:
        super().__init__(data)
        self.fields["to"].queryset = handling.colleagues(request)
        self.fields["to"].label_from_instance = lambda user: user.get_full_name() or user.get_username()


class NoteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Internal note"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Never public. If the journalist asks what is kept of them, this is given too."
        ),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Answer"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8})
    )
    is_refused = forms.BooleanField(
        label=gettext_lazy("This answer refuses the request"),
        required=False,
        help_text=gettext_lazy("The journalist reads your words all the same; the state is “refused”."),
    )


def press_request(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    reach = handling.reach(request.user).select_related("hospital", "owner", "release", "expert")
    asked = get_object_or_404(reach, pk=pk)
    given = {name: request.POST if f"do-{name}" in request.POST else None for name in ("note", "answer")}
    forms_ = {
        "give": GiveForm(asked, request.POST if {"do-give", "do-on-call"} & request.POST.keys() else None),
        "note": NoteForm(given["note"]),
        "answer": AnswerForm(given["answer"]),
    }
    if request.method == "POST" and (said := _do(request, asked, forms_)):
        messages.success(request, said)
        return redirect("newsroom_press_request", asked.pk)
    context = {
        "asked": asked,
        "forms": forms_,
        "messages_said": asked.messages.select_related("author"),
        "office": answering.office_of(asked),
        "hospital": answering.hospital_of(asked),
        "history": registry.get_logs_for_instance(asked).select_related("user").order_by("-timestamp"),
        "unsent": asked.mails.filter(delivered_at=None, attempts__gt=0),
    }
    return render(request, "newsroom/admin/press_request.html", context)


def _do(request: HttpRequest, asked: PressRequest, forms_: dict[str, forms.Form]) -> str:
    """What was done, in words; nothing if it could not be."""
    user = request.user
    if "do-take" in request.POST:
        handling.give(asked, user, user)
        return _("You have this request in hand.")
    if "do-close" in request.POST:
        handling.close(asked, user)
        return _("The request is closed.")
    if "do-reopen" in request.POST:
        handling.reopen(asked, user)
        return _("The request is open again.")
    for name, form in forms_.items():
        if form.is_bound and form.is_valid():
            return DOING[name](asked, user, form.cleaned_data, request)
    return ""


def _give(asked: PressRequest, user, data: dict, request: HttpRequest) -> str:
    handling.give(asked, user, data["to"], is_on_call="do-on-call" in request.POST)
    return _("%(name)s has the request, and a mail with everything needed.") % {
        "name": data["to"].get_full_name()
    }


def _note(asked: PressRequest, user, data: dict, request: HttpRequest) -> str:
    handling.note(asked, user, data["note"])
    return _("The note is kept.")


def _answer(asked: PressRequest, user, data: dict, request: HttpRequest) -> str:
    handling.answer(asked, user, data["answer"], data["is_refused"])
    return _("The answer goes to the journalist, by mail and on the page of the request.")


DOING: dict[str, Callable[..., str]] = {"give": _give, "note": _note, "answer": _answer}


class RequestsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return handling.may_handle_any(request.user)


def menu_item() -> RequestsMenuItem:
    address = reverse("newsroom_press_requests")
    return RequestsMenuItem(gettext_lazy("Press requests"), address, icon_name="mail", order=300)


def urls() -> list:
    results = PressRequestsView.as_view(results_only=True)
    return [
        path("press-requests/", PressRequestsView.as_view(), name="newsroom_press_requests"),
        path("press-requests/results/", results, name="newsroom_press_requests_results"),
        path("press-requests/<uuid:pk>/", press_request, name="newsroom_press_request"),
    ]

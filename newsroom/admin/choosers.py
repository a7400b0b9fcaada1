"""What the page choosers show: the rule is `permissions.may_choose`."""

import re

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.chooser import ChosenMultipleView

from ..models import BilingualPage
from ..permissions import may_choose


def only_what_may_be_named(pages: QuerySet, request: HttpRequest) -> QuerySet:
    match = request.resolver_match
    parent = match.kwargs.get("parent_page_id") if match else None
    everything = BilingualPage.objects.filter(pk=parent, depth__gt=1)
    if parent and everything.exists() and not may_choose(request.user, everything).exists():
        raise PermissionDenied  # the page asked for would be drawn above the list of its children
    return may_choose(request.user, pages)


def name_no_hidden_choice() -> None:
    """Wagtail tells the title of any page whose key is sent to it as chosen: only of those one may name."""
    tell = ChosenMultipleView.get

    def tell_what_may_be_named(view: ChosenMultipleView, request: HttpRequest) -> HttpResponse:
        keys = [key for key in request.GET.getlist("id") if re.fullmatch(r"[0-9]{1,9}", key)]
        may = may_choose(request.user, BilingualPage.objects.filter(pk__in=keys))
        request.GET = request.GET.copy()
        request.GET.setlist("id", list(may.values_list("pk", flat=True)))
        return tell(view, request)

    ChosenMultipleView.get = tell_what_may_be_named

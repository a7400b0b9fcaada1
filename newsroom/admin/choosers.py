"""What the page choosers show: the rule is `permissions.may_choose`."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from ..models import BilingualPage
from ..permissions import may_choose


def only_what_may_be_named(pages: QuerySet, request: HttpRequest) -> QuerySet:
    match = request.resolver_match
    parent = match.kwargs.get("parent_page_id") if match else None
    everything = BilingualPage.objects.filter(pk=parent, depth__gt=1)
    if parent and everything.exists() and not may_choose(request.user, everything).exists():
        raise PermissionDenied  # the page asked for would be drawn above the list of its children
    return may_choose(request.user, pages)

"""Alerts for strangers: the public form, and what is behind the links of their mails.

The form's page is public and the same for everybody. What is behind a link is of one person: never kept, never indexed;
looking at it changes nothing, and a link that nobody was given is a 404.
"""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django.views.defaults import permission_denied

from .. import contacts, languages, site_map, text_filter
from ..embargo.views import private
from ..filters import ReleaseFilters
from ..models import AlertSubscription, StandardPage
from ..public_forms import Unreadable, is_same_origin, opened_now, posted
from . import consent, keeping, limits, links, matching, subscribing
from .forms import AskForm, ChangeForm

PREVIEWED = 5


@csrf_exempt  # public forms set no cookie: see public_forms
@require_http_methods(["GET", "HEAD", "POST"])
def alerts(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request) if is_same_origin(request) else permission_denied(request, None)
    initial = {"opened": opened_now(), "language": languages.active()}
    return _page(request, AskForm(initial=initial), is_sent="sent" in request.GET)


def _receive(request: HttpRequest) -> HttpResponse:
    try:
        form = AskForm(posted(request))
    except Unreadable as refusal:
        form = AskForm(initial={"opened": opened_now()})
        return _page(request, form, refusal.status, is_unreadable=True)
    if not form.is_valid():
        return _page(request, form.reopened(), 422)
    query = ReleaseFilters(request.GET).query()
    if len(query) > matching.LONGEST_QUERY:
        form.add_error(None, _("These filters are too long for an alert: fewer words, please."))
        return _page(request, form.reopened(), 422)
    if not form.is_from_a_machine:
        given = form.cleaned_data
        try:
            network = limits.network_of(request)
            subscribing.ask(network, given["email"], query, given["language"], **form.choices)
        except limits.TooManyRequests:
            form.add_error(
                None, _("Too many alerts have been asked for in this hour. Please try again later.")
            )
            return _page(request, form.reopened(), 429)
    sent = redirect(f"{reverse('alerts')}?sent=1")
    sent.status_code = 303
    return sent


def _page(request: HttpRequest, form: AskForm, status: int = 200, **context: bool) -> HttpResponse:
    """`context`: is_sent, is_unreadable."""
    filters = ReleaseFilters(request.GET)
    messages = list(filters.problems)
    if matching.ends_in_the_past(filters):
        messages.append(_("These filters end in the past: no release to come can answer to them."))
    try:
        with text_filter.limited() if "q" in filters.values else nullcontext():
            preview = list(filters.releases().for_links()[:PREVIEWED])
    except text_filter.TooSlow:
        preview = []
        messages.append(_("This search took too long: what it would have sent cannot be shown."))
    context |= {
        "form": form,
        "filters": filters.in_force(),
        "query": filters.query(),
        "messages": messages,
        "preview": preview,
        "consent": consent.text(languages.active()),
        "privacy": StandardPage.objects.visible().filter(purpose=StandardPage.Purpose.PRIVACY).first(),
        "newsroom": site_map.links(request).newsroom,
    }
    return render(request, "newsroom/alerts.html", context, status=status)


# Behind the links of mails --------------------------------------------------------------------------------------


def _of_one_person(purpose: str) -> Callable:
    """The view gets the subscription of its token."""

    def decorate(view: Callable[[HttpRequest, AlertSubscription], HttpResponse]) -> Callable:
        @csrf_exempt  # no cookie says who posts: the key in the address does
        @require_http_methods(["GET", "HEAD", "POST"])
        @private
        def wrapper(request: HttpRequest, token: str) -> HttpResponse:
            subscription = links.find(token, purpose)
            if subscription is None:
                raise Http404
            subscription.token = token
            return view(request, subscription)

        return wrapper

    return decorate


@_of_one_person(links.CONFIRM)
def confirm(request: HttpRequest, subscription: AlertSubscription) -> HttpResponse:
    """Programs of mail servers follow links: only the button confirms."""
    is_open = links.may_confirm(subscription.token, subscription)
    if request.method == "POST":
        if not is_same_origin(request):
            return permission_denied(request, None)
        if is_open and subscribing.confirm(subscription):
            return _to(links.MANAGE, subscription, "confirmed")
    is_open = is_open and subscription.state == AlertSubscription.State.UNCONFIRMED
    return _personal(request, "alerts_confirm", subscription, 200 if is_open else 410, is_open=is_open)


@_of_one_person(links.STOP)
def stop(request: HttpRequest, subscription: AlertSubscription) -> HttpResponse:
    """Posted by the button of the page, or by a mail provider (RFC 8058), which has neither cookie nor origin."""
    if request.method == "POST":
        if "erase" in _whatever_was_posted(request):
            subscribing.erase(subscription.address_hash)
            return render(request, "newsroom/alerts_erased.html", {"is_private": True})
        subscribing.end(subscription)
        subscription.refresh_from_db()
        return _personal(request, "alerts_stop", subscription, is_done=True)
    return _personal(request, "alerts_stop", subscription)


def _whatever_was_posted(request: HttpRequest) -> QueryDict:
    """A mail provider's words are nothing that its reader could put right."""
    try:
        return posted(request)
    except Unreadable:
        return QueryDict()


@_of_one_person(links.MANAGE)
def manage(request: HttpRequest, subscription: AlertSubscription) -> HttpResponse:
    if request.method != "POST":
        return _personal(
            request,
            "alerts_manage",
            subscription,
            form=ChangeForm.of(subscription),
            told=request.GET.get("done"),
        )
    if not is_same_origin(request):
        return permission_denied(request, None)
    try:
        data = posted(request)
    except Unreadable as refusal:
        form = ChangeForm.of(subscription)
        return _personal(request, "alerts_manage", subscription, refusal.status, form=form)
    action = data.get("action")
    if action == "erase":
        subscribing.erase(subscription.address_hash)
        return render(request, "newsroom/alerts_erased.html", {"is_private": True})
    if action in ACTIONS:
        ACTIONS[action](subscription)
        return _to(links.MANAGE, subscription, action)
    form = ChangeForm(data)
    if not form.is_valid():
        return _personal(request, "alerts_manage", subscription, 422, form=form)
    subscribing.change(subscription, **form.choices)
    return _to(links.MANAGE, subscription, "changed")


ACTIONS: dict[str, Callable[[AlertSubscription], object]] = {
    "pause": subscribing.pause,
    "resume": subscribing.resume,
    "end": subscribing.end,
    "keep": subscribing.keep,
}


def _to(purpose: str, subscription: AlertSubscription, done: str) -> HttpResponse:
    address = reverse(f"alerts_{purpose}", args=[links.token_of(subscription, purpose)])
    response = redirect(f"{address}?done={done}")
    response.status_code = 303
    return response


def _personal(
    request: HttpRequest, name: str, subscription: AlertSubscription, status: int = 200, **context: object
) -> HttpResponse:
    language = languages.active()
    context |= {
        "subscription": subscription,
        "filters": matching.described(subscription.query, language),
        "stored": keeping.as_data(subscription) if name == "alerts_manage" else None,
        "mark": consent.VERSION,
        "office": contacts.main_office(),
        "is_private": True,
    }
    return render(request, f"newsroom/{name}.html", context, status=status)

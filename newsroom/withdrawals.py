"""A public release is taken back: readers who come to one of its addresses are told why, or led to another release.

Only what readers see can be withdrawn, so the addresses that answer 410 tell nothing of what never was public. A
page that is visible at such an address is shown all the same.
"""

from django.db import transaction
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from . import approval, gone, languages, visibility
from .languages import writes_in_reference

LOG_ACTION = "newsroom.withdraw"
HOURS = dict.fromkeys(("go_live_at", "expire_at", "embargo_until"))


LONGEST_CHAIN = 8  # of releases that were merged into one another


class NotPublic(Exception):
    """Readers do not see that release: there is nothing to withdraw."""


class WithdrawnMeanwhile(Exception):
    """Whoever publishes began before the release was withdrawn."""

    def __init__(self, page) -> None:
        super().__init__(page.pk)
        self.page = page


@writes_in_reference
@transaction.atomic
def withdraw(release, user, kind: str, reasons: dict[str, str], merged_into=None):
    """The Withdrawal. `reasons`: by language code. Raises NotPublic.

    One transaction: what its hour had made public is made durable first, the page, its files and its schedule are
    taken back, and an approval that was under way ends.
    """
    from .feeds.withdrawn import facts
    from .models import GoneFile, PressReleasePage, Withdrawal

    approval.lock(release)
    approval.make_durable(release)
    release = PressReleasePage.objects.get(pk=release.pk)
    if not visibility.is_visible(release):
        raise NotPublic
    end(release)  # an alias that went public again with its source
    texts = {f"reason_{code}": reasons.get(code, "").strip() for code in languages.codes()}
    withdrawal = Withdrawal.objects.create(
        release=release, kind=kind, merged_into=merged_into, withdrawn_by=user, told=facts(release), **texts
    )
    shown = [page for page in _with_aliases(release) if visibility.is_visible(page)]
    paths = {path for page in shown for path in _addresses(page)}
    withdrawal.addresses.bulk_create(
        [withdrawal.addresses.model(withdrawal=withdrawal, path=path) for path in paths]
    )
    gone.mark([file for page in shown for file in gone.files_of(page)], GoneFile.Reason.WITHDRAWN)
    if (state := release.current_workflow_state) is not None:
        state.cancel(user=user)
    release.revisions.update(approved_go_live_at=None)
    release = PressReleasePage.objects.get(pk=release.pk)  # locked by nothing that has just ended
    release.unpublish(user=user, log_action=False)
    _forget_hours(release)
    data = {"kind": kind, "reason": texts[f"reason_{languages.REFERENCE}"]}
    log(release, LOG_ACTION, user=user, data=data)
    return withdrawal


def refuse_publication(release) -> None:
    """For a release that has changed between being read and being locked. Raises WithdrawnMeanwhile."""
    from .models import Withdrawal

    if Withdrawal.objects.filter(release=release.pk, ended_at=None).exists():
        raise WithdrawnMeanwhile(release)


def _with_aliases(release) -> list:
    """The release, and its other addresses in the tree: they are hidden with it."""
    aliases = [alias.specific for alias in release.aliases.all()]
    return [release, *(page for alias in aliases for page in _with_aliases(alias))]


def _addresses(release) -> set[str]:
    """Every path that led readers to it: in each language by either slug, and its old ones."""
    slugs = {release.slug}
    if release.slug_en and visibility.is_english_public(release):
        slugs.add(release.slug_en)
    room = release.get_parent()
    rooms = [room.url_in(code) for code in languages.codes()]
    old = Redirect.objects.filter(redirect_page=release.pk).values_list("old_path", flat=True)
    return {Redirect.normalise_path(f"{address}{slug}/") for address in rooms for slug in slugs} | set(old)


def _forget_hours(release) -> None:
    """An hour that was typed before must not publish it again when its draft is approved another day."""
    type(release)._base_manager.filter(pk=release.pk).update(**HOURS)
    if draft := release.get_latest_revision():
        draft.content = draft.content | HOURS
        draft.save(update_fields=["content"])


def end(release) -> None:
    """The release is public again."""
    release.withdrawals.filter(ended_at=None).update(ended_at=Now())


def answer(request: HttpRequest) -> HttpResponse | None:
    """For an address that has no page: what became of the release that stood there, or of the one above a suffix.

    One query, whatever the address; a few more where something was withdrawn.
    """
    from .models import Withdrawal

    path = Redirect.normalise_path(request.path)[:500]
    found = Withdrawal.objects.filter(
        ended_at=None, addresses__path__in=[path, path.rpartition("/")[0]]
    ).order_by("-withdrawn_at")
    withdrawal = found.first()
    if withdrawal is None:
        return None
    language = translation.get_language_from_path(request.path_info) or languages.REFERENCE
    if other := _takes_its_place(withdrawal):
        return HttpResponsePermanentRedirect(other.url_in(language, request))
    with translation.override(language):
        return render(request, "newsroom/withdrawn.html", {"withdrawal": withdrawal}, status=410)


def _takes_its_place(withdrawal):
    """The first release that readers see of those that were merged into one another, or None."""
    from .models import PressReleasePage, Withdrawal

    release_id, seen = withdrawal.merged_into_id, set()
    while release_id and release_id not in seen and len(seen) < LONGEST_CHAIN:
        if release := PressReleasePage.objects.visible().filter(pk=release_id).first():
            return release
        seen.add(release_id)
        following = Withdrawal.objects.filter(release=release_id, ended_at=None)
        release_id = following.values_list("merged_into", flat=True).first()
    return None

"""The rule's conditions, written once: they keep the same rows as the rule that they were written from."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from newsroom import clock, visibility
from newsroom.models import BilingualPage, HospitalPage, PressReleasePage, ReleaseHospital

from .. import factories
from ..kept import kept

HOUR = timedelta(hours=1)

CONDITIONS = (visibility.released, visibility.restricted, visibility.visible)


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def every_state(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        for state in ("draft", "public", "english", "scheduled", "unpublished", "expired"):
            getattr(factories, f"{state}_release")(site, slug=state)
        closed = factories.public_release(site, slug="closed")
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        yield


def _keys(pages) -> set[int]:
    return set(pages.values_list("pk", flat=True))


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.__name__)
@pytest.mark.parametrize("model", [BilingualPage, PressReleasePage, HospitalPage])
@pytest.mark.parametrize("shift", [-HOUR, 0 * HOUR, 2 * HOUR], ids=["before", "now", "after"])
def test_it_keeps_the_rows_that_the_rule_keeps(every_state, condition, model, shift):
    with clock.shifted(shift):
        pages = model._base_manager.all()
        assert _keys(pages.filter(condition())) == _keys(pages.filter(condition.__wrapped__()))
        assert _keys(pages.exclude(condition())) == _keys(pages.exclude(condition.__wrapped__()))


def test_a_hidden_branch_is_hidden_however_deep_the_question_stands(every_state):
    """The names of its inner tables are its own: a query around it has tables of the same names."""
    release = PressReleasePage.objects.get(slug="public")
    hospital = HospitalPage.objects.get(slug="cochin")
    link, _is_new = ReleaseHospital.objects.get_or_create(
        release=release, hospital=hospital, defaults={"sort_order": 0}
    )
    shown = HospitalPage.objects.filter(pk=OuterRef("hospital")).visible()
    links = ReleaseHospital.objects.filter(pk=link.pk).filter(Exists(shown))
    releases = PressReleasePage.objects.visible().filter(
        Exists(ReleaseHospital.objects.filter(Exists(shown), release=OuterRef("pk"))), pk=release.pk
    )
    assert links.exists() and releases.exists()
    HospitalPage.objects.filter(pk=hospital.pk).update(live=False)
    assert not links.exists() and not releases.exists()


def test_the_second_query_writes_nothing_again(every_state):
    """It would be slow for nothing if each query were written anew."""
    with CaptureQueriesContext(connection) as first:
        list(PressReleasePage.objects.visible())
    from newsroom.written_once import _written

    before = _written.cache_info().misses
    with CaptureQueriesContext(connection) as second:
        list(PressReleasePage.objects.visible())
    assert _written.cache_info().misses == before
    assert [query["sql"] for query in first] == [query["sql"] for query in second]

"""“Select all in the listing” is what the listing shows, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from newsroom import clock, roles
from newsroom.models import PressDocument, PressImage
from search.models import Practitioner
from tests import factories
from tests.directory_factories import PractitionerFactory, ServiceFactory

from .staff import person


@pytest.fixture
def chief(site):
    roles.ensure_roles()
    return person(roles.CHIEF)


def in_bulk(somebody, model: type, action: str, **query: str):
    """As the listing's script asks: the query of the listing, and all."""
    address = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
    parameters = "&".join(f"{name}={value}" for name, value in (query | {"id": "all"}).items())
    asked = somebody.get(f"{address}?{parameters}")
    done = somebody.post(f"{address}?{parameters}")
    return asked, done


@pytest.mark.parametrize(
    "query",
    [{"q": "lefebvre"}, {"title": "pr"}, {"hospital": "necker"}],
    ids=["search", "filter", "relation"],
)
def test_of_practitioners(chief, site, query):
    necker = ServiceFactory(hospital=site.necker)
    one = PractitionerFactory(service=necker, last_name="Lefebvre", title="pr")
    other = PractitionerFactory(service=ServiceFactory(hospital=site.cochin), last_name="Martin", title="dr")
    if "hospital" in query:
        query = {"hospital": str(site.necker.pk)}
    asked, done = in_bulk(chief, Practitioner, "stop_work", **query)
    assert "Lefebvre" in asked.content.decode() and "Martin" not in asked.content.decode()
    assert done.status_code == 302
    state = dict(Practitioner.objects.values_list("pk", "is_active"))
    assert state == {one.pk: False, other.pk: True}


def test_without_search_or_filter_it_is_all_of_them(chief, site):
    for name in ("Lefebvre", "Martin"):
        PractitionerFactory(service=ServiceFactory(), last_name=name)
    in_bulk(chief, Practitioner, "stop_work")
    assert not Practitioner.objects.filter(is_active=True).exists()


@pytest.mark.parametrize("query", [{"q": "rein"}, {"consent_state": "ended"}], ids=["search", "filter"])
def test_of_pictures(chief, site, query):
    ended = factories.picture(
        title="Le rein", consent="written", consent_until=clock.today() - timedelta(days=2)
    )
    kept = factories.picture(title="La main")
    in_bulk(chief, PressImage, "delete", **query)
    assert set(PressImage.objects.filter(pk__in=[ended.pk, kept.pk]).values_list("pk", flat=True)) == {
        kept.pk
    }


def test_of_documents(chief, site):
    factories.document(title="Le rein")
    kept = factories.document(title="La main")
    in_bulk(chief, PressDocument, "delete", q="rein")
    assert list(PressDocument.objects.values_list("pk", flat=True)) == [kept.pk]

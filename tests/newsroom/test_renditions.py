"""No picture is resized while a visitor waits: sizes are made when a page is approved."""

import pytest

from newsroom import pictures
from newsroom.models import PressRendition
from tests import factories
from tests.crawl import ask

PAGES = ("/fr/", "/en/", "/fr/communiques-de-presse/", "/fr/communiques-de-presse/rein/", "/en/press-releases/kidney/",
         "/fr/hopitaux/necker/", "/fr/a-propos/", "/fr/recherche/?q=rein")  # fmt: skip


@pytest.fixture
def site_with_pictures(site, django_capture_on_commit_callbacks):
    """A picture in every place that can hold one; returns the pictures."""
    lead, body, gallery, photo, page = (factories.picture() for _place in range(5))
    with django_capture_on_commit_callbacks(execute=True):
        factories.english_release(
            site,
            slug="rein",
            slug_en="kidney",
            title_fr="Rein",
            lead_image=lead,
            body_fr=[("picture", body), ("gallery", [gallery, body])],
            body_en=[("picture", body)],
        )
        hospital = factories.fresh(site.necker)
        hospital.photo = photo
        hospital.save_revision()
        factories.publish(hospital)
        factories.standard_page(site.home, body_fr=[("picture", page)])
    return lead, body, gallery, photo, page


def test_every_picture_of_an_approved_page_has_its_sizes(site_with_pictures):
    assert [picture.renditions.count() for picture in site_with_pictures] == [len(pictures.all_specs())] * 5


def test_a_view_makes_no_rendition(site_with_pictures):
    before = PressRendition.objects.count()
    for address in PAGES:
        assert ask(address).status == ask(address).status == 200
        assert PressRendition.objects.count() == before, address


def test_a_missing_size_is_replaced_by_the_original(site_with_pictures, client):
    lead = site_with_pictures[0]
    lead.renditions.all().delete()
    page = client.get("/fr/communiques-de-presse/rein/").content.decode()
    assert f'src="{lead.file.url}"' in page
    assert not lead.renditions.exists()


def test_pictures_of_a_scheduled_release_wait_for_it_and_not_for_a_reader(
    site, django_capture_on_commit_callbacks
):
    picture = factories.picture()
    with django_capture_on_commit_callbacks(execute=True):
        factories.scheduled_release(site, lead_image=picture)
    assert picture.renditions.count() == len(pictures.all_specs())


def test_a_picture_that_cannot_be_read_stops_no_publication(site, django_capture_on_commit_callbacks):
    picture = factories.picture()
    picture.file.storage.delete(picture.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        release = factories.public_release(site, lead_image=picture)
    assert release.live

"""The crawl of the non-interference test walks every public surface there is: a new one that it leaves out is noticed."""

from django.urls import path

from tests import surfaces
from tests.crawl import ask

from .test_non_interference import _addresses, archive  # noqa: F401


def test_the_crawl_asks_each_public_surface_in_each_language(site, archive):  # noqa: F811
    asked = {surfaces.of(address) for address in _addresses(archive)}
    assert surfaces.of_the_code() - asked == set()


def test_a_new_surface_is_noticed(site, archive, settings):  # noqa: F811
    from aphp_site import urls

    settings.ROOT_URLCONF = type(urls)("more_urls")
    settings.ROOT_URLCONF.urlpatterns = [*urls.urlpatterns, path("new/", ask, name="new_surface")]
    assert ("", "new_surface") in surfaces.of_the_code()

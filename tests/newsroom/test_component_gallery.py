"""The component gallery: for staff, in both languages and both schemes, with nothing of the database needed."""

import pytest

from newsroom import roles
from newsroom.admin import samples
from tests import factories
from tests.newsroom.staff import person

GALLERY = "/admin/components/"


def test_strangers_are_sent_to_the_log_in(client, site):
    assert client.get(GALLERY).headers["Location"].startswith("/admin/account/login/")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_is_drawn(site, language, scheme):
    roles.ensure_roles()
    factories.picture()
    page = person(roles.OFFICER).get(f"{GALLERY}?language={language}&scheme={scheme}").content.decode()
    assert f'<html lang="{language}" class="scheme-{scheme}">' in page
    for name in (
        "card",
        "event",
        "tools",
        "quote",
        "key-figures",
        "callout",
        "figure",
        "map",
        "groups",
        "chips",
    ):
        assert f'class="{name}' in page or f" {name}" in page


def test_a_hurried_query_gives_the_first_choice(site):
    roles.ensure_roles()
    page = person(roles.OFFICER).get(f"{GALLERY}?language=xx&scheme=pink").content.decode()
    assert '<html lang="fr" class="scheme-light">' in page


def test_a_title_of_the_gallery_has_the_length_that_editors_may_use(site):
    assert len(samples.releases(site.newsroom, None)["long"].title_fr) == 200

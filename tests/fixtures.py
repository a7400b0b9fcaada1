"""The site that most tests start from, and its people."""

import pytest
from django.contrib.auth.models import User
from wagtail.users.models import UserProfile

from . import factories


@pytest.fixture
def site(db) -> factories.SiteTree:
    """Home, press room, hospitals with Cochin and Necker, AP-HP's press office."""
    return factories.existing_site()


@pytest.fixture(params=["fr", "en"])
def editor(request, client, db):
    """A logged-in client whose interface language is French, then English: pages must not notice."""
    user = User.objects.create_superuser(f"editor_{request.param}", f"{request.param}@example.org", "x")
    # The profile form permits French alone: this is a profile from before that rule.
    profile = UserProfile.get_for_user(user)
    UserProfile.objects.filter(pk=profile.pk).update(preferred_language=request.param)
    client.force_login(user)
    client.user, client.interface_language = user, request.param
    return client

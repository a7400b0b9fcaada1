import pytest

from newsroom import roles


@pytest.fixture
def guarded(site, settings):
    """The site with its roles, as before the public: a second factor is required of those who may publish."""
    settings.SECOND_FACTOR_REQUIRED = True
    roles.ensure_roles()
    return site


@pytest.fixture
def guarded_and_committed(committed_site, settings):
    """The same, with transactions that end: allauth tells of a new second factor when it is committed."""
    settings.SECOND_FACTOR_REQUIRED = True
    roles.ensure_roles()
    return committed_site

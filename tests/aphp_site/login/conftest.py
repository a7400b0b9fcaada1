import pytest

from newsroom import roles


@pytest.fixture
def guarded(site, settings):
    """The site with its roles, as before the public: a second factor is required of those who may publish."""
    settings.SECOND_FACTOR_REQUIRED = True
    roles.ensure_roles()
    return site

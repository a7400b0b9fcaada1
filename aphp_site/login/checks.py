from django.conf import settings
from django.core.checks import CheckMessage, Error


def check_second_factor(app_configs, **kwargs) -> list[CheckMessage]:
    """A public installation where a password alone publishes is refused."""
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    return [Error("SECOND_FACTOR_REQUIRED is off: a password alone would publish.", id="aphp_site.E001")]

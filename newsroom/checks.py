"""What an operator must know before readers do. Database checks: `check --database default`."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError

NEEDED = ("legal", "accessibility", "privacy", "site_map")


def check_signing_key(app_configs, **kwargs) -> list[CheckMessage]:
    """Of deployments: without a key versions are kept and compared, and not signed."""
    from .verification import signing

    try:
        signing.public_keys()
    except signing.BadKey as error:
        hint = "Base64 of 32 bytes each: make_signing_key prints a pair."
        return [
            Error(f"SIGNING_KEY or FORMER_SIGNING_KEYS is no key: {error}", hint=hint, id="newsroom.E029")
        ]
    if settings.SIGNING_KEY:
        return []
    hint = "make_signing_key prints one for the environment: docs/verification.md."
    return [Warning("Releases are not signed: SIGNING_KEY is empty.", hint=hint, id="newsroom.W029")]


def check_institution(app_configs, databases=None, **kwargs) -> list[CheckMessage]:
    """What is not filled in, contradicts itself, is missing, or gives an old telephone."""
    if not databases:
        return []
    from .models import HomePage

    try:
        if not HomePage.objects.exists():  # an installation that has not begun
            return []
        return [*_unfilled(), *_accessibility(), *_missing_pages(), *_error_pages()]
    except DatabaseError:  # not migrated yet: the migrations' own check says so
        return []


def _unfilled() -> list[CheckMessage]:
    from .models import InstitutionSettings

    missing = InstitutionSettings.load().missing
    if not missing:
        return []
    hint = "In the admin: Settings, “the institution”. Until then these lines are not drawn."
    return [Warning(f"The legal pages lack: {', '.join(missing)}.", hint=hint, id="newsroom.W001")]


def _accessibility() -> list[CheckMessage]:
    from . import accessibility
    from .models import InstitutionSettings, StandardPage

    found = [
        Warning(
            f"The accessibility statement: {fault.message}",
            hint="In the admin: Settings, “the institution”.",
            id="newsroom.W003",
        )
        for fault in accessibility.faults(InstitutionSettings.load())
    ]
    titles = StandardPage.objects.filter(purpose="accessibility").values_list("title_fr", "title_en")
    if any(accessibility.names_a_state(title) for row in titles for title in row):
        hint = "Take the state out of the title: the footer and the page say the one of the settings."
        found.append(
            Warning("The title of the accessibility statement names a state.", hint=hint, id="newsroom.W004")
        )
    return found


def _missing_pages() -> list[CheckMessage]:
    from .models import StandardPage

    present = set(StandardPage.objects.visible().values_list("purpose", flat=True))
    return [
        Warning(
            f"No visible page has the purpose “{purpose}”.",
            hint="Publish it, or run create_site if there is none.",
            id="newsroom.W002",
        )
        for purpose in NEEDED
        if purpose not in present
    ]


def _error_pages() -> list[CheckMessage]:
    from . import error_pages

    number = error_pages.press_line()
    if not number or error_pages.lines_shown() == {number}:
        return []
    return [
        Warning(
            f"The error pages do not give the press office's telephone, {number}.",
            hint="Run write_error_pages, then restart.",
            id="newsroom.W005",
        )
    ]

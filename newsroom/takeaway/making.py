"""When the files of a release are made: after its publication, by the worker of the outbox, and by `make_files`."""

from django.db.models import Exists, OuterRef
from django.utils import translation

from newsroom import file_visibility, languages, outbox, visibility
from newsroom.languages import REFERENCE, TRANSLATION
from newsroom.models import PressReleasePage, ReleaseFile

from . import kit, pictures, prints, ready


def make(release_id: int, printer: "prints.Printer | None" = None) -> None:
    """Everything of a release that readers see; what is as it should be stays. Nothing of one that they do not.

    `printer`: one that prints several; else one for this release is begun and ended.
    """
    with translation.override(REFERENCE):
        release = PressReleasePage.objects.visible().filter(pk=release_id).first()
    if release is None:
        return
    codes = [REFERENCE, *([TRANSLATION] if visibility.is_english_public(release) else [])]
    with translation.override(REFERENCE):
        pictures.make(release, codes)
    try:
        prints.make(release, codes, printer)
    finally:  # whatever the printer does, the rest is right
        _weigh(release)
        _come_back(release, codes)


def _weigh(release: PressReleasePage) -> None:
    """The press kit is made of all this while it is sent; how heavy it is stands beside its link."""
    size = kit.of(release.pk).size
    values = {"version": release.version, "size": size, "digest": ""}
    ReleaseFile.objects.update_or_create(
        page_id=release.pk, kind=ReleaseFile.Kind.KIT, language=REFERENCE, defaults=values
    )


def _come_back(release: PressReleasePage, codes: list[str]) -> None:
    """On the day after which somebody shown does not agree any more, the files are made without that picture."""
    shown = [image for code in codes for image in ready.pictures_in(release, code) if image.is_shown]
    if last_day := file_visibility.first_end_of_consent(shown):
        outbox.record_files_after(release, last_day)


def forget(release: PressReleasePage) -> None:
    """A release that readers do not see any more leaves nothing. Within the transaction that hides it."""
    for row in ReleaseFile.objects.filter(page=release.pk):
        row.delete()


def missing() -> list[int]:
    """Keys of the releases without a PDF that may be given, in a language in which readers see them; the newest first."""
    found = []
    given = ReleaseFile.objects.filter(
        file_visibility.still_made_of(OuterRef("version")), page=OuterRef("pk"), kind=ReleaseFile.Kind.PDF
    )
    for code in (REFERENCE, TRANSLATION):
        lacking = PressReleasePage.objects.visible_in(code).exclude(Exists(given.filter(language=code)))
        found += lacking.newest_first().values_list("pk", flat=True)
    return list(dict.fromkeys(found))


def every() -> list[int]:
    return list(
        PressReleasePage.objects.visible_in(languages.REFERENCE).newest_first().values_list("pk", flat=True)
    )

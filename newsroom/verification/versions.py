"""The version rule: a release has one version more each time that the canonical text of one of its languages changes.

A text is kept from the moment at which it is durable as public, never before. A language that becomes public later
(a translation, an English hour) joins the version that is in force: no reader's text has changed. Within the
transaction that publishes, whose page is locked; recorded twice, nothing is doubled.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from newsroom import approval, languages, visibility
from newsroom.languages import TRANSLATION
from newsroom.models import PressReleasePage, ReleaseVersion, VersionText
from newsroom.outputs import serializer
from newsroom.outputs.structure import Release
from newsroom.typography import smarten

from . import canonical, words

BATCH = 200
# Of what stands beside the text of a release nothing is part of it: it is not read.
NOTHING_BESIDE = {
    "hospitals": [],
    "specialties": [],
    "office": None,
    "contacts": [],
    "corrections": [],
    "updated_at": None,
}


@dataclass(frozen=True)
class Version:
    """One version in one language, kept or, of a release that is not durable yet, as it is now."""

    release: PressReleasePage
    number: int
    language: str
    published_at: datetime
    text: str

    @property
    def sha256(self) -> str:
        return canonical.sha256(self.text)

    @property
    def shown(self) -> str:
        return typeset(self.text, self.language)

    @property
    def language_apart(self) -> str:
        """Its language, if that is not the active one."""
        return "" if self.language == languages.active() else self.language


def typeset(text: str, language: str) -> str:
    """A canonical text in the typography of its language."""
    return "\n".join(smarten(line, language) for line in text.split("\n"))


def record(release: PressReleasePage) -> None:
    """`release`: a row that is durable as public. Its `version` is set, in the row and in memory."""
    kept = _kept(release)
    found = dict(_structures(release))
    texts = {code: canonical.text_of(structure) for code, structure in found.items()}
    number = max((row.version.number for row in kept.values()), default=0)
    if not number:
        number, new = release.version, texts
        version = _version(release, number, release.published_at)
    elif any(code in kept and kept[code].text != text for code, text in texts.items()):
        number, new = number + 1, texts
        version = _version(release, number, release.last_published_at)
    else:
        version = max((row.version for row in kept.values()), key=lambda one: one.number)
        new = {code: texts[code] for code in texts if code not in kept or kept[code].version != version}
    VersionText.objects.bulk_create(
        [
            _text(version, release, code, text, canonical.own_text_of(found[code]))
            for code, text in new.items()
        ]
    )
    if release.version != number:
        release.version = number
        type(release)._base_manager.filter(pk=release.pk).update(version=number)


def ensure(release: PressReleasePage) -> None:
    """Before a public release changes: one that came without a version (an import's) keeps the text that it had."""
    if not release.versions.exists():
        record(PressReleasePage.objects.get(pk=release.pk))


def _version(release: PressReleasePage, number: int, published_at: datetime) -> ReleaseVersion:
    return ReleaseVersion.objects.create(release_id=release.pk, number=number, published_at=published_at)


def _text(version: ReleaseVersion, release: PressReleasePage, code: str, text: str, own: str) -> VersionText:
    return VersionText(
        version=version,
        language=code,
        published_at=_public_from(release, code, version.published_at),
        text=text,
        sha256=canonical.sha256(text),
        marks=words.marks(words.keys(own)),
    )


def _public_from(release: PressReleasePage, code: str, published_at: datetime) -> datetime:
    hour = release.english_go_live_at if code == TRANSLATION else None
    return max(hour, published_at) if hour else published_at


def _kept(release: PressReleasePage) -> dict[str, VersionText]:
    """The newest text of each language."""
    rows = VersionText.objects.filter(version__release=release.pk).select_related("version").defer("marks")
    return {row.language: row for row in rows.order_by("language", "-version__number").distinct("language")}


def _structures(release: PressReleasePage) -> Iterator[tuple[str, Release]]:
    links = release.partner_links.select_related("partner")
    context = NOTHING_BESIDE | {"partners": [link.partner for link in links]}
    for code in visibility.public_languages(release):
        with translation.override(code):
            yield code, serializer.release(release, context)


# What readers may see of it ----------------------------------------------------------------------------------


def of(release: PressReleasePage, language: str) -> list[Version]:
    """The newest first. `release`: one that readers see, in a language that is public."""
    rows = VersionText.objects.filter(version__release=release.pk, language=language)
    rows = rows.select_related("version").defer("marks").order_by("-version__number")
    return [kept(release, row) for row in rows] or [now(release, language)]


def kept(release: PressReleasePage, row: VersionText) -> Version:
    return Version(release, row.version.number, row.language, row.published_at, row.text)


def now(release: PressReleasePage, language: str) -> Version:
    """As the row of the release has it: what will be kept once it is durable."""
    structures = dict(_structures(release))
    text = canonical.text_of(structures[language])
    published_at = _public_from(release, language, release.published_at)
    return Version(release, release.version, language, published_at, text)


# Releases that are public already --------------------------------------------------------------------------------


def record_all(tick: Callable[[int], None] = lambda count: None) -> int:
    """Every durable release whose text of today is not kept. How many pages got a text; `tick` is told of those seen."""
    added = 0
    for keys in batched(_durable().order_by("pk").values_list("pk", flat=True).iterator(), BATCH):
        added += sum(map(_record_one, keys))
        tick(len(keys))
    return added


def _durable() -> QuerySet[PressReleasePage]:
    return PressReleasePage.objects.visible().exclude(visibility.not_durable())


@languages.writes_in_reference
@transaction.atomic
def _record_one(page_id: int) -> bool:
    """Nothing of one that somebody publishes meanwhile: that records it."""
    if not approval.lock_if_free(page_id):
        return False
    release = _durable().filter(pk=page_id).first()
    if release is None:
        return False
    texts = VersionText.objects.filter(version__release=page_id)
    before = texts.count()
    record(release)
    return texts.count() > before

"""What is said of a text, or of a release's number: the verdict, and what it rests on."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.utils import translation

from newsroom import visibility, withdrawals
from newsroom.models import PressReleasePage, Withdrawal
from newsroom.outputs import serializer

from . import candidates, canonical, comparing, differences, surroundings, versions, words
from .comparing import Likeness, Surroundings
from .versions import Version


class Verdict(StrEnum):
    """`KNOWN`: only a number was asked for."""

    KNOWN = "known"
    AUTHENTIC = "authentic"
    PASSAGE = "passage"
    AROUND = "around"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    TOO_SHORT = "too_short"


OF_LIKENESS = {
    Likeness.WHOLE: Verdict.AUTHENTIC,
    Likeness.PASSAGE: Verdict.PASSAGE,
    Likeness.AROUND: Verdict.AROUND,
    Likeness.CHANGED: Verdict.CHANGED,
}


@dataclass(frozen=True)
class Answer:
    """`version`: what the text is, or is nearest to; `current`: what readers of its language see today. `changes`: from the
    version to the text, where that has other words; `since`: from the version to the current one. `named`: a release whose
    number the text bears although it is not that release.
    """

    verdict: Verdict
    version: Version | None = None
    current: Version | None = None
    changes: list = field(default_factory=list)
    since: list = field(default_factory=list)
    withdrawal: Withdrawal | None = None
    takes_its_place: PressReleasePage | None = None
    named: PressReleasePage | None = None
    asked: str = ""

    @property
    def is_superseded(self) -> bool:
        return bool(self.version and self.current and self.version.number < self.current.number)

    @property
    def withdrawn_at(self) -> datetime | None:
        return self.withdrawal and self.withdrawal.withdrawn_at


def of_reference(text: str) -> Answer:
    """`text`: what was typed as a number."""
    asked = text.strip()
    for reference in candidates.references_in(asked):
        if release := candidates.visible(reference):
            current = _current(release, release.content_language)
            return Answer(Verdict.KNOWN, current, current, asked=asked)
        if withdrawal := candidates.withdrawn(reference):
            return _withdrawn(withdrawal, asked=asked)
    return Answer(Verdict.UNKNOWN, asked=asked)


def of_text(text: str, numbers: str = "") -> Answer:
    """`numbers`: what else may bear the number of the release, such as a file's description. Raises TooSlow."""
    if len(words.keys(text)) < words.SHORTEST:
        return Answer(Verdict.TOO_SHORT)
    best = _best(text, candidates.references_in(f"{numbers}\n{text}"))
    if best is None:
        named = map(candidates.visible, candidates.references_in(f"{numbers}\n{text}"))
        return Answer(Verdict.UNKNOWN, named=next(filter(None, named), None))
    if withdrawal := best.withdrawal:
        return _withdrawn(withdrawal)
    verdict, version, current = OF_LIKENESS[best.likeness], best.version, best.current
    changes, since = [], []
    if verdict in {Verdict.CHANGED, Verdict.AROUND}:
        changes = _told(best)
    if version.number < current.number:
        since = differences.paragraphs(version.shown, current.shown)
    return Answer(verdict, version, current, changes, since)


@dataclass(frozen=True)
class _Match:
    """`text`: the version's, in the order in which it is nearest."""

    comparison: comparing.Comparison
    version: Version
    text: str
    current: Version | None
    around: Surroundings
    withdrawal: Withdrawal | None = None

    @property
    def likeness(self) -> Likeness:
        return self.comparison.likeness

    @property
    def rank(self) -> tuple:
        is_current = self.current is not None and self.current.number == self.version.number
        return (self.likeness, round(self.comparison.share, 3), is_current, self.version.number)


def _best(text: str, references: list[str]) -> _Match | None:
    """A number that the text bears helps to find it, and decides nothing."""
    named = [row for row in map(candidates.visible, references) if row]
    taken_back = [row.release for row in map(candidates.withdrawn, references) if row]
    rows = candidates.texts_of([*named, *taken_back])
    known = {row.pk for row in rows}
    rows += [row for row in candidates.texts_like(text) if row.pk not in known]
    kept = [versions.kept(row.version.release, row) for row in rows]
    compared = [*_compared(text, kept), *_compared(text, _of_today())]
    return max(compared, key=lambda match: match.rank, default=None)


def _of_today() -> list[Version]:
    releases = candidates.not_durable()
    return [
        versions.now(release, code) for release in releases for code in visibility.public_languages(release)
    ]


def _compared(text: str, found: list[Version]) -> list[_Match]:
    current: dict[tuple[int, str], tuple] = {}
    matches = []
    for version in found:
        key = (version.release.pk, version.language)
        if key not in current:
            current[key] = _state_of(version)
        newest, around, withdrawal = current[key]
        for variant in dict.fromkeys([version.text, canonical.figures_last(version.text)]):
            comparison = comparing.compare(text, variant, around)
            if comparison.likeness is not Likeness.OTHER:
                matches.append(_Match(comparison, version, variant, newest, around, withdrawal))
    return matches


def _state_of(version: Version) -> tuple[Version | None, Surroundings, Withdrawal | None]:
    """What is current of its release, what stands around its text, and why it is not there any more."""
    release = PressReleasePage.objects.visible().filter(pk=version.release.pk).first()
    if release is None:
        return None, Surroundings(), candidates.withdrawal_of(version.release.pk)
    current = _current(release, version.language)
    with translation.override(version.language):
        around = surroundings.of(serializer.release(release))
    return current, around, None


def _current(release: PressReleasePage, language: str) -> Version:
    return versions.of(release, language)[0]


def _told(match: _Match) -> list:
    """From the version to the text, without what may stand around it; of a passage without what it leaves out of the release,
    which is no matter."""

    def told(kind: str, some: tuple[str, ...]) -> list[slice]:
        if kind == differences.ADDED:
            return match.around.strange(some)
        return [] if match.likeness is Likeness.AROUND else [slice(0, len(some))]

    own = versions.typeset(match.text, match.version.language)
    return differences.paragraphs(own, match.comparison.given, told)


def _withdrawn(withdrawal: Withdrawal, asked: str = "") -> Answer:
    other = withdrawals.takes_its_place(withdrawal)
    return Answer(Verdict.WITHDRAWN, withdrawal=withdrawal, takes_its_place=other, asked=asked)

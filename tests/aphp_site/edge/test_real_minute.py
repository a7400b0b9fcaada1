"""A real minute ends: what the edge answers before and after, for everything that changes by the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from newsroom import clock
from newsroom.models import PressReleasePage
from tests import factories

from .conftest import Edge
from .reader import Answer

LONG_ENOUGH_TO_PREPARE = timedelta(seconds=12)
AFTERWARDS = timedelta(seconds=2)
FR, EN = "/fr/communiques-de-presse/", "/en/press-releases/"

Seen = tuple[int, bool]  # the status, and whether the words were there


@dataclass
class Question:
    """One address, asked again and again; what it answers before the minute ends, and after."""

    address: str
    before: Seen
    after: Seen
    words: str = ""
    or_before: Seen | None = None
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[datetime, datetime, Seen, str]] = field(default_factory=list)

    def put(self, edge: Edge) -> Answer:
        asked_at = clock.now()
        answer = edge.ask(self.address, self.method, **self.headers)
        is_packed = answer.headers.get("content-encoding")
        text = answer.text if is_packed else answer.body.decode("latin-1")
        found = answer.status, bool(self.words) and self.words in text
        self.answers.append((asked_at, clock.now(), found, answer.copy))
        return answer

    def faults(self, minute: datetime) -> list[tuple]:
        """Old after the minute (asked after it), new before it (answered before it), or anything else."""
        return [
            (self.address, self.headers, asked_at - minute, found, copy)
            for asked_at, answered_at, found, copy in self.answers
            if found not in {self.before, self.or_before, self.after}
            or (found == self.after and answered_at < minute)
            or (found != self.after and asked_at >= minute)
        ]

    def copies_before(self, minute: datetime) -> set[str]:
        return {copy for _asked, answered_at, _found, copy in self.answers if answered_at < minute}


@dataclass
class Scene:
    minute: datetime
    questions: list[Question]


def _prepare(site) -> tuple[datetime, PressReleasePage]:
    """At the same minute: a release lifts, one expires, and the English of a third."""
    minute = factories.minute(timedelta(minutes=1) + LONG_ENOUGH_TO_PREPARE)
    picture, document = factories.picture(size=(64, 48)), factories.document()
    lifting = factories.english_fields(title_fr="Levée", title_en="Lifted", slug="levee", slug_en="lifted")
    release = factories.public_release(
        site, published_at=minute, lead_image=picture, body_fr=[("document", document)], **lifting
    )
    hour_ago = factories.minute(-timedelta(hours=1))
    factories.public_release(site, slug="finie", title_fr="Finie", published_at=hour_ago, expire_at=minute)
    english = factories.english_fields(title_en="Later", slug="plus-tard", slug_en="later")
    factories.public_release(site, english_go_live_at=minute, published_at=hour_ago, **english)
    return minute, release


@pytest.fixture
def scene(edge, committed_site) -> Scene:
    minute, release = _prepare(committed_site)
    lifts, appears, ends = (
        ((404, False), (200, True)),
        ((200, False), (200, True)),
        ((200, True), (404, False)),
    )
    document = release.body_fr[0].value
    questions = [
        Question(f"{FR}levee/", *lifts, "Levée".encode().decode("latin-1")),
        *(Question(f"{EN}lifted/", *lifts, "Lifted", headers={"Accept-Encoding": code}) for code in ("gzip", "br")),
        Question(f"{EN}lifted/", (404, False), (200, False), method="HEAD"),
        *(Question(address, *appears, "/levee/") for address in (FR, "/fr/", f"{FR}rss/", "/sitemap.xml")),
        *(Question(FR, *appears, "/levee/", headers={"Accept-Encoding": code}) for code in ("gzip", "br")),
        *(Question(address, *appears, "/lifted/") for address in (EN, "/en/", f"{EN}feed.json")),
        Question(f"{FR}finie/", *ends, "Finie"),
        Question(f"{FR}atom/", (200, True), (200, False), "/finie/"),
        Question(f"{EN}later/", *lifts, "Later"),
        Question(f"{EN}plus-tard/", (200, False), (301, False)),
        Question(f"{EN}rss/", *appears, "/later/"),
        Question(release.lead_image.file.url, (404, False), (200, False)),
        Question(document.url, *lifts, "0123456789"),
    ]  # fmt: skip
    mark = {"If-None-Match": edge.ask(FR).headers["etag"]}
    # Whole again, in the last second: nginx compares marks of what it keeps only.
    questions.append(Question(FR, (304, False), (200, True), "/levee/", (200, False), headers=mark))
    return Scene(minute, questions)


def _watch(edge: Edge, scene: Scene, more: Callable[[], bool]) -> None:
    while more():
        for question in scene.questions:
            question.put(edge)


def test_nothing_old_after_the_minute_and_nothing_new_before_it(edge, scene):
    _watch(edge, scene, lambda: clock.now() < scene.minute + AFTERWARDS)
    assert [fault for question in scene.questions for fault in question.faults(scene.minute)] == []
    kept = [row for row in scene.questions if not row.address.startswith(("/images/", "/documents/"))]
    assert [row.address for row in kept if "HIT" not in row.copies_before(scene.minute)] == []
    assert not PressReleasePage.objects.filter(slug="levee", live=True).exists()  # nothing ran but the clock

"""What the demonstration promises, read from its files."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

from newsroom.blocks import BodyBlock
from newsroom.demo import data
from newsroom.demo.illustrations import GLYPHS, signage
from newsroom.starter import tree

RELEASES = data.releases()
KINDS_OF_BLOCK = {"image" if name == "picture" else name for name in BodyBlock().child_blocks}
by_key = pytest.mark.parametrize("release", RELEASES, ids=lambda row: row["key"])


def slugs(name: str, field: str = "slug") -> set[str]:
    return {row[field] for row in data.read(name)}


def blocks(release: dict, language: str) -> list[dict]:
    return release.get(f"body_{language}") or []


def count(kind: str) -> int:
    return sum(any(block["type"] == kind for block in blocks(row, "fr")) for row in RELEASES)


def pictures(release: dict) -> Iterator[dict]:
    if release.get("image"):
        yield release["image"]
    for block in [*blocks(release, "fr"), *blocks(release, "en")]:
        match block["type"]:
            case "image":
                yield block["value"]
            case "gallery":
                yield from block["value"]


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for item in value.values() for text in strings(item))
        case list():
            yield from (text for item in value for text in strings(item))


def words(release: dict, language: str) -> int:
    return len(re.findall(r"\w+", " ".join(strings([block["value"] for block in blocks(release, language)]))))


def test_at_least_forty_releases():
    assert len(RELEASES) >= 40


def test_every_year_from_2020_to_2026_has_releases():
    assert {row["published_at"][:4] for row in RELEASES} == {str(year) for year in range(2020, 2027)}


def test_every_release_type_is_used():
    assert {row["type"] for row in RELEASES} == {row["code"] for row in tree.read("release_types")}


def test_every_hospital_group_is_in_the_news():
    group = {row["slug"]: row["group"] for row in data.read("hospitals")}
    named = {group[slug] for row in RELEASES for slug in row["hospitals"]}
    assert named == slugs("groups")


def test_forty_two_hospitals_each_in_a_group():
    hospitals = data.read("hospitals")
    assert len(slugs("hospitals")) == len(hospitals) == 42
    assert {row["group"] for row in hospitals} == slugs("groups")


def test_two_thirds_have_complete_english():
    states = Counter(row["english"] for row in RELEASES)
    assert 3 * states["ready"] >= 2 * len(RELEASES)
    assert states.keys() == {"ready", "none", "draft", "outdated"}


@pytest.mark.parametrize(
    "kind", ["quote", "key_figures", "table", "callout", "gallery", "image", "document", "video"]
)
def test_each_kind_of_block_is_shown(kind: str):
    assert count(kind)


@pytest.mark.parametrize("field", ["corrections", "partners", "related", "research"])
def test_each_relation_is_shown(field: str):
    assert any(row.get(field) for row in RELEASES)


def test_one_release_is_long_and_one_very_short():
    lengths = sorted(words(row, "fr") for row in RELEASES)
    assert lengths[0] < 40
    assert lengths[-1] > 1000


def test_framework_agreement_with_inria():
    [release] = [
        row for row in RELEASES if "inria" in row.get("partners", []) and "accord-cadre" in row["slug_fr"]
    ]
    assert release["published_at"].startswith("2020-11-17")
    assert release["english"] == "ready"


@by_key
def test_keys_exist(release: dict):
    assert set(release["hospitals"]) <= slugs("hospitals")
    assert set(release["specialties"]) <= slugs("specialties")
    assert set(release.get("partners", [])) <= slugs("partners", "key")


@by_key
def test_related_releases_are_older(release: dict):
    """The loader links to what it has already published."""
    published = {row["key"]: row["published_at"] for row in RELEASES}
    assert all(published[key] < release["published_at"] for key in release.get("related", []))


@by_key
def test_blocks_are_known_and_quoted_hospitals_exist(release: dict):
    for block in [*blocks(release, "fr"), *blocks(release, "en")]:
        assert block["type"] in KINDS_OF_BLOCK
        if block["type"] == "quote" and block["value"].get("hospital"):
            assert block["value"]["hospital"] in slugs("hospitals")


@by_key
def test_pictures_are_drawn_and_described_in_both_languages(release: dict):
    for picture in pictures(release):
        assert picture["motif"] in GLYPHS
        assert picture["alt_fr"] and picture["alt_en"]
        assert bool(picture.get("caption_fr")) == bool(picture.get("caption_en"))


@by_key
def test_complete_english_answers_block_for_block(release: dict):
    if release["english"] != "ready":
        return
    assert all(release.get(f"{name}_en") for name in ("title", "slug", "summary"))
    kinds = [[block["type"] for block in blocks(release, language)] for language in ("fr", "en")]
    assert kinds[0] == kinds[1]


def test_every_film_has_its_transcript():
    films = [
        block["value"]
        for release in RELEASES
        for language in ("fr", "en")
        for block in blocks(release, language)
        if block["type"] == "video"
    ]
    assert films and all(len(film["transcript"]) > 80 for film in films)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("row", data.read("captions"), ids=lambda row: row["film"])
def test_captions_follow_one_another_to_the_end_of_the_film(row: dict, language: str):
    length = sum(seconds for _picture, seconds in signage.frames((160, 90), 1 / signage.SECONDS_A_LINE))
    times = [time for start, end, _words in row[language] for time in (start, end)]
    assert times == sorted(times) and times[0] == 0
    assert times[-1] <= length + 0.1


def test_every_glyph_is_used():
    assert {picture["motif"] for row in RELEASES for picture in pictures(row)} == GLYPHS.keys()


@pytest.mark.parametrize("field", ["key", "slug_fr", "slug_en"])
def test_no_two_releases_share(field: str):
    values = [row[field] for row in RELEASES if row.get(field)]
    assert len(set(values)) == len(values)


def test_releases_come_oldest_first():
    assert all(first["published_at"] <= second["published_at"] for first, second in pairwise(RELEASES))

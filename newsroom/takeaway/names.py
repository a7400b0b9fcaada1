"""What files of a release are called on somebody's disk: ASCII, its number first."""

from newsroom.languages import REFERENCE

LONGEST = 60


def stem(release, language: str = REFERENCE) -> str:
    """cp-2026-041-un-rein-qui-attend, cut between words."""
    slug = release.slug if language == REFERENCE else release.slug_en or release.slug
    words = "-".join(filter(None, [(release.reference or "").lower(), slug]))
    return words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]


def number(release) -> str:
    return (release.reference or "").lower() or stem(release)[:30].rstrip("-")

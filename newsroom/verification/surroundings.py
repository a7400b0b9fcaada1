"""What our own pages and files say around the text of a release, which is no change where a copy has it too: the number,
hospitals, contacts, captions, titles of sections, addresses that words lead to.
"""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from newsroom.outputs import markdown, parts, text
from newsroom.outputs.structure import (
    Callout,
    Document,
    Film,
    Items,
    Paragraph,
    Picture,
    Quote,
    Release,
    Words,
)
from newsroom.templatetags.weights import weight

from . import words
from .comparing import Surroundings

MOST = 12  # versions, and corrections, whose last lines are known


def of(release: Release) -> Surroundings:
    """With the language of the release active."""
    lines = [*_of_the_forms(release), *_of_the_page(release), *_last_lines(release), *_addresses(release)]
    return Surroundings(frozenset(filter(None, map(words.keys, lines))))


def _of_the_forms(release: Release) -> Iterator[str]:
    """What is left of them without the text."""
    beside = tuple(block for block in release.blocks if isinstance(block, Picture | Film | Document))
    bare = replace(
        release,
        title="",
        dateline="",
        summary="",
        blocks=beside,
        meeting=None,
        study=None,
        boilerplate=(),
        partners=(),
    )
    for write in (text.write, markdown.write):
        yield from write(bare).split("\n")
    yield from (name for name, _value in [*parts.facts(release), *parts.study(release)])
    yield from (_("The study"), _("Source:"), *(name for name, _blocks in parts.sections(release)))


def _of_the_page(release: Release) -> Iterator[str]:
    yield from (release.kind_name, release.reference, f"{release.kind_name} {release.reference}")
    yield from (hospital.name for hospital in release.hospitals)
    yield from (block.hospital for block in release.blocks if isinstance(block, Quote))
    for document in release.documents:
        yield from (document.title, f"{document.title} ({document.kind}, {weight(document.size or 0)})")
    yield _("Transcript")


def _last_lines(release: Release) -> Iterator[str]:
    """At the end of the forms of each version."""
    dates = [None, *(correction.at for correction in release.corrections[:MOST])]
    for number in range(max(release.version - MOST, 1), release.version):
        for at in dates:
            yield parts.version(replace(release, version=number, updated_at=at))


def _addresses(release: Release) -> Iterator[str]:
    yield from (partner.address for partner in release.partners)
    for blocks in (release.blocks, release.boilerplate, *(partner.blocks for partner in release.partners)):
        for block in blocks:
            yield from (span.href for span in _words(block))


def _words(block) -> Words:
    if isinstance(block, Paragraph):
        return block.words
    if isinstance(block, Items):
        return tuple(
            span
            for item in block.items
            for span in (*item.words, *(inner for below in item.below for inner in _words(below)))
        )
    if isinstance(block, Callout):
        return tuple(span for inside in block.blocks for span in _words(inside))
    return ()

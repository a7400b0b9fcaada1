"""What an outside reader answers: comments paragraph by paragraph, and “I approve”."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.html import strip_tags

from .. import english, outbox
from ..models import OutsideApproval, PersonalAccess
from ..typography import smarten

LONGEST_PASSAGE = 600
MOST_COMMENTS = 300  # of one person on one release: more is a machine


@dataclass(frozen=True)
class Stamp:
    """`is_of_this_text`: nothing was changed since."""

    name: str
    at: datetime
    is_of_this_text: bool


@transaction.atomic
def comment(access: PersonalAccess, release, place: str, text: str, language: str) -> None:
    """`place`: the key of a block of the text, or empty. One that is not there counts as empty."""
    if access.comments.count() >= MOST_COMMENTS:
        return
    passages = {str(block.id): block for block in getattr(release, f"body_{language}")}
    block = passages.get(place)
    row = access.comments.create(
        place=place if block else "", passage=_words(block, language) if block else "", text=text
    )
    outbox.record_answer(access, f"comment {row.pk}")


def _words(block, language: str) -> str:
    words = " ".join(block.block.get_searchable_content(block.value))
    return smarten(strip_tags(words), language)[:LONGEST_PASSAGE]


@transaction.atomic
def approve(access: PersonalAccess, release, language: str) -> None:
    """Once for each state of the text."""
    mark = english.text_hash(release, language)
    row, is_new = access.approvals.get_or_create(language=language, text_hash=mark)
    if is_new:
        outbox.record_answer(access, f"approval {row.pk}")


def stamp(approval: OutsideApproval, release) -> Stamp:
    is_same = english.text_hash(release, approval.language) == approval.text_hash
    return Stamp(approval.access.name, approval.approved_at, is_same)


def last_stamp(access: PersonalAccess, release, language: str) -> Stamp | None:
    approval = access.approvals.filter(language=language).last()
    return approval and stamp(approval, release)

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
    language: str
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


def mark_of(release, language: str) -> str:
    """Of the words, to know whether they are those that were read."""
    return english.text_hash(release, language)


@transaction.atomic
def approve(access: PersonalAccess, release, language: str, mark: str) -> bool:
    """Once for each state of the text. False if the text is not the one that was read, whose mark is given."""
    if mark != mark_of(release, language):
        return False
    row, is_new = access.approvals.get_or_create(language=language, text_hash=mark)
    if is_new:
        outbox.record_answer(access, f"approval {row.pk}")
    return True


def stamp(approval: OutsideApproval, release) -> Stamp:
    is_same = mark_of(release, approval.language) == approval.text_hash
    return Stamp(approval.access.name, approval.approved_at, approval.language, is_same)


def last_stamp(access: PersonalAccess, release, language: str) -> Stamp | None:
    """That of the text as it stands, else the last one."""
    approvals = access.approvals.filter(language=language)
    approval = approvals.filter(text_hash=mark_of(release, language)).last() or approvals.last()
    return approval and stamp(approval, release)

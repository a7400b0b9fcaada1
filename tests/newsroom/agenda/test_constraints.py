"""What cannot be said of a meeting, whoever says it: the form explains, the database guarantees."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from newsroom import english
from newsroom.models import PressReleasePage
from tests import factories

from .meetings import WHY, announced, at

NEVER = {
    "cancelled-without-a-notice": {"event_state": "cancelled"},
    "moved-without-a-notice": {"event_state": "moved"},
    "cancelled-with-an-empty-notice": {"event_state": "cancelled", "event_notice_fr": ""},
    "another-date-of-what-is-not-moved": {"event_was_starts_at": at(1)},
    "ends-before-it-begins": {"event_ends_at": at(1)},
    "ends-without-a-beginning": {"event_starts_at": None},
    "accredits-after-it-began": {"event_accreditation_until": at(3)},
    "streams-in-the-clear": {"event_stream_url": "http://example.org/"},
}


@pytest.fixture
def page(site) -> PressReleasePage:
    return announced(site)


@pytest.mark.parametrize("values", NEVER.values(), ids=NEVER)
def test_the_database_refuses(page, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        PressReleasePage.objects.filter(pk=page.pk).update(**values)


@pytest.mark.parametrize("values", NEVER.values(), ids=NEVER)
def test_the_form_says_why(page, values):
    for name, value in values.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert all(message for messages in refusal.value.message_dict.values() for message in messages)


def test_a_minute_is_whole(page):
    page.event_ends_at = at(2, 12) + timedelta(seconds=1)
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert list(refusal.value.message_dict) == ["event_ends_at"]


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("presse@example.org", True),
        ("https://example.org/inscription", True),
        ("/fr/signaler-un-probleme/", True),
        ("//example.org/", False),
        ("http://example.org/", False),
        ("javascript:alert(1)", False),
        ("sur place", False),
    ],
)
def test_accreditation_is_asked_of_a_mailbox_or_a_form(page, address, is_one):
    page.event_accreditation_address = address
    if is_one:
        page.full_clean()
    else:
        with pytest.raises(ValidationError) as refusal:
            page.full_clean()
        assert list(refusal.value.message_dict) == ["event_accreditation_address"]


def test_fields_that_came_later_make_no_translation_outdated(site):
    """The hash of a text is the one that it had before there were notices."""
    page = factories.english_release(site)
    before = english.text_hash(page, "fr")
    page.translated_later = ()
    assert english.text_hash(page, "fr") != before
    page = factories.fresh(page)
    page.event_notice_fr = WHY["event_notice_fr"]
    assert english.is_outdated(page)

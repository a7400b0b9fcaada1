"""A release of the demonstration that was corrected: published as it was, then again as it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from newsroom.models import PressReleasePage, VersionText

TEXTS = ("summary_fr", "summary_en", "body_fr", "body_en")


@contextmanager
def as_it_was(page: PressReleasePage, words: dict[str, str]) -> Iterator[None]:
    """Within it the page says what its first version said. `words`: of today, with those that stood there."""
    fields = [page._meta.get_field(name) for name in TEXTS]
    today = {field.name: field.value_to_string(page) for field in fields}
    corrections = list(page.corrections.all())
    page.corrections = []
    for field in fields:
        text = today[field.name] or ""
        for new, old in words.items():
            text = text.replace(new, old)
        setattr(page, field.name, field.to_python(text))
    yield
    page.refresh_from_db()
    for field in fields:
        setattr(page, field.name, field.to_python(today[field.name]))
    page.corrections = corrections


def date(page: PressReleasePage, corrected_at: datetime) -> None:
    """The second version is as old as its correction, and not as the loading of the demonstration."""
    page.versions.filter(number=2).update(published_at=corrected_at)
    texts = VersionText.objects.filter(version__release=page, version__number=2)
    texts.update(published_at=corrected_at)

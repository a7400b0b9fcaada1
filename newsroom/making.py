"""What is made ahead for readers when a page's content is approved: picture sizes and social cards."""

from collections.abc import Iterable

from django.db import transaction

from . import pictures


def after_commit(pages: Iterable) -> None:
    """`pages` hold their approved content. The press officer waits for it, not the first reader."""
    pages = list(pages)
    transaction.on_commit(lambda: make(pages))


def make(pages: list) -> None:
    from .cards import making
    from .models import PressReleasePage

    pictures.make_for(pages)
    for page in pages:
        if isinstance(page, PressReleasePage):
            making.make(page)

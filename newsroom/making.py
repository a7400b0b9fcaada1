"""What is made ahead for readers when a page's content is approved: picture sizes and social cards."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from wagtail.models import ReferenceIndex

from . import pictures, visibility


def after_commit(pages: Iterable) -> None:
    """`pages` hold their approved content. The press officer waits for it, not the first reader."""
    from .cards import making
    from .models import PressReleasePage

    pages = list(pages)
    for page in pages:
        if isinstance(page, PressReleasePage):
            making.forget_others(page)
    transaction.on_commit(lambda: make(pages))


def make(pages: list) -> None:
    pictures.make_for(pages)
    for page in pages:
        make_cards(page)


def make_cards(page) -> None:
    from .cards import making
    from .models import PressReleasePage

    if isinstance(page, PressReleasePage):
        making.forget_others(page)
        making.make(page)


def approved() -> Q:
    """Condition on pages whose row holds content that readers have, or will have at its hour."""
    return visibility.released() | visibility.waits_for_its_hour()


def after_change_of(picture) -> None:
    """A picture has another file, focal point or end of consent: what shows it is made again after the commit."""
    from .models import PressReleasePage

    def remake() -> None:
        if ReferenceIndex.get_references_to(picture).exists():
            pictures.make_all(picture)
        releases = PressReleasePage.objects.filter(approved(), lead_image=picture.pk)
        for release in releases.select_related("release_type", "lead_image"):
            make_cards(release)

    transaction.on_commit(remake)

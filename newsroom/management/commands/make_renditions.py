from django.core.management.base import BaseCommand
from tqdm import tqdm

from newsroom import making, pictures
from newsroom.models import PressImage, PressReleasePage


class Command(BaseCommand):
    help = (
        "Makes every picture size and social card that is missing, so that no visitor waits for one. Safe to run "
        "again."
    )

    def handle(self, *args, **options) -> None:
        images = PressImage.objects.prefetch_related("renditions").order_by("-pk")
        for image in tqdm(
            images.iterator(chunk_size=50), total=images.count(), unit=" pictures", disable=None
        ):
            pictures.make_all(image)
        # A draft has no card: it would show words that nobody has approved.
        approved = PressReleasePage.objects.filter(making.approved())
        releases = approved.select_related("release_type", "lead_image").order_by("-pk")
        for release in tqdm(
            releases.iterator(chunk_size=50), total=releases.count(), unit=" cards", disable=None
        ):
            making.make_cards(release)

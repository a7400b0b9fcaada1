from django.core.management.base import BaseCommand
from tqdm import tqdm

from newsroom import pictures
from newsroom.models import PressImage


class Command(BaseCommand):
    help = (
        "Makes every rendition that a page may ask for, so that no visitor waits for one. Safe to run again."
    )

    def handle(self, *args, **options) -> None:
        images = PressImage.objects.prefetch_related("renditions").order_by("-pk")
        for image in tqdm(
            images.iterator(chunk_size=50), total=images.count(), unit=" pictures", disable=None
        ):
            pictures.make_all(image)

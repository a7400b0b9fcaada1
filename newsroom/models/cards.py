from django.core.files.storage import default_storage
from django.db import models

from .. import media
from .base import BilingualPage


def _path(card: "SocialCard", filename: str) -> str:
    return media.unguessable_path("cards", filename)


class SocialCard(models.Model):
    """The picture of a page in one language for other sites. Only the page itself tells its name."""

    page = models.ForeignKey(BilingualPage, on_delete=models.CASCADE, related_name="social_cards")
    language = models.CharField(max_length=5)
    file = models.FileField(upload_to=_path)
    digest = models.CharField(max_length=64)  # of what is drawn

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="one_card_per_language")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}"

    def replace(self, content: bytes, name: str, digest: str) -> None:
        old = self.file.name
        self.digest = digest
        self.file.save(name, content, save=True)
        if old:
            default_storage.delete(old)

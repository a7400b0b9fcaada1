from django.db import models

from .. import media
from .base import BilingualPage
from .media import PressImage


def _path(card: "SocialCard", filename: str) -> str:
    return media.unguessable_path("cards", filename)


class SocialCard(models.Model):
    """The picture of a page in one language for other sites. Only the page itself tells its name.

    `picture` is the one that it shows. A page whose picture's consent ends has a second card, of words alone.
    """

    page = models.ForeignKey(BilingualPage, on_delete=models.CASCADE, related_name="social_cards")
    language = models.CharField(max_length=5)
    picture = models.ForeignKey(PressImage, on_delete=models.CASCADE, null=True, related_name="social_cards")
    file = models.FileField(upload_to=_path)
    digest = models.CharField(max_length=64)  # of what is drawn

    class Meta:
        indexes = [models.Index(fields=["file"], name="card_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language", "picture"], name="one_card_per_language", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}"

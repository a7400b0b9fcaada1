from pathlib import PurePosixPath

from django.db import models
from django.db.models.functions import Now

from .. import media
from .base import BilingualPage
from .media import PressImage

FOLDERS = {"pdf": "prints", "picture": "originals"}


def _path(row: "ReleaseFile", filename: str) -> str:
    return media.unguessable_path(FOLDERS[row.kind], PurePosixPath(filename).name)


class ReleaseFile(models.Model):
    """A file made of a public release: its PDF in one language, or a picture's original with its notice in it.

    Written by newsroom/takeaway only; who may have it: newsroom/file_visibility.py. `language`: of a PDF its own; of a
    picture that of the last words in it, which are public with that language. A press kit has a weight and no file: it is
    put together while it is sent. `shown_until`: last day, Paris, on which
    everyone shown in it agrees.
    """

    class Kind(models.TextChoices):
        PDF = "pdf"
        PICTURE = "picture"
        KIT = "kit"

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(BilingualPage, on_delete=models.CASCADE, related_name="release_files")
    kind = models.CharField(max_length=10, choices=Kind)
    language = models.CharField(max_length=5)
    picture = models.ForeignKey(PressImage, on_delete=models.CASCADE, null=True, related_name="release_files")
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of what it is made of
    file = models.FileField(upload_to=_path, blank=True)
    size = models.PositiveIntegerField()
    shown_until = models.DateField(null=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["file"], name="release_file_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "language"],
                condition=models.Q(picture=None),
                name="one_file_of_each_kind_per_language",
            ),
            models.UniqueConstraint(fields=["page", "picture"], name="one_original_per_picture"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id} {self.language}"

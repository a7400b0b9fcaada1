"""What a release has said, each time that its public text was another one. Rows are written by
newsroom/verification/versions.py only.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .releases import PressReleasePage


class ReleaseVersion(models.Model):
    """`published_at`: the instant from which readers have it, on the page's own clock."""

    wagtail_reference_index_ignore = True

    release = models.ForeignKey(PressReleasePage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "number"], name="one_row_a_version")]

    def __str__(self) -> str:
        return f"{self.release_id}, version {self.number}"


class VersionText(models.Model):
    """The canonical text of a version in one language, which was public: never one that waits for its hour.

    `marks`: fingerprints by which a text is found (newsroom/verification/words.py).
    """

    wagtail_reference_index_ignore = True

    version = models.ForeignKey(ReleaseVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    published_at = models.DateTimeField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    marks = ArrayField(models.IntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="one_text_a_language_and_version")
        ]
        indexes = [GinIndex(fields=["marks"], name="versiontext_marks")]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"

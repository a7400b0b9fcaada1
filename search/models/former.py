from django.db import models


class FormerSlug(models.Model):
    """An address that a record of the directory had: it leads to the one that it has now."""

    kind = models.CharField(max_length=12)  # a DirectoryRow.Kind: practitioner, service
    slug = models.SlugField(max_length=120)
    object_id = models.BigIntegerField()

    class Meta:
        db_table = "search_former_slug"
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="search_former_slug_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

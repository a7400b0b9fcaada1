from django.db import models
from django.utils.translation import gettext_lazy as _


class Synonym(models.Model):
    """Other words for a word that readers type. Used in both searches, in one direction."""

    class Language(models.TextChoices):
        BOTH = "", _("both languages")
        FRENCH = "fr", _("French")
        ENGLISH = "en", _("English")

    term = models.CharField(
        _("what is typed"),
        max_length=80,
        help_text=_("One word or several: heart attack. Accents and case do not matter."),
    )
    language = models.CharField(_("on the pages in"), max_length=2, choices=Language, blank=True)
    alternatives = models.TextField(
        _("is also searched as"), help_text=_("One a line; several words on a line are searched as a phrase.")
    )

    panels = ["term", "language", "alternatives"]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["term", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"],
                name="search_synonym_once",
                violation_error_message=_("This term has its line already."),
            )
        ]

    def __str__(self) -> str:
        return self.term

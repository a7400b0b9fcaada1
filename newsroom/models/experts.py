"""Who may be asked through the press office. Who is shown is decided in newsroom/visibility.py."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from .. import visibility
from .hospitals import HospitalPage
from .records import Specialty


class ExpertQuerySet(models.QuerySet):
    def visible(self) -> "ExpertQuerySet":
        """Those who agree today and whose hospital anyone may see."""
        hospitals = HospitalPage.objects.visible().values("pk")
        return self.filter(
            visibility.agreed_today("agreed_until"),
            models.Q(hospital=None) | models.Q(hospital__in=hospitals),
        )

    def in_order(self) -> "ExpertQuerySet":
        return self.order_by("order", "last_name", "first_name", "pk")


class Expert(index.Indexed, models.Model):
    """A person whom journalists ask for through the press office; how to reach them stands nowhere in public."""

    class Title(models.TextChoices):
        PROFESSOR = "pr", _("Prof.")
        DOCTOR = "dr", _("Dr")

    class Tongue(models.TextChoices):
        ENGLISH = "en", pgettext_lazy("spoken, in a list", "English")
        ARABIC = "ar", _("Arabic")
        GERMAN = "de", _("German")
        ITALIAN = "it", _("Italian")
        PORTUGUESE = "pt", _("Portuguese")
        SPANISH = "es", _("Spanish")

    slug = models.SlugField(_("key"), max_length=120, unique=True, help_text=_("Stands in addresses."))
    title = models.CharField(_("title"), max_length=2, choices=Title, blank=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("name"), max_length=80)
    function = models.CharField(_("function"), max_length=200)
    hospital = models.ForeignKey(
        HospitalPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="experts",
        verbose_name=_("hospital"),
        help_text=_("While the hospital is hidden, so is the person."),
    )
    specialties = models.ManyToManyField(
        Specialty, blank=True, related_name="experts", verbose_name=_("specialties")
    )
    subjects = models.TextField(
        _("subjects, in everyday words"), help_text=_("What journalists ask about. One a line.")
    )
    languages = ArrayField(
        models.CharField(max_length=3, choices=Tongue),
        default=list,
        blank=True,
        verbose_name=_("languages spoken"),
        help_text=_("Besides French."),
    )
    does_television = models.BooleanField(_("may be filmed"), default=False)
    does_radio = models.BooleanField(_("speaks on the radio"), default=False)
    does_print = models.BooleanField(_("answers the written press"), default=True)
    internal_note = models.TextField(
        _("note to press officers"), blank=True, help_text=_("Never public: how to reach the person, habits.")
    )
    agreed_until = models.DateField(
        _("agrees until"), help_text=_("Last day, Paris. The person then leaves every page by itself.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ExpertQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("last_name"),
        index.AutocompleteField("first_name"),
        index.AutocompleteField("subjects_fr"),
        index.AutocompleteField("function_fr"),
    ]

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["order", "last_name", "first_name"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Pr Jeanne Dupont; Prof. Jeanne Dupont."""
        words = [self.get_title_display() if self.title else "", self.first_name, self.last_name]
        return " ".join(filter(None, words))

    @property
    def tongues(self) -> list[str]:
        """Besides French, in the active language; a code that we do not know is left out."""
        known = dict(self.Tongue.choices)
        return [str(known[code]) for code in self.languages if code in known]

    @property
    def ways(self) -> list[str]:
        """What the person does, as readers know it."""
        words = {
            "does_television": _("television"),
            "does_radio": _("radio"),
            "does_print": _("written press"),
        }
        return [str(word) for name, word in words.items() if getattr(self, name)]

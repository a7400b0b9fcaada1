from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from ..clock import now
from ..paris import to_paris
from .media import PressImage


class ReleaseType(index.Indexed, models.Model):
    code = models.SlugField(_("code"), max_length=30, unique=True, help_text=_("Stands in filter addresses."))
    name = models.CharField(_("name"), max_length=80)
    name_plural = models.CharField(_("name, plural"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = ["code", "name_fr", "name_plural_fr", "name_en", "name_plural_en", "order"]
    search_fields = [index.AutocompleteField("name_fr"), index.AutocompleteField("name_en")]

    class Meta:
        verbose_name = _("type of release")
        verbose_name_plural = _("types of release")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name_fr or self.code


class Specialty(index.Indexed, models.Model):
    slug = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=160)
    lay_words = models.TextField(
        _("everyday words"),
        blank=True,
        help_text=_("What patients type: heart, kidney… One a line. The search finds the specialty by them."),
    )
    rpps_codes = models.TextField(
        _("codes of the national register"),
        blank=True,
        help_text=_(
            "As in the RPPS extract, one a line: SM04. The import gives this specialty to whoever has one of them; "
            "a code that no specialty has gives none."
        ),
    )

    panels = ["slug", "name_fr", "name_en", "lay_words_fr", "lay_words_en", "rpps_codes"]
    search_fields = [
        index.AutocompleteField("name_fr"),
        index.AutocompleteField("name_en"),
        index.SearchField("lay_words_fr"),
        index.SearchField("lay_words_en"),
        index.AutocompleteField("lay_words_fr"),
        index.AutocompleteField("lay_words_en"),
    ]

    class Meta:
        verbose_name = _("specialty")
        verbose_name_plural = _("specialties")
        ordering = ["name_fr"]

    def __str__(self) -> str:
        return self.name_fr or self.slug


class HospitalGroup(index.Indexed, models.Model):
    slug = models.SlugField(_("key"), max_length=40, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=10, blank=True)
    name = models.CharField(_("name"), max_length=160)
    former_names = models.TextField(_("former names"), blank=True, help_text=_("One a line, with its years."))
    university = models.CharField(_("university"), max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = ["slug", "abbreviation", "name_fr", "name_en", "former_names", "university", "order"]
    search_fields = [index.AutocompleteField("name_fr"), index.AutocompleteField("name_en")]

    class Meta:
        verbose_name = _("hospital group")
        verbose_name_plural = _("hospital groups")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name_fr or self.slug


class Partner(index.Indexed, models.Model):
    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=160)
    logo = models.ForeignKey(
        PressImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    url = models.URLField(_("website"), blank=True)
    boilerplate = RichTextField(_("about the partner"), blank=True, features=["bold", "italic", "link"])

    panels = ["key", "name", "logo", "url", "boilerplate_fr", "boilerplate_en"]
    search_fields = [index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BoilerplateQuerySet(models.QuerySet):
    def in_force(self) -> "Boilerplate | None":
        """The text of today, Paris date."""
        return self.filter(valid_from__lte=to_paris(now()).date()).order_by("-valid_from").first()


class Boilerplate(models.Model):
    """“About AP-HP”. A release keeps the text that was in force when it was published."""

    valid_from = models.DateField(_("in force from"), unique=True)
    text = RichTextField(_("text"), features=["bold", "italic", "link"])

    objects = BoilerplateQuerySet.as_manager()

    panels = ["valid_from", "text_fr", "text_en"]

    class Meta:
        verbose_name = _("“About AP-HP” text")
        verbose_name_plural = _("“About AP-HP” texts")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return str(_("About AP-HP, from %(date)s") % {"date": self.valid_from.isoformat()})


for _model in (ReleaseType, Specialty, HospitalGroup, Partner, Boilerplate):
    register_snippet(_model)

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from ..blocks import BodyBlock
from ..panels import bilingual_tabs
from .base import BilingualPage


class HomePage(BilingualPage):
    max_count = 1
    parent_page_types = ["newsroom.BilingualPage"]
    subpage_types = [
        "newsroom.NewsroomIndexPage",
        "newsroom.HospitalIndexPage",
        "newsroom.PressOfficePage",
        "newsroom.StandardPage",
    ]

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])
    lead_release = models.ForeignKey(
        "newsroom.PressReleasePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead story"),
        help_text=_("Shown first and large while it is public. Empty: the newest release."),
    )

    edit_handler = bilingual_tabs(["intro_fr"], ["intro_en"], [PageChooserPanel("lead_release")])

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        from ..listing import home_context

        return super().get_context(request, *args, **kwargs) | home_context(self, request)


class StandardPage(BilingualPage):
    """Legal notice, accessibility, privacy, about: pages that the footer names."""

    class Purpose(models.TextChoices):
        OTHER = "other", _("a page like any other")
        LEGAL = "legal", _("legal notice")
        ACCESSIBILITY = "accessibility", _("accessibility statement")
        PRIVACY = "privacy", _("privacy")
        SITE_MAP = "site_map", _("site map")

    parent_page_types = ["newsroom.HomePage"]
    subpage_types: list[str] = []

    purpose = models.CharField(
        _("purpose"),
        max_length=15,
        choices=Purpose,
        default=Purpose.OTHER,
        help_text=_(
            "The page then also shows what the settings say of the institution, or the list of all pages. The "
            "state of accessibility, which the law wants on every page, stands in the settings too."
        ),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    english_required = ("title", "body")
    edit_handler = bilingual_tabs(["body_fr"], ["body_en"], ["purpose"])
    search_fields = [*BilingualPage.search_fields, index.SearchField("body_fr"), index.SearchField("body_en")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"],
                condition=~models.Q(purpose="other"),
                name="one_page_for_each_purpose",
                violation_error_message=_("Another page has this purpose: there can be only one."),
            )
        ]

    def clean(self) -> None:
        from .. import legal

        super().clean()
        legal.check_purpose(self)

    def get_context(self, request, *args, **kwargs):
        from .. import legal

        return super().get_context(request, *args, **kwargs) | legal.context(self, request)

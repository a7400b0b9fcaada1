from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from .. import references, release_clock
from ..blocks import BodyBlock
from ..panels import bilingual_tabs
from ..telephone import validate_telephone
from ..visibility import VisibleQuerySet
from .base import BilingualPage, BilingualPageManager
from .hospitals import HospitalPage
from .media import PressImage
from .offices import PressOfficePage
from .records import Boilerplate, Partner, ReleaseType, Specialty


class PressReleaseQuerySet(VisibleQuerySet):
    def newest_first(self) -> "PressReleaseQuerySet":
        return self.order_by("-published_at", "-pk")

    def for_hospital(self, hospital: HospitalPage) -> "PressReleaseQuerySet":
        return self.filter(hospital_links__hospital=hospital)

    def led_by(self, hospitals) -> "PressReleaseQuerySet":
        """Releases whose lead hospital is one of these."""
        return self.filter(hospital_links__hospital__in=hospitals, hospital_links__sort_order=0)

    def for_display(self) -> "PressReleaseQuerySet":
        """With its type and picture; `has_…` say which of the rarer relations are worth a query."""
        has = {
            f"has_{name}": Exists(
                self.model._meta.get_field(name).related_model.objects.filter(release=OuterRef("pk"))
            )
            for name in ("partner_links", "contacts", "corrections")
        }
        # A related release that waits for its hour must cost nothing either.
        related = RelatedRelease.objects.filter(
            release=OuterRef("pk"), related__in=self.model.objects.visible()
        )
        has["has_related_links"] = Exists(related)
        return self.select_related("release_type", "lead_image").annotate(**has)

    def for_links(self) -> "PressReleaseQuerySet":
        """Only what a title with its address needs."""
        return self.only(
            *("title", "title_fr", "title_en", "slug", "slug_en", "url_path", "url_path_en", "depth", "path"),
            *("english_ready", "english_go_live_at", "published_at", "content_type"),
        )

    def without_bodies(self) -> "PressReleaseQuerySet":
        """Lists draw no body: the long columns stay in the database."""
        return self.defer(
            *(f"{name}{suffix}" for name in ("body", "boilerplate") for suffix in ("", "_fr", "_en")),
            *(f"search_description{suffix}" for suffix in ("", "_fr", "_en")),
        )

    def for_cards(self) -> "PressReleaseQuerySet":
        """Only what a list draws, pictures included."""
        return (
            self.without_bodies()
            .select_related("release_type", "lead_image")
            .prefetch_related("lead_image__renditions")
        )


class NewsroomIndexPage(RoutablePageMixin, BilingualPage):
    max_count = 1
    parent_page_types = ["newsroom.HomePage"]
    subpage_types = ["newsroom.PressReleasePage"]

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    edit_handler = bilingual_tabs(["intro_fr"], ["intro_en"])

    class Meta:
        verbose_name = _("press room")

    @path("")
    def list_releases(self, request):
        from ..listing import press_room

        return press_room(request, self)

    @path("rss/")
    def rss(self, request):
        from ..feeds import rss

        return rss(request, self)

    @path("atom/")
    def atom(self, request):
        from ..feeds import atom

        return atom(request, self)

    @path("feed.json/")
    def json_feed(self, request):
        from ..feeds import json_feed

        return json_feed(request, self)


class PressReleasePage(BilingualPage):
    class Review(models.TextChoices):
        PEER_REVIEWED = "peer_reviewed", _("peer-reviewed article")
        PREPRINT = "preprint", _("preprint, not peer-reviewed yet")
        CONFERENCE = "conference", _("conference communication")

    parent_page_types = ["newsroom.NewsroomIndexPage"]
    subpage_types: list[str] = []

    release_type = models.ForeignKey(
        ReleaseType, on_delete=models.PROTECT, related_name="releases", verbose_name=_("type")
    )
    reference = models.CharField(
        _("reference"),
        max_length=30,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        validators=[RegexValidator(r"^[A-Z]{1,6}-\d{4}-\d{1,6}$")],
    )
    published_at = models.DateTimeField(
        _("date and time of publication"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Paris time. Shown on the release. In the future: the release is public at that minute."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Paris time. Nobody outside the press office can see the release before that minute."),
    )
    place = models.CharField(
        _("place"), max_length=80, blank=True, help_text=_("“Paris” in “Paris, 17 November”.")
    )
    summary = models.TextField(
        _("summary (chapo)"),
        max_length=600,
        help_text=_("Who, what, when, where, why, in one to three sentences. Also shown in lists and feeds."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    lead_image = models.ForeignKey(
        PressImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    specialties = ParentalManyToManyField(
        Specialty, blank=True, related_name="releases", verbose_name=_("specialties")
    )
    press_office = models.ForeignKey(
        PressOfficePage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("press office that answers"),
        help_text=_("Empty: the lead hospital's own office if it has one, else AP-HP's."),
    )
    boilerplate = RichTextField(
        _("“About AP-HP”"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Empty: the text in force on the day of publication is copied here and kept."),
    )
    doi = models.CharField(
        _("DOI"),
        max_length=120,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI looks like 10.1234/abcd."))],
    )
    journal = models.CharField(_("journal"), max_length=160, blank=True)
    study_title = models.CharField(_("title of the study"), max_length=300, blank=True)
    review = models.CharField(_("kind of publication"), max_length=20, choices=Review, blank=True)
    external_id = models.CharField(max_length=120, null=True, blank=True, unique=True, editable=False)
    import_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = BilingualPageManager.from_queryset(PressReleaseQuerySet)()

    english_required = ("title", "summary", "body")
    fields_of_the_release_itself = ("reference", "external_id", "import_hash")  # no revision changes them
    exclude_fields_in_copy = [
        *BilingualPage.exclude_fields_in_copy,
        *("reference", "published_at", "embargo_until", "external_id", "import_hash"),
    ]

    edit_handler = bilingual_tabs(
        ["place_fr", "summary_fr", "body_fr", FieldPanel("boilerplate_fr")],
        ["place_en", "summary_en", "body_en", FieldPanel("boilerplate_en")],
        [
            FieldPanel("release_type"),
            MultiFieldPanel(
                [
                    FieldRowPanel(["published_at", "embargo_until"]),
                    HelpPanel(_("Both languages, the pictures and the files are public at the same minute.")),
                ],
                heading=_("Clock"),
            ),
            "lead_image",
            InlinePanel("hospital_links", heading=_("Hospitals"), label=_("hospital")),
            "specialties",
            PageChooserPanel("press_office"),
            InlinePanel("contacts", heading=_("Contacts of this release only"), label=_("contact")),
            InlinePanel("partner_links", heading=_("Partners"), label=_("partner")),
            InlinePanel("related_links", heading=_("Related releases"), label=_("release"), max_num=6),
            MultiFieldPanel(["review", "journal", "doi", "study_title"], heading=_("Research")),
            InlinePanel("corrections", heading=_("Corrections"), label=_("correction")),
        ],
        has_english_hour=True,
    )
    search_fields = [
        *BilingualPage.search_fields,
        *(index.SearchField(f"{name}_{code}") for name in ("summary", "body") for code in ("fr", "en")),
        index.SearchField("reference"),
        index.AutocompleteField("reference"),
        index.FilterField("published_at"),
        index.FilterField("release_type_id"),
    ]

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")

    def clean(self) -> None:
        super().clean()
        release_clock.align(self)

    def save_revision(self, *args, **kwargs):
        release_clock.align(self)
        return super().save_revision(*args, **kwargs)

    def _set_core_field_defaults(self) -> None:
        super()._set_core_field_defaults()
        if self.alias_of_id:  # the same release at another address: number and origin stay with the original
            self.reference = self.external_id = None

    def with_content_json(self, content):
        release = super().with_content_json(content)
        for name in self.fields_of_the_release_itself:
            setattr(release, name, getattr(self, name))
        return release

    def prepare_publication(self) -> dict[str, object]:
        changes = super().prepare_publication() | release_clock.prepare_publication(self)
        if not self.boilerplate_fr and (text := Boilerplate.objects.in_force()):
            changes |= {"boilerplate": text.text_fr, "boilerplate_fr": text.text_fr}
            changes |= {"boilerplate_en": text.text_en}
        return changes

    def after_publication(self) -> None:
        super().after_publication()
        references.assign(self)

    def get_context(self, request, *args, **kwargs):
        from ..listing import release_context

        return super().get_context(request, *args, **kwargs) | release_context(self)

    @cached_property
    def is_preview(self) -> bool:
        return hasattr(self, "preview_language")

    @property
    def boilerplate_text(self) -> str:
        """The frozen text; in a preview, what would be frozen today."""
        if text := getattr(self, f"boilerplate_{self.content_language}") or self.boilerplate_fr:
            return text
        current = Boilerplate.objects.in_force() if self.is_preview else None
        return getattr(current, f"text_{self.content_language}", "") or ""

    @cached_property
    def lead_hospital(self) -> HospitalPage | None:
        link = self.hospital_links.all()[:1]
        return link[0].hospital if link else None


class ReleaseHospital(Orderable):
    release = ParentalKey(PressReleasePage, on_delete=models.CASCADE, related_name="hospital_links")
    hospital = models.ForeignKey(
        HospitalPage, on_delete=models.PROTECT, related_name="release_links", verbose_name=_("hospital")
    )

    panels = [PageChooserPanel("hospital")]

    class Meta(Orderable.Meta):
        verbose_name = _("hospital concerned (the first is the lead hospital)")


class ReleasePartner(Orderable):
    release = ParentalKey(PressReleasePage, on_delete=models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="release_links", verbose_name=_("partner")
    )

    panels = ["partner"]


class RelatedRelease(Orderable):
    release = ParentalKey(PressReleasePage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        PressReleasePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("release")
    )

    panels = [PageChooserPanel("related")]


class ReleaseContact(Orderable):
    """A contact that this release alone has: a partner's, or an imported one."""

    release = ParentalKey(PressReleasePage, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("first name and name"), max_length=120)
    role = models.CharField(_("function"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[validate_telephone])

    panels = [FieldRowPanel(["name", "email", "phone"]), FieldRowPanel(["role_fr", "role_en"])]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")

    def clean(self) -> None:
        if not self.email and not self.phone:
            raise ValidationError(_("A contact needs an e-mail address or a telephone number."))


class Correction(Orderable):
    class Kind(models.TextChoices):
        MINOR = "minor", _("minor: the meaning is the same")
        MAJOR = "major", _("major: something told was wrong")

    release = ParentalKey(PressReleasePage, on_delete=models.CASCADE, related_name="corrections")
    corrected_at = models.DateTimeField(_("corrected at"), help_text=_("Paris time."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MINOR)
    note = models.TextField(
        _("public note"), max_length=600, help_text=_("Readers see it above the release.")
    )

    panels = [FieldRowPanel(["corrected_at", "kind"]), "note_fr", "note_en"]

    class Meta(Orderable.Meta):
        verbose_name = _("correction")
        constraints = [
            models.CheckConstraint(
                condition=~Q(note_fr="") & ~Q(note_fr=None),
                name="correction_has_note",
                violation_error_message=_("A correction needs its public note."),
            )
        ]


class ReferenceCounter(models.Model):
    """The last number given in a year; the row is locked while a number is taken."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last_number}"

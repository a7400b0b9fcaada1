from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from .. import references, release_clock
from ..blocks import BodyBlock
from ..forms import PressReleaseForm
from ..panels import bilingual_tabs, summary_panel
from .base import BilingualPage, BilingualPageManager
from .hospitals import HospitalPage
from .media import PressImage
from .offices import PressOfficePage
from .records import Boilerplate, ReleaseType, Specialty
from .release_queryset import PressReleaseQuerySet
from .routed import RoutedPage


class PressReleasePage(RoutedPage, BilingualPage):
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
    event_starts_at = models.DateTimeField(
        _("meeting from"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Paris time. Invitations and press points: announced on the home page until it is over."),
    )
    event_ends_at = models.DateTimeField(_("meeting until"), null=True, blank=True)
    event_place = models.CharField(
        _("meeting place"), max_length=200, blank=True, help_text=_("Hospital, entrance, room, floor.")
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
    version = models.PositiveIntegerField(
        _("version"), default=1, editable=False, help_text=_("Of its public text, from 1.")
    )
    external_id = models.CharField(max_length=120, null=True, blank=True, unique=True, editable=False)
    import_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = BilingualPageManager.from_queryset(PressReleaseQuerySet)()

    english_required = ("title", "summary", "body")
    fields_of_the_release_itself = (
        "reference",
        "version",
        "external_id",
        "import_hash",
    )  # no revision changes them
    exclude_fields_in_copy = [
        *BilingualPage.exclude_fields_in_copy,
        *("reference", "version", "published_at", "embargo_until", "external_id", "import_hash"),
        *("event_starts_at", "event_ends_at"),
    ]

    edit_handler = bilingual_tabs(
        ["place_fr", summary_panel("summary_fr"), "body_fr", "event_place_fr", FieldPanel("boilerplate_fr")],
        ["place_en", summary_panel("summary_en"), "body_en", "event_place_en", FieldPanel("boilerplate_en")],
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
            MultiFieldPanel(
                [FieldRowPanel(["event_starts_at", "event_ends_at"])],
                heading=_("Press point or invitation"),
            ),
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
        form_class=PressReleaseForm,
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
        indexes = [
            # The home page asks for the next meetings; few releases have one.
            models.Index(
                fields=["event_starts_at"],
                name="pressreleasepage_meetings",
                condition=models.Q(("event_starts_at__isnull", False)),
            )
        ]

    def clean(self) -> None:
        super().clean()
        release_clock.align(self)
        self._check_event()

    def _check_event(self) -> None:
        starts, ends = self.event_starts_at, self.event_ends_at
        if ends and not starts:
            raise ValidationError({"event_starts_at": _("A meeting that ends begins at some time.")})
        if starts and ends and ends <= starts:
            raise ValidationError({"event_ends_at": _("The meeting ends after it begins.")})

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
        from .. import outbox, withdrawals

        super().after_publication()
        references.assign(self)
        withdrawals.end(self)
        outbox.record(self)
        outbox.record_published_purge(self)
        outbox.record_hub(self, self.last_published_at.isoformat())

    def before_unpublication(self) -> None:
        from .. import outbox
        from ..takeaway import making

        super().before_unpublication()
        making.forget(self)
        outbox.record_unpublished_purge(self)
        outbox.record_hub(self, f"hidden, public since {self.last_published_at}")

    def after_scheduling(self) -> None:
        from .. import outbox

        super().after_scheduling()
        outbox.record_hour(self)

    def get_context(self, request, *args, **kwargs):
        from ..listing import release_context

        context = super().get_context(request, *args, **kwargs) | release_context(self)
        return context | {"pdf_asked": request.GET.get("pdf") == "soon"}

    @path("texte/")
    @path("text/")
    def as_text(self, request):
        return self._in_form(request, "text")

    @path("markdown/")
    def as_markdown(self, request):
        return self._in_form(request, "markdown")

    @path("json/")
    def as_json(self, request):
        return self._in_form(request, "json")

    @path("ninjs/")
    def as_ninjs(self, request):
        return self._in_form(request, "ninjs")

    @path("pdf/")
    def as_pdf(self, request):
        from ..takeaway import views

        return views.pdf(request, self)

    @path("dossier.zip/")
    @path("press-kit.zip/")
    def as_kit(self, request):
        from ..takeaway import views

        return views.kit(request, self)

    def _in_form(self, request, name: str):
        from ..outputs import views

        return views.form(request, self, name)

    @property
    def shown_picture(self) -> PressImage | None:
        """The lead picture, unless the consent of those shown has ended."""
        return self.lead_image if self.lead_image and self.lead_image.is_shown else None

    @cached_property
    def is_withdrawn(self) -> bool:
        """Costs a query, unless the release comes from a list that has annotated it."""
        return not self.live and self.withdrawals.filter(ended_at=None).exists()

    @property
    def withdrawal(self):
        """The one in force, of a release that is withdrawn; from a list that has read them (`withdrawals_in_force`)."""
        return self.withdrawals_in_force[0]

    @property
    def status_string(self) -> str:
        return _("withdrawn") if self.is_withdrawn else super().status_string

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

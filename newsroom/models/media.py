from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from .. import clock, file_visibility, gone, languages, making, media, storage, uploads
from ..languages import writes_in_reference

IS_PUBLIC_HELP = _(
    "For logos and the like. Ticked: whoever has its address can read the file from now on, whatever pages use it, an "
    "embargoed release included. Not ticked: it is public while a public page shows it, and not before."
)


def _clean_file(record: "PressImage | PressDocument", allowed: frozenset[str]) -> None:
    """Replaces a file that comes from outside by what may be stored of it; ValidationError on `file` if nothing may."""
    if not record.file or record.file._committed:
        return
    try:
        clean = uploads.clean(record.file.file, record.file.name, allowed)
    except ValidationError as fault:
        raise ValidationError({"file": fault.messages}) from fault
    if clean is not record.file.file:
        record.file = clean


class PressImage(AbstractImage):
    """A picture with what a newspaper needs to print it. Its stored file holds pixels and nothing else."""

    class Licence(models.TextChoices):
        EDITORIAL = "editorial", _("Free for editorial use, with its credit")
        OPEN = "open", _("Open licence (Etalab 2.0)")
        RESTRICTED = "restricted", _("Only with this release")

    class Consent(models.TextChoices):
        NONE = "none", _("Nobody can be recognised")
        WRITTEN = "written", _("Written consent of everyone shown")
        STAFF = "staff", _("Staff at work, with their agreement")

    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What someone who cannot see the picture must know. Read aloud in place of it."),
    )
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    credit = models.CharField(
        _("credit"), max_length=200, help_text=_("Printed beside the picture wherever it is shown.")
    )
    licence = models.CharField(_("rights"), max_length=20, choices=Licence, default=Licence.EDITORIAL)
    consent = models.CharField(
        _("people in the picture"),
        max_length=20,
        choices=Consent,
        default=Consent.NONE,
        help_text=_("A patient or a visitor who can be recognised must have agreed in writing."),
    )
    consent_until = models.DateField(
        _("consent ends on"),
        null=True,
        blank=True,
        help_text=_(
            "Last day, Paris. At midnight the picture leaves every page by itself, and its addresses answer no more. "
            "Empty: without an end."
        ),
    )
    is_public = models.BooleanField(_("public by itself"), default=False, help_text=IS_PUBLIC_HELP)

    admin_form_fields = (
        *(
            name for name in Image.admin_form_fields if name != "description"
        ),  # `alt` says it, once a language
        *("alt_fr", "alt_en", "caption_fr", "caption_en"),
        *("credit", "licence", "consent", "consent_until", "is_public"),
    )
    search_fields = [
        *AbstractImage.search_fields,
        *(index.SearchField(name) for name in ("caption_fr", "caption_en", "credit")),
        *(index.AutocompleteField(name) for name in ("caption_fr", "caption_en", "credit")),
    ]

    original: dict | None = None  # with its notice in it: takeaway.ready.give_originals

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["file"], name="picture_file")]

    @writes_in_reference
    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        from .. import outbox

        is_new_file = self.file and not self.file._committed
        if is_new_file and not self._state.adding:
            gone.before_replacing(self)
            self.renditions.all().delete()
            self.social_cards.all().delete()
            self.release_files.all().delete()
            making.after_change_of(self)
        if is_new_file:
            _clean_file(self, uploads.PICTURES)
            self._set_image_file_metadata()
        is_known = not self._state.adding
        super().save(*args, **kwargs)
        if is_known:
            outbox.record_files_with(self)

    def clean(self) -> None:
        super().clean()
        _clean_file(self, uploads.PICTURES)

    def get_upload_to(self, filename: str) -> str:
        return media.unguessable_path("pictures", filename)

    @property
    def default_alt_text(self) -> str:
        return languages.text_of(self, "alt")

    @property
    def original_url(self) -> str:
        """Of the file to take away: with its caption and its rights in it, once it is made."""
        return storage.address(self.original["file"]) if self.original else self.file.url

    @property
    def original_size(self) -> int | None:
        return self.original["size"] if self.original else self.file_size

    @property
    def is_shown(self) -> bool:
        """Whether a page that uses it may draw it at this instant."""
        return file_visibility.is_shown(self)


class PressRendition(AbstractRendition):
    image = models.ForeignKey(PressImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="rendition_file")]

    def get_upload_to(self, filename: str) -> str:
        return media.unguessable_path("renditions", filename)


class PressDocument(AbstractDocument):
    """A file to take away."""

    file = models.FileField(_("file"), upload_to=media.document_path)

    admin_form_fields = (*Document.admin_form_fields, "summary_fr", "summary_en", "is_public")

    summary = models.CharField(
        _("what it holds"),
        max_length=300,
        blank=True,
        help_text=_("Shown beside the link, with type and weight."),
    )
    is_public = models.BooleanField(_("public by itself"), default=False, help_text=IS_PUBLIC_HELP)

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["file"], name="document_file")]

    @writes_in_reference
    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        if self.file and not self.file._committed:
            if not self._state.adding:
                gone.before_replacing(self)
            _clean_file(self, uploads.DOCUMENTS)
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """A file that is stored already is not asked again: the rule may have become stricter since."""
        if self.file and not self.file._committed:
            super().clean()
            _clean_file(self, uploads.DOCUMENTS)

    @property
    def url(self) -> str:
        return storage.address(self.file.name)


class GoneFile(models.Model):
    """The name of a stored file that was public and is not any more by somebody's decision (newsroom/gone.py)."""

    class Reason(models.TextChoices):
        CORRECTED = "corrected", _("replaced by a corrected file")
        WITHDRAWN = "withdrawn", _("withdrawn")

    name = models.CharField(max_length=255, unique=True)
    reason = models.CharField(max_length=10, choices=Reason)
    gone_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

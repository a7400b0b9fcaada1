"""Pictures in the admin: what follows a change, and which consents end soon."""

import django_filters
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import FileField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.views.images import ImagesFilterSet, IndexView

from .. import file_visibility, making, uploads

SOON = 30  # days


PICTURE_HELP = _(
    "The place, the device and the descriptions that a camera writes into a picture are taken out; "
    "a moving picture becomes its first frame."
)


class CleanImageField(WagtailImageField):
    """Cleans the upload before anything else reads it: Pillow's readers raise what no form catches."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = format_lazy("{} {}", self.help_text, PICTURE_HELP)

    def to_python(self, data) -> uploads.CleanFile | None:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        self.check_image_file_size(file)
        return uploads.clean(file, file.name, uploads.PICTURES)


class PressImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):  # not in the form of several pictures at once
            self.fields["file"] = CleanImageField(
                label=file.label, required=file.required, widget=file.widget, max_length=file.max_length
            )

    @transaction.atomic
    def save(self, commit: bool = True):
        """With the sizes and cards that a changed picture needs: no reader waits for one."""
        image = super().save(commit=commit)
        if commit and self.changed_data:
            making.after_change_of(image)
        return image


class Consent(models.TextChoices):
    ENDS_SOON = "soon", _("ends within 30 days")
    ENDED = "ended", _("has ended")


class PressImageFilterSet(ImagesFilterSet):
    consent_state = django_filters.ChoiceFilter(
        label=_("Consent"), choices=Consent.choices, method="by_consent"
    )

    def by_consent(self, pictures: QuerySet, name: str, state: str) -> QuerySet:
        soon = file_visibility.consent_ends_within(SOON)
        wanted = soon if state == Consent.ENDS_SOON else ~file_visibility.consent_holds()
        # By key: searches take no other condition.
        return pictures.filter(pk__in=pictures.model.objects.filter(wanted).values("pk"))


def show_consents() -> None:
    """In Wagtail's own listing of pictures; its templates show the day (templates/wagtailimages/)."""
    IndexView.filterset_class = PressImageFilterSet

"""Typing an instant in the admin: Paris time, whatever the profile says, in whole minutes.

A time over which clocks jump is refused; of one that comes twice the person is asked which; a past one may be
asked about by the form. What is typed stays on the screen. Used by every form of Wagtail's admin (`register()`).
"""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.admin.widgets import AdminDateTimeInput

from . import dates, languages, paris

SEPARATOR = "\0"  # between what was typed and which of two equal times was chosen: nobody types it


class InstantInput(AdminDateTimeInput):
    """The field of Wagtail, the instant in words below it, and the questions that there are about it."""

    template_name = "newsroom/admin/instant_input.html"
    understood: datetime | None = None
    candidates: tuple[datetime, datetime] | None = None
    past: datetime | None = None  # the form asks whether it is meant

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/instants.js"])

    def format_value(self, value: datetime | str | None) -> str | None:
        if isinstance(value, str):
            return value.partition(SEPARATOR)[0]
        return super().format_value(value)

    def value_from_datadict(self, data, files, name: str) -> str | None:
        text, which = super().value_from_datadict(data, files, name), data.get(f"{name}-which")
        return f"{text}{SEPARATOR}{which}" if text and which else text

    def get_context(self, name: str, value: datetime | str | None, attrs: dict | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        instant = value if isinstance(value, datetime) else self.understood
        candidates = self.candidates or (instant and paris.twins(instant))
        context["widget"] |= {
            "written": dates.exact(instant, languages.active()) if instant else "",
            "choices": _choices(candidates, instant) if candidates else [],
            "past": self.past.isoformat() if self.past else "",
        }
        return context


def _choices(candidates: tuple[datetime, datetime], chosen: datetime | None) -> list[dict[str, Any]]:
    labels = (_("the first time, before clocks go back"), _("the second time, after clocks have gone back"))
    return [
        {
            "value": paris.offset(candidate),
            "label": f"{label} ({paris.offset(candidate)})",
            "is_chosen": chosen is not None and candidate.astimezone(UTC) == chosen.astimezone(UTC),
        }
        for candidate, label in zip(candidates, labels, strict=True)
    ]


class InstantField(forms.DateTimeField):
    widget = InstantInput
    # Every profile reads and writes the day as the admin shows it.
    input_formats = [settings.WAGTAIL_DATETIME_FORMAT, "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %Hh%M"]
    default_error_messages = {
        "invalid": gettext_lazy("Write the day and the time like this: 09/06/2026 10:30."),
        "seconds": gettext_lazy("A whole minute is needed: no seconds."),
        "twice": gettext_lazy(
            "That time comes twice: clocks go back that night. Say below which one is meant."
        ),
        "never": gettext_lazy(
            "That time does not exist: clocks go forward that night, from 2:00 to 3:00. Choose another one."
        ),
    }

    def prepare_value(self, value: datetime | str | None) -> datetime | str | None:
        return paris.to_paris(value) if isinstance(value, datetime) and value.tzinfo else value

    def to_python(self, value: datetime | str | None) -> datetime | None:
        """In UTC: the two instants of one Paris time do not compare as equal to anything in Paris time."""
        if value in self.empty_values:
            return None
        text, _separator, which = value.partition(SEPARATOR) if isinstance(value, str) else (value, "", "")
        local = self._read(text)
        if local.second or local.microsecond:
            raise ValidationError(self.error_messages["seconds"], code="seconds")
        instant = local if local.tzinfo else self._in_paris(local, which)
        self.widget.understood = instant.astimezone(UTC)
        return self.widget.understood

    def _read(self, text: datetime | str) -> datetime:
        if isinstance(text, datetime):
            return text
        try:
            found = parse_datetime(text.strip())
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return found or super(forms.DateTimeField, self).to_python(text)

    def _in_paris(self, local: datetime, which: str) -> datetime:
        try:
            return paris.as_paris(local)
        except paris.NonExistentTime:
            raise ValidationError(self.error_messages["never"], code="never") from None
        except paris.AmbiguousTime as twice:
            self.widget.candidates = twice.candidates
        for candidate in self.widget.candidates:
            if paris.offset(candidate) == which:
                return candidate
        raise ValidationError(self.error_messages["twice"], code="twice")


class HoursPanel(PublishingPanel):
    """Wagtail's dialog of the two hours, with our fields."""

    def __init__(self, **kwargs) -> None:
        notify = {
            "data-controller": "w-action",
            "data-action": "w-dialog:hidden->w-action#reset",
            "data-w-dialog-target": "notify",
        }
        dialog = "#schedule-publishing-dialog"
        children = [
            FieldPanel(name, widget=InstantInput(attrs=notify, js_overlay_parent_selector=dialog))
            for name in ("go_live_at", "expire_at")
        ]
        super().__init__(**{"children": children} | kwargs)


def register() -> None:
    register_form_field_override(
        models.DateTimeField, override={"form_class": InstantField, "widget": InstantInput}
    )

"""The deadline as it is typed: in the browser's own field for a day and an hour, or in a hurry where it has none."""

import re
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import clock, dates, languages, paris

NATIVE = "%Y-%m-%dT%H:%M"
# 25/11/2026 18:30, 25/11 18h, 2026-11-25 18 h 30; a time alone is today's.
TYPED = re.compile(
    r"^(?:(?:(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}))?|(?P<iso>\d{4}-\d{2}-\d{2})),?"
    r"[\sT]+(?:à\s+|at\s+)?)?(?P<hour>\d{1,2})\s*(?:[h:]\s*(?P<minute>\d{2})?)(?::\d{2})?$",
    re.IGNORECASE,
)


class DeadlineInput(forms.DateTimeInput):
    """What browsers can't show in their own field is shown as text: words are not lost."""

    input_type = "datetime-local"

    def get_context(self, name: str, value: datetime | str | None, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        written = context["widget"]["value"]
        if written and not re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?", written):
            context["widget"]["type"] = "text"
        return context


class DeadlineField(forms.Field):
    """Paris time, in whole minutes; of an hour that comes twice, the earlier."""

    widget = DeadlineInput(format=NATIVE)
    default_error_messages = {
        "required": gettext_lazy("Give a day and an hour: we answer those in a hurry first."),
        "invalid": gettext_lazy("Write the day and the hour like this: 25/11/2026 18:30."),
    }

    def to_python(self, value: str | None) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            instant = _in_paris(_read(value.strip()))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        now = clock.now()
        if instant <= now:
            told = {
                "deadline": dates.date_and_time(instant, languages.active()),
                "now": dates.time_of_day(now, languages.active()),
            }
            message = _("%(deadline)s is over: it is now %(now)s in Paris. When do you need the answer?")
            raise ValidationError(message % told, code="past")
        return instant


def _read(text: str) -> datetime:
    """A local time. Raises ValueError."""
    if (match := TYPED.match(text)) is None:
        raise ValueError(text)
    today = clock.today()
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["iso"]:
        return datetime.fromisoformat(match["iso"]).replace(hour=hour, minute=minute)
    day, month = int(match["day"] or today.day), int(match["month"] or today.month)
    year = int(match["year"] or today.year)
    local = datetime(year, month, day, hour, minute)
    if match["day"] and not match["year"] and local.date() < today:  # in December one writes of January
        local = local.replace(year=year + 1)
    return local


def _in_paris(local: datetime) -> datetime:
    try:
        return paris.as_paris(local)
    except paris.AmbiguousTime as twice:
        return twice.candidates[0]

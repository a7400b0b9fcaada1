"""The forms of alerts: to ask for one, and to change it."""

from datetime import time

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..filter_forms import Select
from ..models import AlertSubscription
from ..public_forms import PublicForm

ONLY_ENGLISH, ALSO_FRENCH = "", "also"
READ = [(ONLY_ENGLISH, _("only releases in English")), (ALSO_FRENCH, _("also those that are in French only"))]


class HourField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, input_formats=["%H:%M", "%H:%M:%S"], **kwargs)


class Choices(forms.Form):
    """How often, and when not."""

    frequency = forms.ChoiceField(
        label=_("How often"), choices=AlertSubscription.Frequency, initial=AlertSubscription.Frequency.AT_ONCE
    )
    quiet_from = HourField(
        label=_("Quiet hours, from"),
        help_text=_(
            "If you want some. Paris time: what falls into them comes at their end, nothing is lost."
        ),
    )
    quiet_until = HourField(label=_("Quiet hours, until"))
    also_french = forms.ChoiceField(
        label=_("If you read in English"),
        choices=READ,
        required=False,
        help_text=_("Many releases are translated later, or not at all."),
    )

    def clean_also_french(self) -> bool:
        return self.cleaned_data["also_french"] == ALSO_FRENCH

    def clean(self) -> dict:
        cleaned = super().clean()
        begins, ends = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if "quiet_from" in cleaned and "quiet_until" in cleaned:
            if (begins is None) != (ends is None):
                missing = "quiet_from" if begins is None else "quiet_until"
                self.add_error(missing, _("Quiet hours begin and end: the other hour is missing."))
            elif begins is not None and begins == ends:
                self.add_error("quiet_until", _("Quiet hours that end when they begin are none."))
        return cleaned

    @property
    def choices(self) -> dict[str, str | bool | time | None]:
        names = ("frequency", "quiet_from", "quiet_until", "also_french")
        return {name: self.cleaned_data[name] for name in names}


class LanguageSelect(Select):
    """Languages in their own words."""

    languages = {code: code for code, _name in settings.LANGUAGES}


class AskForm(Choices, PublicForm):
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=settings.LANGUAGES, widget=LanguageSelect
    )
    field_order = (
        *("email", "language", "frequency", "also_french", "quiet_from", "quiet_until", "website", "opened"),
    )


class ChangeForm(Choices):
    field_order = ("frequency", "also_french", "quiet_from", "quiet_until")

    @classmethod
    def of(cls, subscription: AlertSubscription) -> "ChangeForm":
        names = ("frequency", "quiet_from", "quiet_until")
        initial = {name: getattr(subscription, name) for name in names}
        initial["also_french"] = ALSO_FRENCH if subscription.also_french else ONLY_ENGLISH
        return cls(initial=initial)

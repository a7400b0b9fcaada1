"""The filters of the press room: a GET form. A bad value costs a message, never the list."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import text_filter
from .languages import active
from .models import HospitalPage, PressReleasePage, ReleaseType, Specialty
from .paris import PARIS

PAGE_SIZE = 20


class KeyChoiceField(forms.ModelChoiceField):
    """A choice by the key of the data, the same in both languages."""

    def label_from_instance(self, row) -> str:
        return row.shown_title if isinstance(row, HospitalPage) else row.name


class FilterForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    type = KeyChoiceField(
        queryset=ReleaseType.objects.all(),
        to_field_name="code",
        required=False,
        label=gettext_lazy("Type"),
        empty_label=gettext_lazy("All types"),
    )
    hospital = KeyChoiceField(
        queryset=HospitalPage.objects.none(),
        to_field_name="slug",
        required=False,
        label=gettext_lazy("Hospital"),
        empty_label=gettext_lazy("All hospitals"),
    )
    specialty = KeyChoiceField(
        queryset=Specialty.objects.all(),
        to_field_name="slug",
        required=False,
        label=gettext_lazy("Specialty"),
        empty_label=gettext_lazy("All specialties"),
    )
    year = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=gettext_lazy("Year"))
    # `from` is a word of Python's: the fields are added under their public names in __init__.

    def __init__(self, data: QueryDict, years: list[int]) -> None:
        super().__init__(data)
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        for name, label in (("from", gettext_lazy("From")), ("to", gettext_lazy("To"))):
            self.fields[name] = forms.DateField(
                label=label, required=False, widget=day, input_formats=["%Y-%m-%d"]
            )
        hospitals = HospitalPage.objects.visible().order_by("title_fr")
        self.fields["hospital"].queryset = hospitals.only(
            *("slug", "title", "title_fr", "title_en", "english_ready", "english_go_live_at")
        )
        self.fields["year"].choices = [
            ("", gettext_lazy("All years")),
            *((year, str(year)) for year in years),
        ]

    def clean_q(self) -> str:
        return " ".join(self.cleaned_data["q"][: text_filter.MAX_LENGTH].split()[: text_filter.MAX_TERMS])


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, PARIS)


class ReleaseFilters:
    """What a request asks of the press room's list, in the active language."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.language = active()
        self.all = PressReleasePage.objects.visible_in(self.language)
        self.form = FilterForm(data, self.years)
        self.form.is_valid()
        self.values = {
            name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")
        }

    @cached_property
    def years(self) -> list[int]:
        years = self.all.values_list(ExtractYear("published_at", tzinfo=PARIS), flat=True)
        return sorted(set(years.order_by()), reverse=True)

    @cached_property
    def problems(self) -> list[str]:
        """One message for each value that was left out."""
        labels = [self.form.fields[name].label for name in self.form.errors]
        problems = [
            _("“%(filter)s”: this value is not known and was left out.") % {"filter": label}
            for label in labels
        ]
        first, last = self.values.get("from"), self.values.get("to")
        if first and last and first > last:
            problems.append(_("The first day comes after the last one: no release can match."))
        return problems

    def releases(self) -> QuerySet[PressReleasePage]:
        releases = self.all
        values = self.values
        if release_type := values.get("type"):
            releases = releases.filter(release_type=release_type)
        if hospital := values.get("hospital"):
            releases = releases.for_hospital(hospital)
        if specialty := values.get("specialty"):
            releases = releases.filter(specialties=specialty)
        if year := values.get("year"):
            releases = releases.filter(
                published_at__gte=_start_of(date(year, 1, 1)),
                published_at__lt=_start_of(date(year + 1, 1, 1)),
            )
        if first := values.get("from"):
            releases = releases.filter(published_at__gte=_start_of(first))
        if (last := values.get("to")) and last < date.max:
            releases = releases.filter(published_at__lt=_start_of(last + timedelta(days=1)))
        if words := values.get("q"):
            releases = releases.filter(text_filter.matches(words, self._text_fields())).distinct()
        return releases.newest_first()

    def _text_fields(self) -> list[str]:
        code = self.language if self.language in ("fr", "en") else "fr"
        return [f"title_{code}", f"summary_{code}", "reference", "hospital_links__hospital__title_fr",
                "hospital_links__hospital__short_name", f"specialties__name_{code}"]  # fmt: skip

    def query(self, without: str | None = None) -> str:
        """The filters in force as a query string, in one order whatever the request's."""
        pairs = [
            (name, self.data.get(name))
            for name in self.form.fields
            if name in self.values and name != without
        ]
        return urlencode(pairs)

    def in_force(self) -> list[dict[str, str]]:
        """Each filter with its value as readers know it, and the address without it."""
        return [
            {
                "label": self.form.fields[name].label,
                "value": self._written(name, value),
                "remove_url": f"?{self.query(without=name)}",
            }
            for name, value in self.values.items()
        ]

    def _written(self, name: str, value) -> str:
        from .dates import long_date

        if isinstance(value, date):
            return long_date(value, self.language)
        field = self.form.fields[name]
        return field.label_from_instance(value) if isinstance(field, KeyChoiceField) else str(value)

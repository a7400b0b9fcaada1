"""The GET forms of lists and searches. A bad value costs a message, never the list."""

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import text_filter
from .dates import long_date
from .languages import active, language_of
from .models import HospitalPage, PressImage, ReleaseType, Specialty

HOSPITAL_COLUMNS = "slug title title_fr title_en english_ready english_go_live_at".split()


class RowIterator(ModelChoiceIterator):
    """The choices from the rows that the field has read already."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        yield from (self.choice(row) for row in self.field.rows.values())


class Select(forms.Select):
    """Written without a template for each of its hundred choices.

    Each choice says in which language it is where that is not the page's: `languages`, by key.
    """

    languages: dict[str, str] = {}

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        chosen = self.format_value(value)
        options = mark_safe("".join(self._option(str(key), label, chosen) for key, label in self.choices))
        attributes = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, attributes, options)

    def _option(self, key: str, label: str, chosen: list[str]) -> str:
        selected = " selected" if key in chosen else ""
        language = f' lang="{self.languages[key]}"' if key in self.languages else ""
        return f'<option value="{escape(key)}"{selected}{language}>{escape(label)}</option>'


class KeyChoiceField(forms.ModelChoiceField):
    """A choice by the key of the data, the same in both languages. One query, however it is used."""

    iterator = RowIterator
    widget = Select

    @cached_property
    def rows(self) -> dict[str, object]:
        rows = {getattr(row, self.to_field_name): row for row in self.queryset}
        languages = {key: self.foreign_language(row) for key, row in rows.items()}
        self.widget.languages = {key: language for key, language in languages.items() if language}
        return rows

    @staticmethod
    def foreign_language(row) -> str:
        """Of its label; empty where it is the page's."""
        language = row.content_language if isinstance(row, HospitalPage) else language_of(row, "name")
        return "" if language == active() else language

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if value not in self.rows:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.rows[value]

    def label_from_instance(self, row) -> str:
        return row.shown_title if isinstance(row, HospitalPage) else row.name


class DayInput(forms.DateInput):
    """A day that browsers choose; what is none is told in a message and not written back."""

    input_type = "date"

    def format_value(self, value) -> str | None:
        written = super().format_value(value)
        try:
            return written and date.fromisoformat(written).isoformat()
        except ValueError:
            return None


class SubjectForm(forms.Form):
    """Words, a hospital, a specialty; and what is known of the filters in force."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
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

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        hospitals = HospitalPage.objects.visible().order_by("title_fr")
        self.fields["hospital"].queryset = hospitals.only(*HOSPITAL_COLUMNS)

    def clean_q(self) -> str:
        return text_filter.clean(self.cleaned_data["q"])

    @cached_property
    def values(self) -> dict[str, object]:
        """The filters in force: what was given and is known."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @cached_property
    def problems(self) -> list[SafeString]:
        """One message for each value that was left out, under the id that describes its field."""
        sentence = _("“%(filter)s”: this value is not known and was left out.")
        told = ((self[name].auto_id, sentence % {"filter": self.fields[name].label}) for name in self.errors)
        return [format_html('<span id="{}_error">{}</span>', field, words) for field, words in told]

    def query(self, without: str | None = None) -> str:
        """The filters in force as a query string, in one order whatever the request's."""
        names = [name for name in self.fields if name in self.values and name != without]
        return urlencode([(name, self.data.get(name)) for name in names])

    def in_force(self) -> list[dict[str, str]]:
        """Each filter with its value as readers know it, the language of a foreign one, the address without it."""
        return [
            {
                "name": name,
                "label": self.fields[name].label,
                "value": self._written(name, value),
                "language": self._foreign_language(name, value),
                "remove_url": f"?{rest}" if (rest := self.query(without=name)) else "./",
            }
            for name, value in self.values.items()
        ]

    def show_counts(self, counts: dict[str, dict[str, int]]) -> None:
        """Writes beside each choice how many it leaves; one that leaves none is offered only while it is chosen."""
        for name, totals in counts.items():
            field, chosen = self.fields[name], self.data.get(name)
            choices = [(str(key), label) for key, label in field.choices]
            field.widget.choices = [
                (key, f"{label} ({totals[key]})" if totals.get(key) else label)
                for key, label in choices
                if not key or key == chosen or totals.get(key)
            ]

    def _foreign_language(self, name: str, value) -> str:
        field = self.fields[name]
        return field.foreign_language(value) if isinstance(field, KeyChoiceField) else ""

    def _written(self, name: str, value) -> str:
        if isinstance(value, date):
            return long_date(value, active())
        field = self.fields[name]
        if isinstance(field, KeyChoiceField):
            return field.label_from_instance(value)
        return str(dict(getattr(field, "choices", ())).get(value, value))


class YearForm(SubjectForm):
    """A subject and a year; `years`: those that there are."""

    year = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=gettext_lazy("Year"), widget=Select
    )

    def __init__(self, data: QueryDict, years: list[int]) -> None:
        super().__init__(data)
        choices = [(year, str(year)) for year in years]
        self.fields["year"].choices = [("", gettext_lazy("All years")), *choices]


class PictureForm(YearForm):
    """The filters of the picture library."""

    rights = forms.ChoiceField(
        choices=[("", gettext_lazy("All rights")), *PressImage.Licence.choices],
        required=False,
        label=gettext_lazy("Right of use"),
        widget=Select,
    )


class FilterForm(YearForm):
    """The filters of the press room."""

    type = KeyChoiceField(
        queryset=ReleaseType.objects.all(),
        to_field_name="code",
        required=False,
        label=gettext_lazy("Type"),
        empty_label=gettext_lazy("All types"),
    )
    # `from` is a word of Python's: the fields are added under their public names in __init__.
    field_order = ("q", "type", "hospital", "specialty", "year")

    def __init__(self, data: QueryDict, years: list[int]) -> None:
        super().__init__(data, years)
        day = DayInput(format="%Y-%m-%d")
        for name, label in (("from", gettext_lazy("From")), ("to", gettext_lazy("To"))):
            self.fields[name] = forms.DateField(
                label=label, required=False, widget=day, input_formats=["%Y-%m-%d"]
            )

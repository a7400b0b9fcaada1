"""What the editor of a record asks besides its fields."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from newsroom.telephone import normalise

from ..models import Practitioner, Service
from ..slugs import free_slug


class RecordForm(WagtailAdminModelForm):
    """The end of the address may be left empty: it is then made of the name."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("The end of the address. Left empty: made of the name.")

    def name_for_slug(self) -> tuple[str, str]:
        """What it is made of, and what tells it from a namesake."""
        raise NotImplementedError

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("slug") and "slug" not in self.errors:
            name, further = self.name_for_slug()
            others = type(self.instance).objects.exclude(pk=self.instance.pk)
            taken = set(others.values_list("slug", flat=True))
            data["slug"] = self.instance.slug = free_slug(taken, name, further)
        return data


class PractitionerForm(RecordForm):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken"),
        help_text=gettext_lazy("Besides French."),
        choices=Practitioner.Language.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def name_for_slug(self) -> tuple[str, str]:
        data = self.cleaned_data
        specialty = next(iter(data.get("specialties") or ()), None)
        name = f"{data.get('first_name', '')} {data.get('last_name', '')}"
        return name, specialty.slug if specialty else ""


class ServiceForm(RecordForm):
    def name_for_slug(self) -> tuple[str, str]:
        hospital = self.cleaned_data.get("hospital")
        return f"{self.cleaned_data.get('name_fr', '')} {hospital.slug if hospital else ''}", ""

    def clean_phone(self) -> str:
        return normalise(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""

    def clean(self) -> dict:
        data = super().clean()
        head = data.get("head")
        works_here = head and head.affiliations.filter(service=self.instance.pk).exists()
        if head and not (self.instance.pk and works_here):
            message = _(
                "%(name)s has no affiliation with this department: add it on that person's page first."
            )
            self.add_error("head", message % {"name": head.name})
        return data


class MoveForm(forms.Form):
    """To another hospital."""

    hospital = forms.ModelChoiceField(label=gettext_lazy("Hospital"), queryset=None)

    def __init__(self, services: list[Service], *args, **kwargs) -> None:
        from newsroom.models import HospitalPage

        super().__init__(*args, **kwargs)
        self.services = services
        self.fields["hospital"].queryset = HospitalPage.objects.open().order_by("title_fr")

    def clean_hospital(self):
        hospital = self.cleaned_data["hospital"]
        moved = [service for service in self.services if service.hospital_id != hospital.pk]
        there = Service.objects.filter(hospital=hospital, is_active=True).values_list("name_fr", flat=True)
        names = [*there, *(service.name_fr for service in moved if service.is_active)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            message = _("This hospital would have two open departments by the same name: %(names)s.")
            raise forms.ValidationError(message % {"names": ", ".join(twice)})
        return hospital


class LeavingForm(forms.Form):
    """The last day of an affiliation."""

    until_date = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("From the day after, the page of who works nowhere else answers 404."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

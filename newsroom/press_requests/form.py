from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .. import telephone
from ..filter_forms import HOSPITAL_COLUMNS, KeyChoiceField
from ..languages import TRANSLATION, active
from ..models import Expert, HospitalPage, PressReleasePage, PressRequest
from ..public_forms import PublicForm, opened_now
from .deadline import DeadlineField

MAX_KEY = 120


def _label(name: str) -> str:
    return PressRequest._meta.get_field(name).verbose_name


def _text(name: str, purpose: str = "", **options) -> forms.CharField:
    attributes = {"autocomplete": purpose} if purpose else {}
    limit = PressRequest._meta.get_field(name).max_length
    return forms.CharField(
        label=_label(name), max_length=limit, widget=forms.TextInput(attrs=attributes), **options
    )


class PressRequestForm(PublicForm):
    """`about_release`, `about_expert`: what the reader came from, as long as anyone may see it."""

    kind = forms.ChoiceField(label=_label("kind"), choices=[("", _("Choose")), *PressRequest.Kind.choices])
    due_at = DeadlineField(
        label=_label("due_at"),
        help_text=_("The day and hour by which you need our answer, Paris time."),
    )
    subject = _text("subject")
    message = forms.CharField(
        label=_label("message"),
        min_length=10,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Your questions, whom or what you would like to see, when it will be published."),
    )
    hospital = KeyChoiceField(
        queryset=HospitalPage.objects.none(),
        to_field_name="slug",
        required=False,
        label=_("Hospital"),
        empty_label=_("None in particular, or not known yet"),
    )
    name = _text("name", "name")
    outlet = _text("outlet", "organization", help_text=_("Newspaper, agency, channel, production company."))
    email = forms.EmailField(
        label=_label("email"),
        help_text=_("The number of your request and the answer go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_label("phone"),
        required=False,
        max_length=30,
        help_text=_("If we may call you back."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    release = forms.CharField(required=False, widget=forms.HiddenInput)
    expert = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **kwargs) -> None:
        super().__init__(data, **kwargs)
        source = data if data is not None else self.initial
        self.about_release = visible_release(source.get("release", ""))
        self.about_expert = visible_expert(source.get("expert", ""))
        hospitals = HospitalPage.objects.visible().open().order_by("title_fr")
        self.fields["hospital"].queryset = hospitals.only(*HOSPITAL_COLUMNS)

    @classmethod
    def opened_on(cls, asked: QueryDict) -> "PressRequestForm":
        """An empty form; about a release, an expert or a hospital that the address names, if anyone may see them."""
        form = cls(
            initial={"opened": opened_now()} | {name: asked.get(name, "") for name in ("release", "expert")}
        )
        about = {"release": form.about_release, "expert": form.about_expert}
        form.initial |= {name: asked.get(name) if found else "" for name, found in about.items()}
        form.initial["hospital"] = asked.get("hospital") or form._hospital_of_what_it_is_about()
        return form

    def _hospital_of_what_it_is_about(self) -> str:
        if self.about_expert and self.about_expert.hospital_id:
            found = HospitalPage.objects.visible().filter(pk=self.about_expert.hospital_id)
        elif self.about_release:
            found = HospitalPage.objects.visible().filter(release_links__release=self.about_release)
            found = found.order_by("release_links__sort_order")
        else:
            return ""
        return found.values_list("slug", flat=True).first() or ""

    @property
    def chosen_hospital(self) -> HospitalPage | None:
        """Whatever else is wrong with the form."""
        slug = self["hospital"].value()
        return HospitalPage.objects.visible().filter(slug=slug).first() if slug else None

    def clean_phone(self) -> str:
        """As it is dialled."""
        raw = self.cleaned_data["phone"]
        try:
            return telephone.normalise(raw) if raw else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def values(self) -> dict[str, object]:
        """Of the request to be kept."""
        names = ("kind", "subject", "message", "due_at", "hospital", "name", "outlet", "email", "phone")
        return {name: self.cleaned_data[name] for name in names} | {
            "release": self.about_release,
            "expert": self.about_expert,
            "language": active(),
        }


def visible_release(key: str) -> PressReleasePage | None:
    """By its number or the end of its address. One query, also for a key that is nothing."""
    if not 0 < len(key) <= MAX_KEY or not key.isprintable():
        return None
    english = PressReleasePage.objects.visible_in(TRANSLATION).filter(slug_en=key)
    found = PressReleasePage.objects.visible().filter(
        Q(reference=key) | Q(slug=key) | Q(pk__in=english.values("pk"))
    )
    return found.without_bodies().order_by("pk").first()


def visible_expert(key: str) -> Expert | None:
    if not 0 < len(key) <= MAX_KEY or not key.isprintable():
        return None
    return Expert.objects.visible().filter(slug=key).first()

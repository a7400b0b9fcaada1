"""Who may be asked: the public list with its filters, and those named beside a release."""

import unicodedata

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from ..filter_forms import Select, SubjectForm
from ..models import Expert, PressReleasePage, Specialty

BESIDE_A_RELEASE = 4


def _plain(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _found_by(expert: Expert) -> str:
    """In both languages: one looks for “heart” on a French page too."""
    subjects = [expert.name, expert.function_fr, expert.function_en, expert.subjects_fr, expert.subjects_en]
    for specialty in expert.specialties.all():
        subjects += [
            getattr(specialty, f"{name}_{code}") for name in ("name", "lay_words") for code in ("fr", "en")
        ]
    if expert.hospital:
        subjects += [expert.hospital.title_fr, expert.hospital.short_name]
    return _plain(" ".join(filter(None, subjects)))


class ExpertForm(SubjectForm):
    """Only what some expert has is offered."""

    language = forms.ChoiceField(
        label=_("Language spoken"),
        required=False,
        choices=[("", _("All languages")), *Expert.Tongue.choices],
        widget=Select,
    )
    field_order = ("q", "specialty", "hospital", "language")

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        people = Expert.objects.visible().values("pk")
        hospitals = self.fields["hospital"].queryset.filter(experts__in=people)
        self.fields["hospital"].queryset = hospitals.distinct()
        self.fields["specialty"].queryset = Specialty.objects.filter(experts__in=people).distinct()

    @cached_property
    def people(self) -> list[Expert]:
        """The words are sought in Python: experts are some dozens, and the others filters come first."""
        found, values = Expert.objects.visible(), self.values
        for name in ("hospital", "specialty"):
            if name in values:
                found = found.filter(**{"specialties" if name == "specialty" else name: values[name]})
        if "language" in values:
            found = found.filter(languages__contains=[values["language"]])
        words = _plain(values.get("q", "")).split()
        people = with_columns(found.in_order())
        return [person for person in people if all(word in _found_by(person) for word in words)]


def with_columns(experts: QuerySet[Expert]) -> QuerySet[Expert]:
    return experts.select_related("hospital").prefetch_related("specialties")


@csrf_exempt
@require_safe
def experts(request: HttpRequest) -> HttpResponse:
    form = ExpertForm(request.GET)
    context = {
        "form": form,
        "people": form.people,
        "active_filters": form.in_force(),
        "messages": form.problems,
    }
    return render(request, "newsroom/experts.html", context)


def of_release(release: PressReleasePage, specialties: list[Specialty]) -> list[Expert]:
    """Those chosen for it, else those of its specialties. No query where the page was loaded with the news of none."""
    if not getattr(release, "has_experts", True) or release.release_type.code == "hommage":
        return []
    chosen = Q(releases=release.pk)
    if release.is_preview:  # what the editor sees is not in the database yet
        chosen = Q(pk__in=[expert.pk for expert in release.experts.all()])
    is_chosen = Exists(Expert.objects.filter(chosen, pk=OuterRef("pk")))
    found = Expert.objects.visible().filter(chosen | Q(specialties__in=specialties)).distinct()
    people = list(found.annotate(is_chosen=is_chosen).select_related("hospital").in_order())
    return ([person for person in people if person.is_chosen] or people)[:BESIDE_A_RELEASE]

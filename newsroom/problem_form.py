from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .models import ProblemReport
from .public_forms import PublicForm, opened_now

MAX_PATH = 500


def page_of_this_site(path: str) -> str:
    """The path if it can be a page of this site, else nothing: it will be a link for the staff."""
    segments = path[:MAX_PATH].partition("?")[0].split("/")
    is_plain = path.isprintable() and len(path) <= MAX_PATH and "\\" not in path and ".." not in segments
    is_ours = segments[0] == "" and segments[1:2] and segments[1] in dict(settings.LANGUAGES)
    return path if is_plain and is_ours else ""


class ProblemForm(PublicForm):
    kind = forms.ChoiceField(
        label=ProblemReport._meta.get_field("kind").verbose_name, choices=ProblemReport.Kind
    )
    message = forms.CharField(
        label=ProblemReport._meta.get_field("message").verbose_name,
        min_length=10,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Nothing about anybody's health, please: this is not a way to reach a doctor."),
    )
    email = forms.EmailField(
        label=ProblemReport._meta.get_field("email").verbose_name,
        required=False,
        help_text=_(
            "Used to answer you, for nothing else. Deleted from this site with your message after twelve months."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    page = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("kind", "message", "email", "page", "website", "opened")

    @classmethod
    def opened_on(cls, page: str) -> "ProblemForm":
        """An empty form about a page."""
        return cls(initial={"page": page_of_this_site(page), "opened": opened_now()})

    def __init__(self, data: QueryDict | None = None, **kwargs) -> None:
        if data is not None:  # the hidden field is not the visitor's: what is wrong with it is left out
            data = data.copy()
            data["page"] = page_of_this_site(data.get("page", ""))
        super().__init__(data, **kwargs)

    def save(self) -> ProblemReport | None:
        """As ProblemReport.objects.receive."""
        names = ("kind", "message", "page", "email")
        return ProblemReport.objects.receive(**{name: self.cleaned_data[name] for name in names})

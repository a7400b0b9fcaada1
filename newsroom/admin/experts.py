from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from newsroom.models import Expert

from .banners import NeverChosen


class ExpertForm(WagtailAdminModelForm):
    """The key may be left empty: it is then made of the name."""

    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        help_text=_("Besides French."),
        choices=Expert.Tongue.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("The end of the address. Left empty: made of the name.")

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("slug") and "slug" not in self.errors:
            data["slug"] = self.instance.slug = self._free_slug(data)
        return data

    def _free_slug(self, data: dict) -> str:
        base = slugify(f"{data.get('first_name', '')} {data.get('last_name', '')}") or "expert"
        others = Expert.objects.exclude(pk=self.instance.pk).filter(slug__startswith=base)
        taken = set(others.values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (base, *numbered) if slug not in taken)


class ExpertViewSet(NeverChosen, SnippetViewSet):
    """Who may be asked through the press office. Chosen on a release by ticking, not by a chooser."""

    model = Expert
    icon = "user"
    menu_label = _("Experts")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "function_fr", "hospital", "agreed_until"]
    list_filter = ["hospital", "specialties"]
    ordering = ["last_name", "first_name"]
    edit_handler = ObjectList(
        [
            FieldRowPanel(["title", "first_name", "last_name"]),
            FieldRowPanel(["function_fr", "function_en"]),
            FieldPanel("hospital", widget=forms.Select),
            FieldPanel("specialties", widget=forms.CheckboxSelectMultiple),
            FieldRowPanel(["subjects_fr", "subjects_en"]),
            MultiFieldPanel(
                ["languages", FieldRowPanel(["does_television", "does_radio", "does_print"])],
                heading=_("For the press"),
            ),
            MultiFieldPanel(["agreed_until", "internal_note"], heading=_("Among press officers")),
            MultiFieldPanel(["slug", "order"], heading=_("In the list")),
        ],
        base_form_class=ExpertForm,
    )

"""The directory in the admin: people with their affiliations, departments, synonyms."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from newsroom.admin.banners import NeverChosen

from ..models import Practitioner, Service, Synonym
from . import listing
from .choosing import RecordChooser
from .forms import PractitionerForm, ServiceForm

AFFILIATION_PANELS = [
    FieldRowPanel([FieldPanel("hospital", widget=forms.Select), "role"]),
    "service",
    FieldRowPanel(["from_date", "until_date"]),
]


class PractitionerViewSet(SnippetViewSet):
    model = Practitioner
    icon = "user"
    menu_label = _("Practitioners")
    index_view_class = listing.ByNameIndexView
    chooser_viewset_class = RecordChooser
    filterset_class = listing.PractitionerFilterSet
    list_display = ["__str__", *listing.PERSON_COLUMNS]
    ordering = ["by_name", "by_first_name", "slug"]
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel(["title", "first_name", "last_name"]),
            InlinePanel(
                "affiliations",
                panels=AFFILIATION_PANELS,
                heading=_("Where they work"),
                label=_("affiliation"),
            ),
            FieldPanel("specialties", widget=forms.CheckboxSelectMultiple),
            "languages",
            MultiFieldPanel(
                ["is_active", "is_indexed", "former_name", "rpps", "slug"], heading=_("In the directory")
            ),
        ],
        base_form_class=PractitionerForm,
    )

    def get_queryset(self, request):
        return listing.people()


class ServiceViewSet(SnippetViewSet):
    model = Service
    icon = "group"
    menu_label = _("Departments")
    index_view_class = listing.ByNameIndexView
    chooser_viewset_class = RecordChooser
    filterset_class = listing.ServiceFilterSet
    list_display = ["name_fr", *listing.SERVICE_COLUMNS]
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel(["name_fr", "name_en"]),
            FieldRowPanel([FieldPanel("hospital", widget=forms.Select), "specialty"]),
            "head",
            MultiFieldPanel(
                ["phone", "appointment_url", "access_fr", "access_en"], heading=_("For patients")
            ),
            MultiFieldPanel(
                ["is_active", "is_emergency", "other_names", "slug"], heading=_("In the directory")
            ),
        ],
        base_form_class=ServiceForm,
    )

    def get_queryset(self, request):
        return listing.services()


class SynonymViewSet(NeverChosen, SnippetViewSet):
    model = Synonym
    icon = "list-ul"
    menu_label = _("Synonyms")
    list_display = ["term", "language", "alternatives"]
    list_filter = ["language"]
    search_fields = ["term", "alternatives"]
    copy_view_enabled = False


class DirectoryGroup(SnippetViewSetGroup):
    items = (PractitionerViewSet, ServiceViewSet, SynonymViewSet)
    menu_label = _("Directory")
    menu_icon = "list-ul"
    menu_order = 300

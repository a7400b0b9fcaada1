from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import record_views, views

app_name = "search"
urlpatterns = [
    path(_("search/"), views.content_search, name="content"),
    path(_("directory/"), views.directory_search, name="directory"),
    path(_("directory/doctor/<slug:slug>/"), record_views.practitioner, name="practitioner"),
    path(_("directory/service/<slug:slug>/"), record_views.service, name="service"),
    path(_("hospital/"), views.choose_hospital, name="hospital"),
    path("suggestions/", views.suggestions, name="suggestions"),
]

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from . import content_views, directory_views, record_views, suggestions, views

app_name = "search"
CONTENT = [
    path("", content_views.content_search, name="content"),
    path("rss/", content_views.rss, name="rss"),
    path("atom/", content_views.atom, name="atom"),
]
urlpatterns = [
    path(_("search/"), include(CONTENT)),
    path(_("directory/"), directory_views.directory_search, name="directory"),
    path(_("directory/doctor/<slug:slug>/"), record_views.practitioner, name="practitioner"),
    path(_("directory/service/<slug:slug>/"), record_views.service, name="service"),
    path(_("hospital/"), views.choose_hospital, name="hospital"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
]

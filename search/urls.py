from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import directory_views, suggestions, views

app_name = "search"
urlpatterns = [
    path(_("search/"), views.content_search, name="content"),
    path(_("directory/"), directory_views.directory_search, name="directory"),
    path(_("hospital/"), views.choose_hospital, name="hospital"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
]

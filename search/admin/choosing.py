"""Choosers of departments and practitioners, for those who write the directory: Wagtail's own ask for no right."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.snippets.views import chooser

from ..models import Service
from .finding import NameForm


class ForThoseWhoWrite:
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("search.change_service"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ByName(ForThoseWhoWrite):
    filter_form_class = NameForm

    def get_object_list(self) -> QuerySet:
        rows = super().get_object_list()
        return rows.select_related("hospital") if rows.model is Service else rows


class ChooseView(ByName, chooser.ChooseView):
    pass


class ChooseResultsView(ByName, chooser.ChooseResultsView):
    pass


class ChosenView(ForThoseWhoWrite, chooser.SnippetChosenView):
    pass


class ChosenMultipleView(ForThoseWhoWrite, chooser.SnippetChosenMultipleView):
    pass


class RecordChooser(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

"""Changes of many records at once. Each record is saved and logged, as if it had been opened by hand."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from ..models import Affiliation, Practitioner, Service
from .forms import LeavingForm, MoveForm


class RecordsAction(SnippetBulkAction):
    """`question`: what is asked before it is done."""

    template_name = "search/admin/bulk.html"
    question = ""

    def dispatch(self, request, *args, **kwargs):
        if not self.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(question=self.question, title=self.display_name, **kwargs)

    @classmethod
    def execute_action(cls, objects: list, **kwargs) -> tuple[int, int]:
        action = kwargs["self"]
        for record in objects:
            action.change(record, action.cleaned_form.cleaned_data)
            log(instance=record, action="wagtail.edit", user=action.request.user)
        return len(objects), 0

    def change(self, record, data: dict) -> None:
        raise NotImplementedError

    def get_success_message(self, count: int, _children: int) -> str:
        return ngettext("%(count)d record changed.", "%(count)d records changed.", count) % {"count": count}


class _Switch(RecordsAction):
    is_active: bool

    def change(self, record, data: dict) -> None:
        record.is_active = self.is_active
        record.save(update_fields=["is_active"])


class StopWork(_Switch):
    models = [Practitioner]
    display_name, action_type, is_active = _("Not at work any more"), "stop_work", False
    aria_label = _("Take the selected practitioners out of the directory")
    question = _("They leave the directory, and their pages answer 404. Nothing is deleted.")


class TakeUpWork(_Switch):
    models = [Practitioner]
    display_name, action_type, is_active = _("At work"), "take_up_work", True
    aria_label = _("Put the selected practitioners back into the directory")
    question = _("They are in the directory as long as an affiliation of theirs lasts.")


class Close(_Switch):
    models = [Service]
    display_name, action_type, is_active = _("Close"), "close", False
    aria_label = _("Take the selected departments out of the directory")
    question = _("They leave the directory, with the people who work nowhere else.")


class Open(_Switch):
    models = [Service]
    display_name, action_type, is_active = _("Open again"), "open", True
    aria_label = _("Put the selected departments back into the directory")
    question = _("They are in the directory again, with their people.")

    def check_perm(self, service: Service) -> bool:
        """Not beside an open department by the same name."""
        others = Service.objects.filter(hospital=service.hospital_id, name_fr=service.name_fr, is_active=True)
        return not others.exclude(pk=service.pk).exists()


class Leave(RecordsAction):
    models = [Practitioner]
    form_class = LeavingForm
    display_name, action_type = _("End the affiliations"), "leave"
    aria_label = _("End the affiliations of the selected practitioners")
    question = _("All their affiliations that have no end, or a later one, end on that day.")

    def change(self, person: Practitioner, data: dict) -> None:
        last = data["until_date"]
        begun = Affiliation.objects.filter(practitioner=person).exclude(from_date__gt=last)
        for affiliation in begun.exclude(until_date__lt=last):
            affiliation.until_date = last
            affiliation.save(update_fields=["until_date"])


class Move(RecordsAction):
    models = [Service]
    form_class = MoveForm
    display_name, action_type = _("Move to another hospital"), "move"
    aria_label = _("Move the selected departments to another hospital")
    question = _("Their people move with them; addresses and telephone numbers stay as they are.")

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"services": self.get_actionable_objects()[0]}

    def change(self, service: Service, data: dict) -> None:
        service.hospital = data["hospital"]
        service.save(update_fields=["hospital"])
        for affiliation in service.affiliations.all():
            affiliation.hospital = data["hospital"]
            affiliation.save(update_fields=["hospital"])


ACTIONS: list[type[RecordsAction]] = [StopWork, TakeUpWork, Leave, Close, Open, Move]

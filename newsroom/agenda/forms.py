from django.utils.translation import gettext_lazy as _

from newsroom.filter_forms import SubjectForm


class AgendaForm(SubjectForm):
    """A hospital: those that have meetings are offered, any other one is understood."""

    q = specialty = None

    def offer(self, totals: dict[str, int]) -> None:
        self.fields["hospital"].empty_label = _("All hospitals")
        self.show_counts({"hospital": totals})

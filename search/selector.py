"""The hospital selector: every visible, open hospital by group. One query."""

from newsroom.listing import grouped
from newsroom.models import HospitalPage

COLUMNS = (
    "title title_fr title_en slug short_name group__name group__name_fr group__name_en group__order group__slug "
    "english_ready english_go_live_at"
).split()


def groups() -> list[dict]:
    return grouped(HospitalPage.objects.visible().open().by_group().only(*COLUMNS))

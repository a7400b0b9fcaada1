"""The rows follow the content, in the transaction that changes it."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Revision
from wagtail.signals import post_page_move

from newsroom.models import HospitalName, ReleaseHospital, Specialty
from newsroom.signals import content_written, round_over

from . import content_rows, spelling
from .admin import index as admin


def connect() -> None:
    for signal, receiver, sender in (
        (content_written, _content_written, None),
        (round_over, _round_over, None),
        (post_page_move, _moved, None),
        (post_save, _approval_changed, Revision),
        (post_save, _name_changed, HospitalName),
        (post_delete, _name_changed, HospitalName),
        (post_save, _link_changed, ReleaseHospital),
        (post_delete, _link_changed, ReleaseHospital),
        (post_delete, _specialty_gone, Specialty),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=f"search.{receiver.__name__}.{id(signal)}")


def _content_written(page_ids: list[int], **kwargs) -> None:
    content_rows.refresh(page_ids)
    admin.refresh(page_ids)


def _round_over(**kwargs) -> None:
    spelling.rebuild_if_old()


def _moved(**kwargs) -> None:
    content_rows.follow_moves()


def _approval_changed(instance: Revision, update_fields=None, **kwargs) -> None:
    """An approval that is taken back writes no page."""
    if update_fields == {"approved_go_live_at"} and instance.base_content_type.app_label == "newsroom":
        content_rows.refresh([int(instance.object_id)])


def _name_changed(instance: HospitalName, raw: bool = False, **kwargs) -> None:
    if not raw:
        _content_written([instance.hospital_id])


def _link_changed(instance: ReleaseHospital, raw: bool = False, **kwargs) -> None:
    if not raw:
        content_rows.refresh([instance.release_id])


def _specialty_gone(instance: Specialty, **kwargs) -> None:
    content_rows.refresh(content_rows.ids_with(specialty_ids__contains=[instance.pk]))

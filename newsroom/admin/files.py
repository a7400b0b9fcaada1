"""/admin/files/…: stored files for those who choose them, whether readers may have them or not."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from .. import files, sending
from ..models import PressDocument, PressImage

RIGHTS = ("choose", "change", "delete")


def _find(name: str) -> PressImage | PressDocument | None:
    match name.partition("/")[0]:
        case "pictures":
            return PressImage.objects.filter(file=name).first()
        case "renditions":
            return PressImage.objects.filter(renditions__file=name).first()
        case "documents":
            return PressDocument.objects.filter(file=name).first()
    return None


@require_safe
def staff_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A social card has no address here: what the admin draws names none."""
    file = _find(name) if files.is_stored_name(name) else None
    if file is None:
        raise Http404
    policy = policy_registry.get_by_type(type(file))
    if not policy.user_has_any_permission_for_instance(request.user, RIGHTS, file):
        raise Http404
    try:
        return sending.send(request, name, "no-store")
    except FileNotFoundError as error:
        raise Http404 from error

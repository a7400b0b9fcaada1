"""The files of a release that a named person reads, as they are given to that person."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from wagtail.models import ReferenceIndex

from .. import sending
from ..files import is_stored_name
from ..models import Partner, PersonalAccess, PressDocument, PressImage, PressRendition
from . import watermark


def belongs(release, name: str) -> bool:
    """Whether the file of that stored name is in the content in memory, or a size of a picture in it."""
    if not is_stored_name(name):
        return False
    used = {(model, key) for model, key in _files_in(release)}
    pictures = [key for model, key in used if model is PressImage]
    match name.partition("/")[0]:
        case "pictures":
            found = PressImage.objects.filter(pk__in=pictures, file=name).first()
            return found is not None and found.is_shown
        case "renditions":
            found = PressRendition.objects.filter(image__in=pictures, file=name).first()
            return found is not None and found.image.is_shown
        case "documents":
            documents = [key for model, key in used if model is PressDocument]
            return PressDocument.objects.filter(pk__in=documents, file=name).exists()
    return False


def _files_in(record) -> Iterator[tuple[type, int]]:
    for type_id, key, _model_path, _content_path in ReferenceIndex._extract_references_from_object(record):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model in (PressImage, PressDocument):
            yield model, int(key)
        elif model is Partner:
            yield from _files_in(Partner.objects.get(pk=key))


def give(request: HttpRequest, access: PersonalAccess, name: str, line: str) -> HttpResponseBase:
    """Raises FileNotFoundError and NotMarkable. What can't bear the line bears the person's name in its own."""
    if watermark.can_bear(name):
        with default_storage.open(name) as file:
            content = watermark.marked(name, file.read(), line)
        response = HttpResponse(content, content_type=sending.kind_of(name))
    else:
        response = sending.send(request, name, "no-store")
    is_attached = name.startswith("documents/")
    response.headers["Content-Disposition"] = content_disposition_header(is_attached, _name_for(access, name))
    return response


def _name_for(access: PersonalAccess, name: str) -> str:
    path = PurePosixPath(name)
    return f"{path.stem} – {access.name}{path.suffix}"

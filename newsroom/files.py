"""Pictures and documents as readers get them, by names that hold 128 random bits.

The visibility rule is not asked here yet: until it is, the name is what keeps an unpublished file from strangers.
"""

import mimetypes
import re
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.csp import CSP
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

STORED_NAME = re.compile(
    r"(?P<folder>pictures|renditions|cards|documents)/[0-9a-f]{32}/[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z0-9]+"
)
PART = re.compile(r"bytes=(?P<first>[0-9]{0,15})-(?P<last>[0-9]{0,15})")
SHOWN_IN_PAGE = {"application/pdf", "text/vtt", "video/mp4", "video/webm"}
NOT_FOUND = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Fichier introuvable – File not found</title></head>
<body><main><h1>Fichier introuvable</h1><p><a href="/fr/">Salle de presse de l’AP-HP</a></p>
<div lang="en"><h2>File not found</h2><p><a href="/en/">AP-HP newsroom</a></p></div></main></body></html>
"""


@csrf_exempt
@require_safe
def serve_file(request: HttpRequest, path: str) -> HttpResponseBase:
    match = STORED_NAME.fullmatch(path)
    if match is None or not default_storage.exists(path):
        return HttpResponse(NOT_FOUND, status=404)
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    is_attached = match["folder"] == "documents" and kind not in SHOWN_IN_PAGE
    size = default_storage.size(path)
    part = _part_asked(request, size)
    if part is not None and not part:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = default_storage.open(path)
    response = FileResponse(
        _Part(file, part) if part else file,
        as_attachment=is_attached,
        filename=PurePosixPath(path).name,
        content_type=kind,
    )
    response.headers["Accept-Ranges"] = "bytes"
    if part:
        response.status_code = 206
        response.headers["Content-Length"] = str(len(part))
        response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    response.headers["Cache-Control"] = f"public, max-age={settings.FILE_MAX_AGE}"
    response._csp_config = {"default-src": [CSP.NONE]}
    return response


def _part_asked(request: HttpRequest, size: int) -> range | None:
    """None: the whole file. Empty: a part that the file does not have. Films need it: some browsers play no other."""
    asked = PART.fullmatch(request.headers.get("Range", ""))
    if asked is None or "If-Range" in request.headers or not (asked["first"] or asked["last"]):
        return None
    if not asked["first"]:  # so many from the end
        return range(max(size - int(asked["last"]), 0), size)
    first = int(asked["first"])
    if asked["last"] and int(asked["last"]) < first:
        return None
    return range(first, min(int(asked["last"] or size) + 1, size))


class _Part:
    def __init__(self, file: File, part: range) -> None:
        self.file, self.left = file, len(part)
        file.seek(part.start)

    def read(self, count: int) -> bytes:
        content = self.file.read(min(count, self.left))
        self.left -= len(content)
        return content

    def close(self) -> None:
        self.file.close()

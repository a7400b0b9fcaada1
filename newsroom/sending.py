"""How a stored file is sent once it is known who may read it: whole or in parts, by us or by the server in front.

A name is never used twice and its bytes never change, so the name is the state: a strong ETag, and no date, which
would tell when the file was stored.
"""

import hashlib
import mimetypes
import re
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.utils.http import content_disposition_header

PART = re.compile(r"bytes=(?P<first>[0-9]{0,15})-(?P<last>[0-9]{0,15})")
# Of what we store, what a system's own table may lack.
KINDS = {".avif": "image/avif", ".vtt": "text/vtt", ".webm": "video/webm", ".webp": "image/webp"}
SHOWN_IN_PAGE = {"application/pdf", "text/vtt", "video/mp4", "video/webm"}


def send(request: HttpRequest, name: str, cache_control: str) -> HttpResponseBase:
    """Raises FileNotFoundError when the storage has no such file."""
    size = default_storage.size(name)
    headers = _headers(name, size, cache_control)
    not_modified = get_conditional_response(
        request, etag=headers["ETag"], response=HttpResponse(headers=headers)
    )
    if not_modified.status_code != 200:
        return _closed(not_modified)
    if settings.FILES_INTERNAL_PREFIX:
        headers["X-Accel-Redirect"] = settings.FILES_INTERNAL_PREFIX + name
        return _closed(HttpResponse(headers=headers))
    part = _part_asked(request, size, headers["ETag"])
    if part is not None and not part:
        refusal = {"Content-Range": f"bytes */{size}", "Cache-Control": cache_control}
        return _closed(HttpResponse(status=416, headers=refusal))
    return _closed(_streamed(request, name, headers, part, size))


def is_first_part(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the answer begins where the file does; also one that the server in front cuts as it is asked."""
    if "X-Accel-Redirect" in response.headers:
        asked = PART.fullmatch(request.headers.get("Range", ""))
        return asked is None or asked["first"].strip("0") == "" != asked["first"]
    return response.headers.get("Content-Range", "bytes 0-").startswith("bytes 0-")


def kind_of(name: str) -> str:
    return (
        KINDS.get(PurePosixPath(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    )


def _headers(name: str, size: int, cache_control: str) -> dict[str, str]:
    kind = kind_of(name)
    is_attached = name.startswith("documents/") and kind not in SHOWN_IN_PAGE
    return {
        "Content-Type": kind,
        "Content-Disposition": content_disposition_header(is_attached, PurePosixPath(name).name),
        "ETag": f'"{hashlib.sha256(f"{name} {size}".encode()).hexdigest()[:32]}"',
        "Cache-Control": cache_control,
    }


def _streamed(
    request: HttpRequest, name: str, headers: dict[str, str], part: range | None, size: int
) -> HttpResponseBase:
    headers |= {"Accept-Ranges": "bytes", "Content-Length": str(len(part) if part else size)}
    if part:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        file = default_storage.open(name)
        response = FileResponse(_Part(file, part) if part else file)
    response.status_code = 206 if part else 200
    for header, value in headers.items():  # now: it has guessed some of them
        response.headers[header] = value
    return response


def _closed(response: HttpResponseBase) -> HttpResponseBase:
    """A file asks for nothing else, and nobody rewrites its bytes: a part of a compressed file would be no part."""
    response._csp_config = {"default-src": [CSP.NONE]}
    response.is_sent_as_stored = True
    return response


def _part_asked(request: HttpRequest, size: int, etag: str) -> range | None:
    """None: the whole file. Empty: a part that the file does not have. Films need it: some browsers play no other."""
    asked = PART.fullmatch(request.headers.get("Range", ""))
    is_of_another_state = request.headers.get("If-Range", etag) != etag
    if asked is None or is_of_another_state or not (asked["first"] or asked["last"]):
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

"""From HTML on the standard input to PDF on the standard output, one after the other. A program: it imports nothing of
ours, opens no file and asks no network for what a document names; that comes with the document.
"""

import json
import os
import resource
import sys
from io import BytesIO

MEMORY = 1024 * 1024 * 1024  # bytes of addresses
COMPUTING = 30  # seconds for one document
LENGTH = 4
KINDS = {"css": "text/css", "woff2": "font/woff2"}


def _bind_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bind_computing() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + COMPUTING, hard))


def _read() -> tuple[str, dict[str, bytes]] | None:
    line = sys.stdin.buffer.readline()
    if not line:
        return None
    asked = json.loads(line)
    return asked["html"], {address: sys.stdin.buffer.read(size) for address, size in asked["files"].items()}


def _fetcher(files: dict[str, bytes]):
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Given(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in files:
                raise ValueError(f"not given: {url[:200]}")
            kind = KINDS.get(url.rpartition(".")[2], "application/octet-stream")
            return URLFetcherResponse(url, files[url], {"Content-Type": kind})

    return Given()


def _print(html: str, files: dict[str, bytes]) -> bytes:
    from weasyprint import HTML

    document = HTML(string=html, url_fetcher=_fetcher(files), base_url="given:/")
    return _with_scopes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))


def _with_scopes(content: bytes) -> bytes:
    """Each heading of a table says what it is the heading of (ISO 32000-1, 14.8.5.7); the printer leaves it out."""
    import pikepdf

    with pikepdf.open(BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TH":
                is_column = thing.P.P.get("/S") == "/THead"
                scope = pikepdf.Name.Column if is_column else pikepdf.Name.Row
                thing.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=scope)
        output = BytesIO()
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return output.getvalue()


def _answer(output, content: bytes) -> None:
    output.write(len(content).to_bytes(LENGTH) + content)
    output.flush()


def main() -> int:
    output = os.fdopen(os.dup(1), "wb")  # whatever a library says there is no PDF
    os.dup2(2, 1)
    _bind_memory()
    _, resources = _read()
    while (asked := _read()) is not None:
        html, pictures = asked
        _bind_computing()
        try:
            content = _print(html, pictures | resources)
        except Exception as error:  # whatever it is, no half PDF comes out, and the next one has its turn
            content = f"{type(error).__name__}: {error}"[:500].encode()
        _answer(output, content)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""From a PDF on the standard input to its text and its description, as JSON, on the standard output. A program: it imports
nothing of ours, and whatever a hostile file does to the reader, it does it within these bounds.
"""

import json
import logging
import resource
import sys
from io import BytesIO

OPENS_BY_PASSWORD, DAMAGED = 10, 12
MEMORY = 512 * 1024 * 1024  # bytes of addresses
COMPUTING = 8  # seconds
MOST_PAGES = 60
MOST_TEXT = 200_000  # characters


def _bind() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING, COMPUTING))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(content: bytes) -> dict[str, str]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        sys.exit(OPENS_BY_PASSWORD)
    pages, length = [], 0
    for page in reader.pages[:MOST_PAGES]:
        pages.append(page.extract_text() or "")
        length += len(pages[-1])
        if length > MOST_TEXT:
            break
    description = " ".join(str(value)[:500] for value in (reader.metadata or {}).values())
    return {"text": "\n".join(pages)[:MOST_TEXT], "description": description[:5000]}


def main() -> int:
    _bind()
    logging.disable(logging.CRITICAL)
    try:
        result = read(sys.stdin.buffer.read())
    except Exception:  # whatever it is, nothing comes out
        return DAMAGED
    json.dump(result, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What stands in a file that a stranger sends: text, or a PDF's text, read in a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .pdf_text_worker import OPENS_BY_PASSWORD

WORKER = Path(__file__).with_name("pdf_text_worker.py")
PATIENCE = 15  # seconds on the wall; the worker's own bound is of computing
ONE_AT_A_TIME = BoundedSemaphore(1)  # in this process: files of strangers must not take all of it
LONGEST_WAIT = 5  # seconds
ENCODINGS = ("utf-8-sig", "cp1252")


class Busy(Exception):
    """Another file is being read."""


@dataclass(frozen=True)
class Content:
    """`description`: what the file says of itself, where our own bear the number of their release."""

    text: str
    description: str = ""


def read(content: bytes) -> Content:
    """Raises ValidationError with a word for the visitor, or Busy."""
    if content.lstrip()[:5] == b"%PDF-":
        return _pdf(content)
    if b"\0" in content:
        raise ValidationError(_("This is neither a PDF nor a text file: paste the words instead."))
    for encoding in ENCODINGS:
        try:
            return Content(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("The letters of this file cannot be read: paste the words instead."))


def _pdf(content: bytes) -> Content:
    if not ONE_AT_A_TIME.acquire(timeout=LONGEST_WAIT):
        raise Busy
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER)],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        done = None
    finally:
        ONE_AT_A_TIME.release()
    if done and done.returncode == OPENS_BY_PASSWORD:
        raise ValidationError(_("This PDF opens with a password only: paste its words instead."))
    if done is None or done.returncode:
        raise ValidationError(_("This PDF cannot be read here: paste its words instead."))
    found = Content(**json.loads(done.stdout))
    if not found.text.strip():
        raise ValidationError(
            _("There is no text in this PDF, pictures only: type its number, or a few sentences.")
        )
    return found

"""PDF, cleaned in a process of its own: whatever a hostile file does to the reader, it does it within these bounds."""

import subprocess
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .pdf_worker import OPENS_BY_PASSWORD, TOO_MUCH

WORKER = Path(__file__).with_name("pdf_worker.py")
PATIENCE = 60  # seconds on the wall; the worker's own bound is of computing


def cleaned(content: bytes) -> bytes:
    """The file rewritten, without what runs, what is attached and who made it."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER)],
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much() from None
    if done.returncode == OPENS_BY_PASSWORD:
        raise ValidationError(
            _("This PDF opens with a password only: save it without one, then send it again.")
        )
    if done.returncode == TOO_MUCH or done.returncode < 0:  # ended by a signal: the bound of computing
        raise _too_much()
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise ValidationError(_("This PDF is damaged: export it again from the program that made it."))
    return done.stdout


def _too_much() -> ValidationError:
    return ValidationError(
        _("This PDF is too complicated to be checked: print it to a new PDF, then send that one.")
    )

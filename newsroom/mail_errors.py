"""What mail servers answer, fit for a table and a log: they quote to whom they refuse to send."""

import re
import traceback

MAIL_ADDRESS = re.compile(r"(?:\"[^\"]*\"|[^\s<>()\[\]{},;:'\"=]+)@[^\s<>()\[\]{},;:'\"]+")


def without_addresses(text: str) -> str:
    return MAIL_ADDRESS.sub("<address>", text)


def told(error: Exception) -> str:
    """In one line, cut to what a table holds."""
    return without_addresses(f"{type(error).__name__}: {error}")[:500]


def trace(error: Exception) -> str:
    return without_addresses("".join(traceback.format_exception(error)))

"""No line of the log holds the key of a personal link."""

import logging

from django.conf import settings

from aphp_site.logs import WithoutKeys

KEY = "3IIAcGdyMhYZwClM2VHaJdkPL6WMCCLw6gtjdT9ZLsM"


def line(message: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, args, None)
    assert WithoutKeys().filter(record)
    return record.getMessage()


def test_a_key_is_left_out_and_the_rest_stays():
    assert (
        line("%s: %s", "Not Found", f"/fr/embargo/{KEY}/documents/a.pdf")
        == "Not Found: /fr/embargo/…/documents/a.pdf"
    )
    assert line("%s: %s", "Not Found", "/fr/rien/") == "Not Found: /fr/rien/"


def test_every_handler_leaves_keys_out():
    assert all("without_keys" in handler["filters"] for handler in settings.LOGGING["handlers"].values())

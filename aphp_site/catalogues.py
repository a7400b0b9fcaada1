"""The message catalogues: `python -m aphp_site.catalogues` collects the strings and compiles what is translated;
`--check` says whether every string has its French and whether the compiled file agrees with its source.
"""

import sys
from pathlib import Path

import django
import polib
from django.conf import settings

from newsroom.languages import REFERENCE

FOLDER = Path(__file__).resolve().parent.parent / "locale" / REFERENCE / "LC_MESSAGES"
SOURCE, COMPILED = FOLDER / "django.po", FOLDER / "django.mo"


def collect() -> None:
    from django.core.management import call_command

    options = {
        "no_location": True,
        "no_wrap": True,
        "ignore_patterns": [".venv/*", ".tools/*", "var/*", "tests/*"],
    }
    call_command("makemessages", locale=[REFERENCE], verbosity=0, **options)
    catalogue = polib.pofile(str(SOURCE), wrapwidth=0)
    catalogue.metadata.pop("POT-Creation-Date", None)  # a date alone is no change
    for entry in catalogue.obsolete_entries():
        catalogue.remove(entry)
    catalogue.save()
    catalogue.save_as_mofile(str(COMPILED))


def problems() -> list[str]:
    """What is missing, fuzzy, or different in the compiled file."""
    catalogue = polib.pofile(str(SOURCE))
    found = [f"no French: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    found += [f"fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    compiled = {_key(entry): _text(entry) for entry in polib.mofile(str(COMPILED))}
    source = {_key(entry): _text(entry) for entry in catalogue if not entry.obsolete and entry.translated()}
    if compiled != source:
        found.append("django.mo does not agree with django.po: run python -m aphp_site.catalogues")
    return found


def _key(entry: polib.POEntry) -> tuple:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def _text(entry: polib.POEntry) -> tuple:
    return entry.msgstr, tuple(sorted(entry.msgstr_plural.items()))


def main(arguments: list[str]) -> int:
    django.setup()
    if "--check" not in arguments:
        collect()
    found = problems()
    print("\n".join(found) or f"catalogues: complete ({len(settings.LANGUAGES)} languages)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

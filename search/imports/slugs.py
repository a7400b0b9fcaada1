from django.utils.text import slugify

from search.models import Practitioner
from search.normalising import unaccent

LONGEST = 110  # leaves room for a number
NAMELESS = "praticien"


class Slugs:
    """Addresses that nobody has: jean-martin, then jean-martin-2. The same people in the same order get the same."""

    def __init__(self) -> None:
        self.taken = set(Practitioner.objects.values_list("slug", flat=True))
        self.last: dict[str, int] = {}

    def take(self, name: str) -> str:
        base = slugify(unaccent(name.replace("’", " ").replace("'", " ")))[:LONGEST].strip("-") or NAMELESS
        number = self.last.get(base, 0)
        candidate = ""
        while not candidate or candidate in self.taken:
            number += 1
            candidate = base if number == 1 else f"{base}-{number}"
        self.last[base] = number
        self.taken.add(candidate)
        return candidate

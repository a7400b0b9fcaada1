from search.models import Practitioner
from search.slugs import slug_of


class Slugs:
    """Addresses that nobody has: jean-martin, then jean-martin-2. The same people in the same order get the same."""

    def __init__(self) -> None:
        self.taken = set(Practitioner.objects.values_list("slug", flat=True))
        self.last: dict[str, int] = {}

    def take(self, name: str) -> str:
        base = slug_of(name)
        number = self.last.get(base, 0)
        candidate = ""
        while not candidate or candidate in self.taken:
            number += 1
            candidate = base if number == 1 else f"{base}-{number}"
        self.last[base] = number
        self.taken.add(candidate)
        return candidate

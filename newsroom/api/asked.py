"""The parameters of a request, as understood, and one message for each that was not."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from newsroom.languages import REFERENCE, codes

TYPES = {"release": "pressreleasepage", "hospital": "hospitalpage"}
DEFAULT_LIMIT, LARGEST_LIMIT = 20, 100
LARGEST_OFFSET = 1_000_000
# Filters of releases: here, and in the press room's list.
FILTERS = {"release_type": "type"} | {
    name: name for name in ("hospital", "specialty", "year", "from", "to", "q")
}


class Asked:
    def __init__(self, data: QueryDict) -> None:
        self.data, self.messages = data, []
        self.kind = self._choice("type", list(TYPES), "")
        self.language = self._choice("language", codes(), REFERENCE)
        self.limit = self._number("limit", DEFAULT_LIMIT, LARGEST_LIMIT)
        self.offset = self._number("offset", 0, LARGEST_OFFSET)

    @property
    def filters(self) -> QueryDict:
        """Those of the press room's list; empty where none is asked for."""
        filters = QueryDict(mutable=True)
        filters.update({name: self.data[given] for given, name in FILTERS.items() if self.data.get(given)})
        return filters

    def _choice(self, name: str, known: list[str], default: str) -> str:
        value = self.data.get(name, "")
        if value and value not in known:
            self._left_out(name)
        return value if value in known else default

    def _number(self, name: str, default: int, largest: int) -> int:
        value = self.data.get(name, "")
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and len(value) < 8 and int(value) <= largest):
            self._left_out(name)
            return default
        return int(value)

    def _left_out(self, name: str) -> None:
        self.messages.append(_("“%(filter)s”: this value is not known and was left out.") % {"filter": name})

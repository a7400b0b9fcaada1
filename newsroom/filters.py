"""What a request asks of the press room's list: its filters, applied to the releases that readers may see."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, ExtractYear
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from . import text_filter
from .filter_forms import FilterForm, YearForm
from .languages import active
from .models import PressReleasePage
from .paris import PARIS, to_paris

PAGE_SIZE = 20
NEAREST = 3
FACETS = {
    "type": "release_type__code",
    "hospital": "hospital_links__hospital__slug",
    "specialty": "specialties__slug",
    "year": ExtractYear("published_at", tzinfo=PARIS),
}


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, PARIS)


class ReleaseFilters:
    """What a request asks of the press room's list, in the active language."""

    def __init__(self, data: QueryDict, form: type[YearForm] = FilterForm) -> None:
        self.language = active()
        self.all = PressReleasePage.objects.visible_in(self.language)
        self.form = form(data, self.years)
        self.values = self.form.values
        self.query, self.in_force = self.form.query, self.form.in_force

    def without_words(self) -> "ReleaseFilters":
        """The same, whatever the words."""
        data = self.form.data.copy()
        data.pop("q", None)
        return type(self)(data, type(self.form))

    @cached_property
    def years(self) -> list[int]:
        """From the newest release's to the oldest one's: two rows are read, however many there are."""
        dated = self.all.exclude(published_at=None).values_list("published_at", flat=True)
        ends = dated.order_by("published_at")[:1].union(dated.order_by("-published_at")[:1])
        years = [to_paris(instant).year for instant in ends]
        return list(range(max(years), min(years) - 1, -1)) if years else []

    @cached_property
    def problems(self) -> list[str]:
        problems = list(self.form.problems)
        first, last = self.values.get("from"), self.values.get("to")
        if first and last and first > last:
            problems.append(_("The first day comes after the last one: no release can match."))
        return problems

    @cached_property
    def _words(self) -> Q:
        return text_filter.release_matches(self.values["q"], self.language)

    def interval(self) -> tuple[datetime | None, datetime | None]:
        """From `from` until `to`: the first instant, and the one after the last."""
        first, last = self.values.get("from"), self.values.get("to")
        end = _start_of(last + timedelta(days=1)) if last and last < date.max else None
        return first and _start_of(first), end

    def releases(self, without: str | None = None) -> QuerySet[PressReleasePage]:
        """The releases that match, the newest first; `without`: a filter to leave out."""
        releases = self.all
        values = {name: value for name, value in self.values.items() if name != without}
        if release_type := values.get("type"):
            releases = releases.filter(release_type=release_type)
        if hospital := values.get("hospital"):
            releases = releases.for_hospital(hospital)
        if specialty := values.get("specialty"):
            releases = releases.filter(specialties=specialty)
        if year := values.get("year"):
            releases = releases.filter(
                published_at__gte=_start_of(date(year, 1, 1)),
                published_at__lt=_start_of(date(year + 1, 1, 1)),
            )
        start, end = self.interval()
        if start and "from" in values:
            releases = releases.filter(published_at__gte=start)
        if end and "to" in values:
            releases = releases.filter(published_at__lt=end)
        if "q" in values:
            releases = releases.filter(self._words)
        return releases.newest_first()

    def counts(self) -> dict[str, dict[str, int]]:
        """{filter: {choice: how many releases it would leave, the other filters kept}}. One query."""
        each = [
            self.releases(without=name)
            .order_by()
            .annotate(facet=Value(name), choice=Cast(column, TextField()))
            .values_list("facet", "choice")
            .annotate(total=Count("pk"))
            for name, column in FACETS.items()
        ]
        counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for name, choice, total in each[0].union(*each[1:], all=True):
            counts[name][choice] = total
        return counts

    @cached_property
    def ways_out(self) -> list[dict]:
        """When nothing matches: each filter whose absence would help, the most helpful first."""
        ways = []
        for way in self.in_force():
            if total := self.releases(without=way["name"]).count():
                ways.append(way | {"total": total})
        return sorted(ways, key=lambda way: -way["total"])

    def nearest(self) -> list[PressReleasePage]:
        """When nothing matches: the newest releases of the best way out, else of all."""
        best = self.ways_out[0]["name"] if self.ways_out else None
        releases = self.releases(without=best) if best else self.all.newest_first()
        return list(releases.for_cards()[:NEAREST])

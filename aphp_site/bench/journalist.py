"""What a journalist takes away: feeds with fifty whole texts and filtered lists with counts through granian, at two sizes
of the archive. PDF and press kit are in `bench files`, mails to subscribers in `bench alerts`.

The archive is that of `bench search`: its own database, in a scratch folder. JOURNALIST_RELEASES: its sizes ("2000,100000");
SEARCH_FOLDER, where the database is kept for the next run.
"""

from aphp_site.bench import search
from aphp_site.bench.search import timing

RELEASES = "2000,100000"
TIMES = 15
ADDRESSES = {
    "RSS, the whole room": "/fr/communiques-de-presse/rss/",
    "JSON Feed, the whole room": "/fr/communiques-de-presse/feed.json",
    "Atom, one hospital": "/fr/communiques-de-presse/atom/?hospital=cochin",
    "RSS in English, a type and a specialty": "/en/press-releases/rss/?type=communique&specialty=cardiologie",
    "list with its counts": "/fr/communiques-de-presse/",
    "list with its counts, one hospital": "/fr/communiques-de-presse/?hospital=cochin",
    "list with its counts, a hospital, a type and a year": (
        "/fr/communiques-de-presse/?hospital=cochin&type=communique&year=2024"
    ),
    "interface, a hundred pages": "/api/v2/pages/?limit=100",
}


def main() -> None:
    with search.site():
        for size in search.sizes("JOURNALIST_RELEASES", RELEASES):
            _measure(size)


def _measure(size: int) -> None:
    from aphp_site.bench.search import content, over_http

    content.fill(size)
    timing.heading(f"{size:,} releases; through HTTP, no cache")
    for name, address in ADDRESSES.items():
        timing.line(name, over_http.times(address, [""] * TIMES))

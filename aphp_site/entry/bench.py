"""`./run bench [name]`: figures and ratios; none is asserted."""

from importlib import import_module

BENCHES = {
    "pages": "requests per second and latency of each page type",
    "imports": "release import",
    "practitioners": "import of practitioners, two million lines",
    "fuzz": "ten thousand odd requests, none of which may be answered by a fault",
    "weight": "what a first view weighs, and Lighthouse's laboratory",
    "files": "the PDF of a release, a press kit of 200 MB",
    "alerts": "ten thousand mails to subscribers, to a mail server that discards them",
    "journalist": "feeds with whole texts and lists with counts, with 2,000 releases and with 100,000",
    "search": "the finder at several sizes, beside Wagtail's own search; names misspelt",
}


def chosen(arguments: list[str], known: dict[str, str]) -> list[str]:
    """All of them, or those that are named."""
    if unknown := [name for name in arguments if name not in known]:
        raise SystemExit(f"run: nothing named {unknown[0]}. There are: {', '.join(known)}")
    return arguments or list(known)


def main(arguments: list[str]) -> int:
    for name in chosen(arguments, BENCHES):
        print(f"— {name}: {BENCHES[name]}", flush=True)
        import_module(f"aphp_site.bench.{name}").main()
    return 0

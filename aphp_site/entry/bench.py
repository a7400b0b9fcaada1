"""`./run bench [name]`: figures and ratios; none is asserted."""

from importlib import import_module

BENCHES = {
    "pages": "requests per second and latency of each page type",
    "imports": "release import",
    "fuzz": "ten thousand odd requests, none of which may be answered by a fault",
    "weight": "what a first view weighs, and Lighthouse's laboratory",
}


def main(arguments: list[str]) -> int:
    names = arguments or list(BENCHES)
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"run: no benchmark named {unknown[0]}. There are: {', '.join(BENCHES)}")
        return 1
    for name in names:
        print(f"— {name}: {BENCHES[name]}", flush=True)
        import_module(f"aphp_site.bench.{name}").main()
    return 0

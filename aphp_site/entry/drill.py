"""`./run drill [name]`: what is promised, tried for as long as it takes; the exit status says whether it held."""

from importlib import import_module

from .bench import chosen

DRILLS = {
    "second": "fifty releases over three real minutes, with the publisher off: none early, none late",
    "replica": "searches with a streaming replica that is read, falls behind, dies and comes back: nobody notices",
}


def main(arguments: list[str]) -> int:
    has_held = True
    for name in chosen(arguments, DRILLS):
        print(f"— {name}: {DRILLS[name]}", flush=True)
        is_held = import_module(f"aphp_site.drills.{name}").main()
        print("  held" if is_held else "  NOT HELD")
        has_held &= is_held
    return 0 if has_held else 1

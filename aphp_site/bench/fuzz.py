"""Ten thousand odd requests over every public address (tests/fuzzing.py), on a database of their own."""

import os

from aphp_site.entry import test

COUNT = 10_000


def main() -> None:
    os.environ.setdefault("FUZZ_REQUESTS", str(COUNT))
    test.main(["tests/test_fuzz.py", "-n", "0", "-q", "-s", "--show-capture=no"])

"""Times in milliseconds, and how they are printed."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Times:
    p50: float
    p95: float

    def __str__(self) -> str:
        return f"{self.p50:>9.1f}{self.p95:>9.1f}"


def of(call: Callable, asked: Iterable) -> Times:
    """Each once, after the first was asked once in vain: caches of the process and of the server are warm."""
    asked = list(asked)
    call(asked[0])
    times = []
    for one in asked:
        began = time.perf_counter()
        call(one)
        times.append((time.perf_counter() - began) * 1000)
    return Times(median(times), quantiles(times, n=20)[-1]) if len(times) > 1 else Times(times[0], times[0])


def heading(title: str) -> None:
    print(f"\n{title:<58}{'p50 ms':>9}{'p95 ms':>9}", flush=True)


def line(name: str, times: Times, note: str = "") -> None:
    print(f"  {name:<56}{times}  {note}".rstrip(), flush=True)


def beside(ours: Times, theirs: Times) -> str:
    return f"{theirs.p50 / ours.p50:.1f} times ours"

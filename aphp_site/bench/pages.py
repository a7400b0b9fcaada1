"""Each page type through granian, one after the other in the same run, beside a view that does nothing."""

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles

from aphp_site.entry import database, paths

PORT = 8790
CLIENTS = 2
SECONDS = 4.0
PAGES = {
    "constant view": "/healthz",
    "home": "/fr/",
    "list": "/fr/communiques-de-presse/",
    "release": None,  # the newest one
    "hospital": "/fr/hopitaux/cochin/",
    "404": "/fr/rien/",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aphp_site.settings.demo")
    with database.available(paths.data_dir()):
        pages = PAGES | {"release": _newest_release()}
        server = serve()
        try:
            rows = {name: _measure(f"http://127.0.0.1:{PORT}{path}") for name, path in pages.items()}
        finally:
            server.terminate()
            server.wait(10)
    base = rows["constant view"][0]
    print(f"{'page':<16}{'req/s':>9}{'of constant':>13}{'p50 ms':>9}{'p95 ms':>9}")
    for name, (rate, median, late) in rows.items():
        print(f"{name:<16}{rate:>9.0f}{rate / base:>13.3f}{median:>9.1f}{late:>9.1f}")


def _newest_release() -> str:
    import django

    django.setup()
    from django.db import connections

    from newsroom.models import PressReleasePage

    release = PressReleasePage.objects.visible().newest_first().first()
    if release is None:
        raise SystemExit("The database has no release: run ./run demo once.")
    address = release.url_in("fr")
    connections.close_all()
    return address


def serve(
    port: int = PORT,
    application: str = "aphp_site.wsgi:application",
    alive: str = "healthz",
    **environment: str,
) -> subprocess.Popen:
    """One worker of granian, once it answers at `alive`."""
    arguments = ["--interface", "wsgi", "--workers", "1", "--port", str(port), "--log-level", "error"]
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", *arguments, application],
        cwd=paths.ROOT,
        env=os.environ | environment,
    )
    for _attempt in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/{alive}", timeout=1).close()
            return server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise SystemExit("the server did not start")


def _measure(address: str) -> tuple[float, float, float]:
    """Requests a second, median and 95th percentile in milliseconds, of a bounded run on loopback."""
    _once(address)
    times: list[float] = []
    lock = threading.Lock()
    ends_at = time.monotonic() + SECONDS

    def client() -> None:
        while time.monotonic() < ends_at:
            began = time.perf_counter()
            _once(address)
            with lock:
                times.append((time.perf_counter() - began) * 1000)

    with ThreadPoolExecutor(CLIENTS) as pool:
        for _client in range(CLIENTS):
            pool.submit(client)
    cuts = quantiles(times, n=100)
    return len(times) / SECONDS, cuts[49], cuts[94]


def _once(address: str) -> None:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            response.read()
    except urllib.error.HTTPError as error:
        error.read()

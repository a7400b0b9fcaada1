"""What a first view weighs over the wire: every page type in both languages, cold cache, a telephone's screen.

Where the npm package `lighthouse` is installed under .validators, its laboratory figures follow.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from aphp_site.bench.pages import PORT, _newest_release, serve
from aphp_site.entry import database, paths

SITE = f"http://localhost:{PORT}"
SCREEN = {"width": 360, "height": 740}
KINDS = {"Document": "html", "Stylesheet": "css", "Script": "js", "Font": "font", "Image": "pictures"}
PAGES = {
    "home": ("/fr/", "/en/"),
    "list": ("/fr/communiques-de-presse/", "/en/press-releases/"),
    "hospitals": ("/fr/hopitaux/", "/en/hospitals/"),
    "hospital": ("/fr/hopitaux/cochin/", "/en/hospitals/cochin/"),
    "press office": ("/fr/contacts-presse/", "/en/press-office/"),
    "search": ("/fr/recherche/?q=greffe", "/en/search/?q=transplant"),
    "accessibility": ("/fr/accessibilite/", "/en/accessibility/"),
    "404": ("/fr/rien/", "/en/nothing/"),
}
LIGHTHOUSE = paths.ROOT / ".validators" / "node_modules" / "lighthouse" / "cli" / "index.js"
ATTEMPTS = 3  # a laboratory run fails now and then for reasons of the browser's own
SCORES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = {
    "largest-contentful-paint": "LCP s",
    "cumulative-layout-shift": "CLS",
    "total-blocking-time": "TBT ms",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aphp_site.settings.demo")
    os.environ["BASE_URL"] = SITE
    with database.available(paths.data_dir()):
        pages = PAGES | {"release with picture": (_newest_release(),), "text release": (_text_release(),)}
        server = serve()
        try:
            _weigh(pages)
            _laboratory(pages)
        finally:
            server.terminate()
            server.wait(10)


def _text_release() -> str:
    from django.db import connections

    from newsroom.models import PressReleasePage

    release = PressReleasePage.objects.visible().filter(lead_image=None).newest_first().first()
    address = release.url_in("fr")
    connections.close_all()
    return address


def _browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
    if found is None:
        raise SystemExit("no Chromium found")
    return found


def _weigh(pages: dict[str, tuple[str, ...]]) -> None:
    """kB are 1,000 bytes over the wire, headers included. Pictures apart, as in the budget."""
    from playwright.sync_api import sync_playwright

    print(
        f"{'page':<44}{'requests':>9}{'html':>7}{'css':>6}{'js':>6}{'font':>6}{'sum':>7}{'pictures':>10}  kB"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=["--no-sandbox"])
        for addresses in pages.values():
            for address in addresses:
                weights, requests = _view(browser, address)
                text = sum(weights[kind] for kind in ("html", "css", "js", "font", "other"))
                columns = [weights[kind] / 1000 for kind in ("html", "css", "js", "font")]
                line = (
                    f"{address[:43]:<44}{requests:>9}"
                    + f"{columns[0]:>7.1f}"
                    + "".join(f"{kb:>6.1f}" for kb in columns[1:])
                )
                print(line + f"{text / 1000:>7.1f}{weights['pictures'] / 1000:>10.1f}", flush=True)
        browser.close()
    print(
        "budget: 8 requests and 80 kB without pictures; css 12, js 8; pictures 120 on the home page, 60 on a release"
    )


def _view(browser, address: str) -> tuple[Counter, int]:
    """Bytes by kind, and how many requests that are no picture."""
    context = browser.new_context(viewport=SCREEN, device_scale_factor=2)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, weights = {}, Counter()
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: _kind(event)}))
    session.on(
        "Network.loadingFinished",
        lambda event: weights.update(
            {kinds.get(event["requestId"], "other"): int(event["encodedDataLength"])}
        ),
    )
    page.goto(SITE + address)
    page.wait_for_load_state("networkidle")
    context.close()
    return weights, sum(kind != "pictures" for kind in kinds.values())


def _kind(event: dict) -> str:
    is_drawing = event["response"]["url"].endswith(".svg") and "/static/" in event["response"]["url"]
    return "other" if is_drawing else KINDS.get(event["type"], "other")


def _laboratory(pages: dict[str, tuple[str, ...]]) -> None:
    if not (LIGHTHOUSE.is_file() and shutil.which("node")):
        print("Lighthouse is not installed: see docs/figures.md.")
        return
    print(
        f"{'Lighthouse, mobile, slow 4G':<44}{'perf':>6}{'a11y':>6}{'best':>6}{'seo':>6}"
        + "".join(f"{name:>8}" for name in AUDITS.values())
    )
    for name, addresses in pages.items():
        if name == "404":  # Lighthouse refuses pages that are not found
            continue
        report = _measured(addresses[0])
        if report is None:
            print(f"{addresses[0][:43]:<44}could not be measured, {ATTEMPTS} times", flush=True)
            continue
        scores = "".join(f"{round(report['categories'][name]['score'] * 100):>6}" for name in SCORES)
        values = [report["audits"][name]["numericValue"] for name in AUDITS]
        print(
            f"{addresses[0][:43]:<44}{scores}{values[0] / 1000:>8.2f}{values[1]:>8.3f}{values[2]:>8.0f}",
            flush=True,
        )


def _measured(address: str) -> dict | None:
    """The first report that has every score. None: no attempt gave one."""
    for _attempt in range(ATTEMPTS):
        try:
            report = _lighthouse(address)
        except (subprocess.SubprocessError, ValueError):  # it failed, took too long, or wrote no JSON
            continue
        if all(report["categories"][name]["score"] is not None for name in SCORES):
            return report
    return None


def _lighthouse(address: str) -> dict:
    flags = "--headless=new --no-sandbox --disable-gpu"
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        subprocess.run(
            ["node", LIGHTHOUSE, SITE + address, "--quiet", "--output=json", f"--output-path={report.name}",
             f"--chrome-flags={flags}"],
            env=os.environ | {"CHROME_PATH": _browser()},
            timeout=180,
            check=True,
        )  # fmt: skip
        return json.loads(Path(report.name).read_bytes())

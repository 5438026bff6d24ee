"""`make lighthouse`: what a phone on a slow connection makes of the rate screen, as Lighthouse simulates it.

The page with the most practices, to somebody signed in, with an empty cache; served as in production over loopback.
Lighthouse's own defaults hold: a mid-range phone, simulated slow 4G. The median of five runs counts.
"""

import argparse
import datetime
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys

from . import HOME, VAR, report, servers
from .databases import sqlite

RUNS, PATIENCE = 5, 180
SIZE = "XS"
INSTALLED = VAR / "lighthouse"
# Either will do; the headless shell is what the tests install where there is none.
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-headless-shell") or "chromium"
)
FLAGS = "--headless=new --no-sandbox --disable-background-networking --no-first-run"
# How Lighthouse calls it, what it is, the most it may be, and how it is written.
MEASURES = (
    ("total-byte-weight", "transferred", 120_000, lambda n: f"{n / report.KB:.0f} KB"),
    ("largest-contentful-paint", "largest contentful paint", 2000, lambda n: f"{n / 1000:.2f} s"),
    ("total-blocking-time", "total blocking time", 200, lambda n: f"{n:.0f} ms"),
)


def install():
    """Put the locked packages into benchmarks/var/, unless they are there; they run nothing when they are installed."""
    if not shutil.which("npm"):
        raise SystemExit("make lighthouse needs Node 18.20 or newer and npm:  apt-get install nodejs npm")
    lock = HOME / "package-lock.json"
    kept = INSTALLED / "node_modules" / "installed.json"
    if kept.exists() and kept.read_bytes() == lock.read_bytes():
        return
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", lock.name):
        shutil.copy(HOME / name, INSTALLED)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=INSTALLED).returncode:
        raise SystemExit("npm could not install Lighthouse")
    shutil.copy(lock, kept)


def run_once(address, cookie):
    """Lighthouse's report of one visit with a fresh profile, or what went wrong as text."""
    headers, found = VAR / "lighthouse-headers.json", VAR / "lighthouse.json"
    found.unlink(missing_ok=True)
    headers.write_text(json.dumps({"Cookie": cookie, "Accept-Language": "en"}))
    command = ["node", "node_modules/lighthouse/cli/index.js", address, "--quiet", "--no-enable-error-reporting"]
    command += ["--only-categories=performance", "--output=json", f"--output-path={found}"]
    command += [f"--extra-headers={headers}", f"--chrome-flags={FLAGS}"]
    environment = os.environ | {"CHROME_PATH": CHROMIUM}
    try:
        done = subprocess.run(
            command, cwd=INSTALLED, env=environment, timeout=PATIENCE, text=True, stderr=subprocess.PIPE
        )
    except subprocess.TimeoutExpired:
        return f"no result within {PATIENCE} s"
    finally:
        headers.unlink()
    if done.returncode or not found.exists():
        return done.stderr[-2000:] or f"Lighthouse ended with {done.returncode}"
    return judged(json.loads(found.read_text()), address)


def judged(said, address):
    """The report, if it is one of the page that was asked for; else what is wrong with it."""
    if error := said.get("runtimeError"):
        return error["message"]
    if said["finalDisplayedUrl"] != address:
        return f"it was shown {said['finalDisplayedUrl']}"
    missing = [name for name, *_rest in MEASURES if said["audits"][name].get("numericValue") is None]
    return f"it did not measure {', '.join(missing)}" if missing else said


def run(address, cookie):
    """One visit; one that failed is repeated once."""
    for _attempt in range(2):
        found = run_once(address, cookie)
        if isinstance(found, dict):
            print("  " + ", ".join(drawn(found["audits"][name]["numericValue"]) for name, *_, drawn in MEASURES))
            return found
        print(f"  failed: {found}", flush=True)
    raise SystemExit("Lighthouse failed twice in a row")


def measure():
    """The reports of all runs."""
    with sqlite() as address:
        url = address(SIZE)
        servers.python("manage.py", "collectstatic", "--no-input", "--verbosity=0", url=url)
        servers.python("-m", "benchmarks.dataset", SIZE, url=url)
        targets = VAR / "targets-lighthouse.json"
        servers.python("-m", "benchmarks.targets", str(targets), url=url)
        page = json.loads(targets.read_text())["rate"][0]
        with servers.running(url) as server:
            place = f"http://127.0.0.1:{server.port}{page['path']}"
            return [run(place, page["cookie"]) for _ in range(RUNS)]


def told(reports):
    """The table, and what it was measured with."""
    table = report.Table()
    for name, what, most, drawn in MEASURES:
        values = [one["audits"][name]["numericValue"] for one in reports]
        middle = statistics.median(values)
        measured = f"{drawn(middle)} (from {drawn(min(values))} to {drawn(max(values))})"
        table.add(f"rate screen: {what}", "first visit, slow 4G", f"≤ {drawn(most)}", measured, middle <= most)
    day = datetime.date.today().isoformat()
    browser = reports[0]["environment"]["hostUserAgent"].partition("HeadlessChrome/")[2].split(".")[0]
    about = (
        f"Measured on {day}. Lighthouse: {reports[0]['lighthouseVersion']}. Chromium: {browser}. Runs: {len(reports)}."
    )
    return f"{about}\n\n{table.drawn()}\n"


def main():
    """Measure, and print a table."""
    for wish in (signal.SIGTERM, signal.SIGHUP):  # so that the server is stopped
        signal.signal(wish, lambda number, frame: sys.exit(128 + number))
    parser = argparse.ArgumentParser(prog="make lighthouse", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    write = parser.parse_args().write
    (VAR / "site").mkdir(mode=0o700, parents=True, exist_ok=True)
    install()
    report.tell(told(measure()), "lighthouse", write)


if __name__ == "__main__":
    main()

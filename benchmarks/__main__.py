"""`make bench`: measure, and print one table. Writes nothing but benchmarks/var/, unless told to."""

import argparse
import secrets
import signal
import subprocess
import sys

from . import VAR, every_page_table, meeting, report, reports, reports_table, servers
from .databases import KINDS
from .measure import measure

# A size is measured beside the smaller ones, because what is asked for is that it does not differ from them.
SIZES = {"XS": ["XS"], "S": ["XS", "S"], "L": ["S", "L"], "all": ["XS", "S", "L"], "XL": ["L", "XL"]}


def arguments():
    """What may be asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--size", choices=SIZES, default="S", help="XS: 1 school, S: and 72, L: 72 and 4,800, all; XL: 4,800 and 48,000"
    )
    parser.add_argument("--database", choices=[*KINDS, "both"], default="both")
    parser.add_argument("--seconds", type=float, default=10, help="for each figure (default: 10)")
    parser.add_argument("--fresh", action="store_true", help="make the data sets anew")
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--meeting", action="store_true", help="measure the meeting of forty screens alone")
    parser.add_argument("--pages", action="store_true", help="measure every page, file and frequent action alone")
    parser.add_argument("--reports", action="store_true", help="measure the reports alone")
    parser.add_argument(
        "--profile", action="store_true", help="say where the time of a save and of the pages goes; measure nothing"
    )
    asked = parser.parse_args()
    alone = asked.reports and not (asked.meeting or asked.profile or asked.pages)
    if asked.size == "XL" and (asked.database != "postgresql" or not alone):
        parser.error("XL holds records alone, on PostgreSQL: --size XL --database postgresql --reports")
    return asked


def check_deploy(url):
    """What `check --deploy` finds with the environment of production; empty when it is clean."""
    production = {"SECRET_KEY": secrets.token_urlsafe(64), "HTTPS": "1", "ALLOWED_HOSTS": "districts.example.org"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=servers.ROOT,
        env=servers.environment(url) | production,
        text=True,
        capture_output=True,
    )
    return "" if done.returncode == 0 else "; ".join(line for line in done.stderr.splitlines() if line.startswith("?"))


def main():
    """Measure what was asked for."""
    for wish in (signal.SIGTERM, signal.SIGHUP):  # so that every server is stopped
        signal.signal(wish, lambda number, frame: sys.exit(128 + number))
    asked = arguments()
    kinds = list(KINDS) if asked.database == "both" else [asked.database]
    sizes = SIZES[asked.size]
    (VAR / "site").mkdir(mode=0o700, parents=True, exist_ok=True)
    scratch = f"sqlite:///{VAR / 'site' / 'scratch.sqlite3'}"
    servers.python("manage.py", "collectstatic", "--no-input", "--verbosity=0", url=scratch)
    if asked.profile:
        return profile(kinds, sizes[-1], asked.fresh)
    everything = not (asked.meeting or asked.reports or asked.pages)
    if everything:
        deploy = check_deploy(scratch)
        results = of_each(kinds, sizes, measure, sizes, asked.seconds, asked.fresh)
        report.tell(report.drawn(results, sizes, asked.seconds, deploy), "measured", asked.write)
    if everything or asked.pages:
        measure_pages(kinds, [size for size in sizes if size in ("S", "L")], asked)
    if everything or asked.reports:
        results = of_each(
            kinds, ["reports", *sizes], reports.measure, sizes, asked.seconds, asked.fresh and asked.reports
        )
        report.tell(reports_table.drawn(results, sizes), "reports", asked.write)
    if everything or asked.meeting:
        fresh = asked.fresh and asked.meeting and not asked.reports
        results = of_each(kinds, ["a meeting of forty"], meeting.measure, sizes[-1], asked.seconds, fresh)
        report.tell(report.drawn_meetings(results, sizes[-1]), "meeting", asked.write)


def profile(kinds, size, fresh):
    """Say where the time goes."""
    for kind in kinds:
        with KINDS[kind](fresh) as address:
            servers.python("-m", "benchmarks.dataset", size, url=address(size))
            servers.python("-m", "benchmarks.profiles", url=address(size))


def measure_pages(kinds, sizes, asked):
    """Every page of a district with several schools."""
    if sizes:
        results = of_each(kinds, ["pages", *sizes], every_page_table.measure, sizes, asked.fresh and asked.pages)
        report.tell(every_page_table.drawn(results), "pages", asked.write, every_page_table.PAGE)


def of_each(kinds, what, do, *arguments):
    """What a part measures on each kind of database."""
    found = {}
    for kind in kinds:
        print(f"{report.NAMES[kind]}: {', '.join(what)}", flush=True)
        found[kind] = do(kind, *arguments)
    return found


if __name__ == "__main__":
    main()

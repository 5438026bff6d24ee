"""The figures as one Markdown table: target, measured, met or not."""

import datetime
import re
import statistics

from . import HOME
from .measure import CONCURRENCIES

README = HOME / "README.md"
KB = 1000
# What bounds each page: the median in ms, one at a time, and its queries.
PAGES = (
    ("rate", "rate page", 15, None),
    ("table", "rate page, all practices as a table", 30, None),
    ("heatmap", "heatmap page", 25, 12),
)
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Table:
    """Rows of what was asked for and what was found."""

    def __init__(self):
        self.rows = []

    def add(self, what, where, target, measured, met):
        """A row; ``met`` is None where there is nothing to compare with."""
        self.rows.append((what, where, target, measured, {True: "met", False: "**not met**", None: ""}[met]))

    def drawn(self):
        """As Markdown."""
        head = ["| what | where | target | measured | |", "|---|---|---|---|---|"]
        return "\n".join(head + ["| " + " | ".join(row) + " |" for row in self.rows])


def speed(found):
    """A rate with its times: those a client waited, and the worker's own."""
    return (
        f"{found['rate']:.0f}/s, median {found['p50']:.1f} ms, 95 % {found['p95']:.1f} ms, "
        f"processor {found['processor']:.2f} ms"
    )


def rows_of_saves(table, name, load, sizes):
    """Saves beside the bare upsert, and beside themselves in other sizes."""
    for concurrency in CONCURRENCIES:
        bare, plain = load[f"bare upsert @{concurrency}"], load[f"bare plain @{concurrency}"]
        where = f"{name}, {concurrency} at a time"
        table.add("bare Django view", where, "", speed(plain), None)
        table.add("bare one-row upsert", where, "", speed(bare), None)
        rates = {}
        for size in sizes:
            found = load[f"save {size} @{concurrency}"]
            rates[size] = found["rate"]
            share = found["rate"] / bare["rate"]
            measured = f"{share:.2f} × ({speed(found)})"
            others = {status: n for status, n in found["statuses"].items() if status != "200"}
            if others:
                measured += f"; other answers: {others}"
            table.add("rating save", f"{where}, {size}", "≥ 0.20 × bare upsert", measured, share >= 0.2 and not others)
        if len(sizes) > 1:
            spread = max(rates.values()) / min(rates.values())
            table.add("rating save, fastest ÷ slowest size", where, "≤ 1.25", f"{spread:.2f}", spread <= 1.25)


def rows_of_pages(table, name, load, found, sizes):
    """The two pages whose time is bounded, and what each request costs in queries."""
    plain = load["bare plain @1, with pages"]
    table.add("bare Django view beside the pages", f"{name}, 1 at a time", "", speed(plain), None)
    heatmaps = {}
    for size in sizes:
        about, where = found["sizes"][size], f"{name}, {size}"
        for page, title, limit, queries in PAGES:
            key = f"{page} {size} @1"
            if key not in load:
                table.add(title, where, f"≤ {limit} ms", "not there yet", False)
                continue
            one, cost = load[key], about["queries"][page]
            asked = f"≤ {limit} ms" + (f", ≤ {queries} queries" if queries else "")
            measured = f"median {one['p50']:.1f} ms, 95 % {one['p95']:.1f} ms, processor {one['processor']:.1f} ms, {cost['data']} queries"
            good = set(one["statuses"]) == {"200"}
            if not good:
                measured += f"; answers: {one['statuses']}"
            met = good and one["p50"] <= limit and (not queries or cost["data"] <= queries)
            if page == "heatmap":
                heatmaps[size] = one["p50"]
                title += f" of {about['schools']} schools"
            table.add(title, where, asked, measured, met)
        save, cost = load[f"save {size} @1"], about["queries"]["save"]
        table.add(
            "queries of a save",
            where,
            "≤ 10",
            f"{cost['data']} (and {cost['framing']} that frame its transaction)",
            cost["data"] <= 10,
        )
        table.add(
            "answer to a save",
            where,
            "≤ 5 KB",
            f"{save['largest'] / KB:.1f} KB with its headers",
            save["largest"] <= 5 * KB,
        )
    if {"S", "L"} <= set(heatmaps):
        ratio = heatmaps["L"] / heatmaps["S"]
        table.add("heatmap page, L ÷ S", name, "≤ 1.25", f"{ratio:.2f}", ratio <= 1.25)


def rows_of_workers(table, name, found, sizes):
    """Memory after the run, start, and the open connection."""
    for size in sizes:
        about, where = found["sizes"][size], f"{name}, {size}"
        resident, proportional, private = about["memory"]
        measured = f"{proportional:.0f} MB (resident {resident:.0f} MB, its own {private:.0f} MB)"
        table.add("memory of the larger worker", where, "≤ 150 MB", measured, proportional <= 150)
        table.add("start to first answer", where, "≤ 1.2 s", f"{about['ready']:.2f} s", about["ready"] <= 1.2)
        if about["opened"] is not None:
            opened = about["opened"]
            table.add("database file opened during 2 s of load", where, "0 times", f"{opened} times", opened == 0)
    for title, status, document, total in found["pages"]:
        measured = f"{total / KB:.0f} KB ({document / KB:.0f} KB without what it loads)" + (
            "" if status == 200 else f"; answers {status}"
        )
        met = total <= 120 * KB if status == 200 else None
        table.add(f"first visit: {title}", f"{name}, {sizes[-1]}", "≤ 120 KB", measured, met)


def drawn(results, sizes, seconds, deploy):
    """The whole report."""
    table = Table()
    for kind, found in results.items():
        name = NAMES[kind]
        rows_of_saves(table, name, found["load"], sizes)
        rows_of_pages(table, name, found["load"], found, sizes)
        rows_of_workers(table, name, found, sizes)
    table.add("`check --deploy`", "production settings", "clean", deploy or "clean", not deploy)
    return about(results, f", {seconds:g} s for each figure") + table.drawn() + "\n"


def about(results, how=""):
    """When, how and on what it was measured."""
    versions = {}
    for found in results.values():
        versions |= found["versions"]
    day = datetime.date.today().isoformat()
    said = [f"Measured on {day}{how}."] + [f"{name}: {value}." for name, value in versions.items()]
    return " ".join(said) + "\n\n"


def drawn_meetings(results, size):
    """The report of the meeting of forty."""
    table = Table()
    for kind, found in results.items():
        where, asked = f"{NAMES[kind]}, {size}, 1 at a time", found["now"]
        table.add("bare Django view", where, "", speed(found["bare plain"]), None)
        good = set(asked["statuses"]) == {"304"}
        measured = speed(asked) + ("" if good else f"; answers: {asked['statuses']}")
        # The embedded set-up is to answer so soon; another process's database takes a round trip to ask.
        most, met = ("≤ 2 ms", good and asked["p50"] <= 2) if kind == "sqlite" else ("", None if good else False)
        table.add("“is there anything new?” – no (304)", where, most, measured, met)
        where, late = f"{NAMES[kind]}, {size}, {found['people']} screens", found["late"]
        measured = f"median {statistics.median(late):.2f} s, slowest of {len(late)} {late[-1]:.2f} s"
        table.add("a step until the last screen shows it", where, "≤ 2 s", measured, late[-1] <= 2)
        measured = (
            f"median {found['p50']:.1f} ms, 95 % {found['p95']:.1f} ms; {found['busy']:.2f} of one processor used"
        )
        table.add("the same question during this meeting", where, "", measured, None)
    return about(results) + table.drawn() + "\n"


def tell(text, block, write, path=README):
    """Print a report, and put it between its marks in the README, or in another page, where that was asked for."""
    print("\n" + text)
    if not write:
        return
    begin, end = f"<!-- {block}: begin -->", f"<!-- {block}: end -->"
    page = path.read_text()
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    path.write_text(pattern.sub(lambda _found: f"{begin}\n{text}{end}", page))
    print(f"Written to benchmarks/{path.name}")

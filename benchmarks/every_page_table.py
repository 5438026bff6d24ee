"""Every page, file and frequent action as tables: what it took in each data set, target, met or not."""

import json
from collections import Counter

from . import HOME, VAR, servers
from .databases import KINDS
from .measure import machine
from .report import KB, NAMES, about
from .reports import answer_of

PAGE = HOME / "pages.md"
# Processor milliseconds in the largest data set. What is named as in 0.2.0 is what that took, and a quarter more.
DISTRICT, PROVINCE, MY_WORK = 60, 100, 12
LIMITS = {
    "home": MY_WORK,
    "reports:heatmap": 8.5,
    "assessments:rate_characteristic": 5.5,
    "assessments:rate_table": 8.5,
    "reports:province": PROVINCE,
    "installation:districts": PROVINCE,
    "Save a rating": 5,
    "Reveal": 10,
    "Record and next": 25,
}
TITLES = {"page": "Pages", "action": "What people post most", "file": "Files and data"}
HEADS = {
    "page": "median / processor / first, in ms",
    "action": "median / processor / first, in ms",
    "file": "seconds / processor seconds / peak MB (more than before)",
}


def measure(kind, sizes, fresh):
    """The figures by size; PostgreSQL is asked in the largest alone."""
    found = {"sizes": {}}
    with KINDS[kind](fresh) as address:
        for size in sizes if kind == "sqlite" else sizes[-1:]:
            servers.python("-m", "benchmarks.dataset", size, url=address(size))
            path = VAR / f"pages-{kind}-{size}.json"
            servers.python("-m", "benchmarks.every_page", str(path), url=address(size))
            made = answer_of("benchmarks.files", address(size))
            found["sizes"][size] = json.loads(path.read_text()) + [made_file(name, one) for name, one in made.items()]
        found["versions"] = machine(address(sizes[-1]))
    return found


def made_file(name, one):
    """What the task worker makes, as a file among the others."""
    times = {"waited": 1000 * one["median"], "worked": 1000 * one["median"], "first": {"waited": 1000 * one["first"]}}
    name = f"board report as {name} (task worker)"
    return {"name": name, "role": "", "kind": "file", "queries": "", **times, **one, "first": times["first"]}


def drawn(results):
    """The whole report: by kind of answer a table, the dearest first."""
    columns = [(kind, size) for kind, found in results.items() for size in found["sizes"]]
    rows = {}
    for kind, size in columns:
        for one in results[kind]["sizes"][size]:
            rows.setdefault((one["kind"], one["name"]), {})[kind, size] = one
    text = about(results)
    for sort, title in TITLES.items():
        own = {name: found for (one, name), found in rows.items() if one == sort}
        text += f"## {title}\n\n{HEADS[sort]}\n\n" + table_of(own, columns) + "\n"
    return text + verdict(rows, columns) + "\n"


def table_of(rows, columns):
    """One kind of answer as Markdown."""
    titles = [f"{NAMES[kind]}, {size}" for kind, size in columns]
    head = ["what", "by whom", "queries", "KB", *titles, "target", ""]
    lines = [head, ["---"] * len(head)]
    for name, found in sorted(rows.items(), key=lambda row: -dearest(row[1])):
        last = found.get(columns[-1]) or next(iter(found.values()))
        limit, met = target_of(name, last["kind"]), is_met(name, found)
        told = [cell(found[column]) if column in found else "" for column in columns]
        verdict_ = {True: "met", False: "**not met**", None: ""}[met]
        about_ = [name, last["role"], str(last["queries"]), f"{last['bytes'] / KB:.1f}"]
        lines.append([*about_, *told, f"≤ {limit:g} ms" if limit else "", verdict_])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cell(one):
    """What it took in one data set."""
    if one["kind"] == "file":
        times = " / ".join(f"{one[key] / 1000:.3f}" for key in ("waited", "worked"))
        return f"{times} / {one['peak']:.0f} (+{one['more']:.0f})"
    return " / ".join(f"{value:.1f}" for value in (one["waited"], one["worked"], one["first"]["waited"]))


def target_of(name, sort):
    """Milliseconds of processor, or None for what is bounded elsewhere: files, and what the admin shows to editors."""
    if sort == "file" or name.startswith("admin:"):
        return None
    return LIMITS.get(name, LIMITS.get(name.partition("@")[0], DISTRICT))


def dearest(found):
    """The most processor time that it took anywhere."""
    return max(one["worked"] for one in found.values())


def is_met(name, found):
    """Whether it stays within its target everywhere."""
    limit = target_of(name, next(iter(found.values()))["kind"])
    return None if limit is None else dearest(found) <= limit


def verdict(rows, columns):
    """How many there are, and which miss their targets."""
    missed = sorted(name for (kind, name), found in rows.items() if kind in TITLES and is_met(name, found) is False)
    numbers = Counter(kind for kind, _name in rows)
    said = (
        f"{numbers['page']} pages, {numbers['action']} actions, {numbers['file']} files in {len(columns)} data sets. "
    )
    return said + (f"**Not met**: {', '.join(missed)}." if missed else "Every target is met.")

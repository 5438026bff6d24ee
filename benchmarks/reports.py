"""The reports on one kind of database: pages, downloads, files, memory, and the heatmap's figures beside raw SQL."""

import contextlib
import json
import re

from . import VAR, servers
from .databases import KINDS
from .measure import Load, machine, summary

# Each report gets a short slice in every turn; there are many of them.
SLICE = 0.3
# What must not be in a worker that answers pages; XlsxWriter may, once somebody asks for a workbook.
HEAVY, LAZY = ("pandas", "numpy", "plotly", "weasyprint", "pptx"), ("xlsxwriter",)
IMPORTED = re.compile(r"^import time:.*\|\s*(\w+)$", re.MULTILINE)


def measure(kind, sizes, seconds, fresh):
    """The figures as plain dictionaries."""
    with contextlib.ExitStack() as stack:
        address = stack.enter_context(KINDS[kind](fresh))
        asked = {size: prepare(kind, size, address(size)) for size in sizes}
        servers.python("-m", "benchmarks.bare", "prepare", url=address("bare"))
        bare = stack.enter_context(servers.running(address("bare"), servers.BARE))
        load = Load()
        stack.callback(load.stop)
        load.target("bare plain", "page", bare, [{"path": "/"}] * 8)
        ours = {size: stack.enter_context(watched(address(size), asked[size]["login"])) for size in sizes}
        for size, found in asked.items():
            for name, jobs in found["jobs"].items():
                load.target(f"{name} {size}", "page", ours[size], jobs)
        names = ["bare plain"] + [f"{name} {size}" for size in sizes for name in asked[size]["jobs"]]
        found = {"load": in_turn(load, names, seconds), "versions": machine(address(sizes[0]))}
        found["sizes"] = {size: about(ours[size], asked[size]) for size in sizes}
        # One school is no heatmap to compare; 70 are.
        found["raw"] = {size: answer_of("benchmarks.raw", address(size)) for size in sizes if size != "XS"}
        rated = [size for size in sizes if size != "XL"][-1]
        found["files"] = answer_of("benchmarks.files", address(rated)) | {"size": rated}
    return found


def prepare(kind, size, url):
    """Make the data set where it is missing; who reads what."""
    path = VAR / f"readers-{kind}-{size}.json"
    if size == "XL":
        servers.python("-m", "benchmarks.records", url=url)
        servers.python("-m", "benchmarks.readers", str(path), "records", url=url)
    else:
        servers.python("-m", "benchmarks.dataset", size, url=url)
        servers.python("-m", "benchmarks.readers", str(path), url=url)
    return json.loads(path.read_text())


def watched(url, first):
    """The server, with every module that it imports written to its log as it imports it."""
    return servers.running(url, first=first, PYTHONPROFILEIMPORTTIME="1")


def in_turn(load, names, seconds):
    """Every report a short slice in turn, one request at a time, until each has had its number of slices."""
    for name in names:
        load.run(name, 4, SLICE)  # warm, in both workers
    slices = {name: [] for name in names}
    for turn in range(max(2, round(seconds))):
        # The other way round every second time, so that nobody always follows the same neighbour.
        for name in names if turn % 2 == 0 else reversed(names):
            slices[name].append(load.run(name, 1, SLICE))
    return {name: summary(those) for name, those in slices.items()}


def about(server, asked):
    """What was not timed: how large it is, queries, the memory of the larger worker, and what the workers imported."""
    imported = set(IMPORTED.findall(server.log.read_text()))
    return {
        **{name: asked[name] for name in ("schools", "districts", "everywhere", "queries", "rows")},
        "memory": server.memory(),
        "heavy": [name for name in HEAVY if name in imported],
        "lazy": [name for name in LAZY if name in imported],
    }


def answer_of(module, url):
    """What a process of its own measured."""
    done = servers.python("-m", module, url=url, capture=True)
    if done.returncode:
        raise SystemExit(f"{module} ended with {done.returncode}")
    return json.loads(done.stdout)

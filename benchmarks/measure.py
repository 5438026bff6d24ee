"""One database measured: every server is up at once and gets its slices in turn, so that a drift hits all alike."""

import contextlib
import json
import statistics
import subprocess
import sys
import time

from . import VAR, pages, servers
from .databases import KINDS

CONCURRENCIES = (1, 8, 32)
# Short, since a machine that others use, too, may be slower in the next second; longer where many ask at the same time.
SLICE, SLICE_OF_MANY = 0.25, 0.5
MOST_REQUESTS = 200_000


class Load:
    """The process that makes the load, and what it was told so far."""

    def __init__(self):
        self.servers = {}
        command = [sys.executable, "-m", "benchmarks.load"]
        self.process = subprocess.Popen(
            command, cwd=servers.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def order(self, **order):
        """Send an order and wait for its answer."""
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("The load generator stopped.")
        return json.loads(line)

    def target(self, name, kind, server, jobs):
        """Say what a name stands for."""
        self.servers[name] = server
        path = VAR / "jobs.json"
        path.write_text(json.dumps(jobs))
        self.order(order="target", name=name, kind=kind, port=server.port, jobs=str(path))
        path.unlink()

    def run(self, name, concurrency, seconds, at_most=MOST_REQUESTS):
        """A slice of load, and the seconds of processor that the workers used for it."""
        before = self.servers[name].processor()
        found = self.order(order="run", name=name, concurrency=concurrency, seconds=seconds, at_most=at_most)
        return found | {"processor": self.servers[name].processor() - before}

    def stop(self):
        """Let it end."""
        self.process.stdin.close()
        self.process.wait(timeout=30)


def summary(slices):
    """Requests a second, latencies and processor time in ms, statuses and the largest answer, of all slices together."""
    times = sorted(time for one in slices for time in one["times"])
    statuses = {}
    for one in slices:
        for status, number in one["statuses"].items():
            statuses[status] = statuses.get(status, 0) + number
    return {
        "rate": len(times) / sum(one["seconds"] for one in slices),
        "processor": sum(one["processor"] for one in slices) / len(times) * 1000,
        "p50": statistics.median(times) / 1000,
        "p95": times[int(len(times) * 0.95)] / 1000,
        "statuses": statuses,
        "largest": max(one["largest"] for one in slices),
    }


def measure(kind, sizes, seconds, fresh):
    """Everything about one kind of database; the figures as plain dictionaries."""
    with contextlib.ExitStack() as stack:
        address = stack.enter_context(KINDS[kind](fresh))
        found = {"sizes": {}, "versions": {}}
        targets = {size: prepare(kind, size, address(size)) for size in sizes}
        servers.python("-m", "benchmarks.bare", "prepare", url=address("bare"))
        bare = stack.enter_context(servers.running(address("bare"), servers.BARE))
        load = Load()
        stack.callback(load.stop)
        form = [
            {"path": "/upsert/", "values": {"seat": s, "practice": p, "value": 3}}
            for p in range(58)
            for s in range(512)
        ]
        load.target("bare plain", "page", bare, [{"path": "/"}])
        load.target("bare upsert", "form", bare, form)
        ours = {}
        for size in sizes:
            ours[size] = stack.enter_context(servers.running(address(size), first=targets[size]["login"]))
            for name, job in (("save", "save"), ("rate", "page"), ("table", "page"), ("heatmap", "page")):
                jobs = [one for one in targets[size][name] if one["path"]]
                if jobs:
                    load.target(f"{name} {size}", job, ours[size], jobs * 32 if name == "heatmap" else jobs)
        found["load"] = run_all(load, targets, seconds)
        for size in sizes:
            found["sizes"][size] = about(kind, ours[size], targets[size], load, size, address(size))
        found["pages"] = pages.measure(ours[sizes[-1]], targets[sizes[-1]]["pages"])
        found["versions"] = machine(address(sizes[0]))
    return found


def machine(url):
    """What it is measured on."""
    return json.loads(servers.python("-m", "benchmarks.machine", url=url, capture=True).stdout)


def prepare(kind, size, url):
    """Make the data set where it is missing, and say who asks for what."""
    started = time.monotonic()
    servers.python("-m", "benchmarks.dataset", size, url=url)
    path = VAR / f"targets-{kind}-{size}.json"
    servers.python("-m", "benchmarks.targets", str(path), url=url)
    print(f"{kind} {size}: ready after {time.monotonic() - started:.0f} s", flush=True)
    return json.loads(path.read_text())


def run_all(load, targets, seconds):
    """Saves at every concurrency, pages one at a time; each name's slices in turn until its time is used."""
    writes = ["bare plain", "bare upsert", *(f"save {size}" for size in targets)]
    reads = ["bare plain"] + [
        f"{name} {size}" for name in ("rate", "table", "heatmap") for size in targets if targets[size][name][0]["path"]
    ]
    results = {}
    for names, concurrency in [(reads, 1), *((writes, concurrency) for concurrency in CONCURRENCIES)]:
        for name in names:
            load.run(name, concurrency, 0.5)  # warm
        slices = {name: [] for name in names}
        slice_ = SLICE if concurrency == 1 else SLICE_OF_MANY
        for turn in range(max(1, round(seconds / slice_))):
            # The other way round every second time, so that nobody always follows the same neighbour.
            for name in names if turn % 2 == 0 else reversed(names):
                slices[name].append(load.run(name, concurrency, slice_))
        for name in names:
            results[f"{name} @{concurrency}"] = summary(slices[name])
            if name.startswith("bare plain") and names is reads:
                results[f"{name} @{concurrency}, with pages"] = results[f"{name} @{concurrency}"]
        print(
            f"  {concurrency} at a time, a second: "
            + ", ".join(f"{n} {summary(slices[n])['rate']:.0f}" for n in names),
            flush=True,
        )
    return results


def about(kind, server, target, load, size, url):
    """What was not timed: queries, memory, start, and whether SQLite's file stays open between requests."""
    opened = None
    if kind == "sqlite":
        with servers.Opened(url.removeprefix("sqlite:///")) as watch:
            load.run(f"rate {size}", 8, 2)
        opened = watch.times
    return {
        "queries": {name: {k: v for k, v in one.items() if k != "sql"} for name, one in target["queries"].items()},
        "schools": target["schools"],
        "ready": server.ready_after,
        "memory": server.memory(),
        "opened": opened,
    }

"""A meeting of forty on one kind of database: what it costs to be told that nothing is new, and how late a step is."""

import contextlib
import json
import statistics

from . import VAR, screens, servers
from .databases import KINDS
from .measure import SLICE, Load, machine, summary


def measure(kind, size, seconds, fresh):
    """The figures as plain dictionaries: the question alone beside the bare view, then forty screens and their steps."""
    with contextlib.ExitStack() as stack:
        address = stack.enter_context(KINDS[kind](fresh))
        room = prepare(kind, size, address(size))
        servers.python("-m", "benchmarks.bare", "prepare", url=address("bare"))
        bare = stack.enter_context(servers.running(address("bare"), servers.BARE))
        ours = stack.enter_context(servers.running(address(size), first=room["login"]))
        load = Load()
        stack.callback(load.stop)
        load.target("bare plain", "page", bare, [{"path": "/"}])
        load.target("now", "page", ours, questions(ours, room))
        found = {"people": room["people"], "versions": machine(address(size))}
        slices = {"bare plain": [], "now": []}
        for name in slices:
            load.run(name, 1, SLICE)  # warm
        for _turn in range(max(1, round(seconds / SLICE))):
            for name in slices:
                slices[name].append(load.run(name, 1, SLICE))
        found |= {name: summary(those) for name, those in slices.items()}
        followed = screens.follow(ours, room)
    times = sorted(1000 * time for time in followed["times"])
    return found | {
        "late": sorted(followed["late"]),
        "busy": followed["busy"],
        "p50": statistics.median(times),
        "p95": times[int(len(times) * 0.95)],
    }


def prepare(kind, size, url):
    """Make the data set where it is missing and the meeting in it; who asks for what."""
    servers.python("-m", "benchmarks.dataset", size, url=url)
    path = VAR / f"meeting-{kind}-{size}.json"
    servers.python("-m", "benchmarks.forty", str(path), url=url)
    return json.loads(path.read_text())


def questions(server, room):
    """What each screen asks while nothing has changed: it names the version that it shows."""
    return [
        {"path": room["now"], "cookie": cookie, "seen": server.get(room["now"], cookie)[1]["ETag"]}
        for cookie in room["cookies"]
    ]

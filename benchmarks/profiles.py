"""`python -m benchmarks.profiles`: where the time of a save and of the two pages goes, in the database of DATABASE_URL."""

import cProfile
import pstats
import tempfile
import time
from json import load as read
from pathlib import Path

import django

TIMES = 60
SHOWN = 45


def main():
    """Print the costs of each, dearest first."""
    from . import targets

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "targets.json"
        targets.main(path)
        found = read(open(path))
    for name in ("save", "rate", "heatmap"):
        jobs = [job for job in found[name] if job["path"]][:TIMES]
        if jobs:
            costs(name, jobs)
            print("Its queries:")
            for sql in found["queries"][name]["sql"]:
                print("   ", sql[:300])


def costs(name, jobs):
    """Time some requests, then profile as many."""
    from django.test import Client

    from .load import Page, Save

    repeated = jobs * (TIMES // len(jobs))
    asks = [Save(**job) if name == "save" else Page(**job) for job in repeated]
    # One client for all: each has a handler of its own, whose start would be most of what is seen.
    client = Client(raise_request_exception=False, headers={"host": "127.0.0.1", "accept-language": "en"})

    def once(job, ask):
        client.cookies.load(job["cookie"])
        if name == "save":
            ask.request()
            answer = client.post(job["path"], ask.values, headers={"hx-request": "true"})
        else:
            answer = client.get(job["path"])
        ask.done(answer.status_code)
        return answer.status_code

    pairs = list(zip(repeated, asks, strict=True))
    statuses = {once(*pair) for pair in pairs}
    started = time.process_time()
    for pair in pairs:
        once(*pair)
    print(
        f"\n{name}: {(time.process_time() - started) / len(pairs) * 1000:.1f} ms of processor each, with the test client; answers {statuses}"
    )
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    for pair in pairs:
        once(*pair)
    profile.disable()
    stats = pstats.Stats(profile)
    stats.strip_dirs().sort_stats("cumulative").print_stats(SHOWN)
    stats.sort_stats("tottime").print_stats(SHOWN // 2)


if __name__ == "__main__":
    django.setup()
    main()

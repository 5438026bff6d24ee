"""`python -m benchmarks.files`: how long the task worker takes for the board report's files, as JSON.

In a process of its own, as the task worker is one: the first of each also imports what draws it, the others do not.
"""

import json
import statistics
import time

import django

from .memory import Memory

TIMES = 5
WORDS = (
    "Our teams plan together and visit each other’s classrooms. The survey of May says that families notice it.\n\n"
    "- Two schools share how they use their evidence.\n- Every team met three times.\n\nWe stay with it for a year."
)


def main():
    """Say it."""
    from reports.board.models import Export

    from .raw import measured_cycle

    cycle = measured_cycle()
    frozen = report_of(cycle)
    found = {
        kind: times_of(Export(cycle=cycle, kind=kind, language="en", frozen=frozen)) for kind in Export.Kind.values
    }
    print(json.dumps(found))


def report_of(cycle):
    """The report with words, compared with the cycle before, as it is frozen when somebody asks for a file."""
    from assessments.cycles.models import Cycle
    from reports.board.frozen import freeze
    from reports.board.value import BoardWords, board_of

    earlier = Cycle.objects.published().filter(district=cycle.district, opens_on__lt=cycle.opens_on)
    before = earlier.select_related("district", "edition").order_by("-opens_on").first()
    return freeze(lambda: board_of(cycle, before, BoardWords(learned=WORDS, next_steps=WORDS)), ["en"])


def times_of(export):
    """Seconds of the first, the median of those after it, the file's size, and what it took of memory."""
    from reports.board.export_actions import file_content

    times = []
    with Memory() as memory:
        for _ in range(TIMES + 1):
            started = time.perf_counter()
            content = file_content(export)
            times.append(time.perf_counter() - started)
    sizes = {"bytes": len(content), "peak": memory.peak, "more": memory.more}
    return {"first": times[0], "median": statistics.median(times[1:]), **sizes}


if __name__ == "__main__":
    django.setup()
    main()

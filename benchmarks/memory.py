"""The most memory that a piece of work takes in this process (Linux)."""

import ctypes
import gc
import re
from pathlib import Path

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Memory:
    """After the block: ``peak`` is the most that the process had meanwhile, ``more`` how much more than before, in MB."""

    def __enter__(self):
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)  # what earlier work left free would hide what this one takes
        CLEAR.write_text("5")  # the peak begins anew
        self.before = of_this_process("VmRSS")
        return self

    def __exit__(self, *failure):
        self.peak = of_this_process("VmHWM")
        self.more = max(0.0, self.peak - self.before)


def of_this_process(name):
    return int(re.search(rf"{name}:\s+(\d+)", STATUS.read_text())[1]) / 1024

"""What the settings read during tests, and how memory is tidied. Imported before them, by `-p` in pyproject.toml.

Tests neither read what is configured on this machine nor touch its var/. Only DATABASE_URL is passed on.
"""

import atexit
import gc
import os
import shutil
import tempfile

_var = tempfile.mkdtemp(prefix="sd-tests-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)

os.environ.update(
    ALLOWED_HOSTS="testserver,localhost:*,127.0.0.1:*",
    DEBUG="0",
    DEMO="0",
    SECRET_KEY="only-for-tests-" + "0123456789" * 5,
    VAR_DIR=_var,
)

# The collector's rounds over thousands of collected tests would take an eighth of the run.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish(session):
    """What was imported and collected stays until the end: the collector need not look at it again."""
    gc.collect()
    gc.freeze()

"""What the settings read during tests. Imported before them, by `-p` in pyproject.toml.

Tests neither read what is configured on this machine nor touch its var/. Only DATABASE_URL is passed on.
"""

import atexit
import os
import shutil
import tempfile

_var = tempfile.mkdtemp(prefix="sd-tests-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)

os.environ.update(
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DEBUG="0",
    DEMO="0",
    SECRET_KEY="only-for-tests-" + "0123456789" * 5,
    VAR_DIR=_var,
)

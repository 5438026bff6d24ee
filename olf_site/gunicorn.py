"""gunicorn's settings: 2 processes of 4 threads, quiet, and no log of what anyone looked at."""

import gc
import os
from pathlib import Path

from olf_site import logs


def number(name, default, least, most):
    given = os.environ.get(name, "") or str(default)
    if not given.isdecimal() or not least <= int(given) <= most:
        raise SystemExit(f"{name} must be a whole number from {least} to {most}, not “{given}”.")
    return int(given)


wsgi_app = "olf_site.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{number('PORT', 8000, 1, 65_535)}"

# Each process takes requests in whole before one of its threads works on them, so that no slow connection holds one.
worker_class = "olf_site.serving.worker.FrontWorker"
workers = number("WORKERS", 2, 1, 256)
threads = number("THREADS", 4, 1, 256)

# The application is imported once and the workers are forked from it: they share what they do not change,
# and are ready at once. The price: new code is picked up by a restart, not by a HUP.
preload_app = True

timeout = 30
graceful_timeout = 20
keepalive = 5

# Workers show that they live by touching a file; on a disk that can stall for longer than `timeout`.
_memory = Path("/dev/shm")
if _memory.is_dir() and os.access(_memory, os.W_OK):
    worker_tmp_dir = str(_memory)

# The control socket would be a file in the home folder, which a service account may not have.
control_socket_disable = True

# Addresses say who looked at what, so by default no line is written for a request; errors are.
# ACCESS_LOG=1 writes method, path, status and time (`FrontWorker.write_access`).
accesslog = "-" if os.environ.get("ACCESS_LOG", "") == "1" else None
errorlog = "-"
loglevel = os.environ.get("SERVER_LOG_LEVEL", "") or "warning"
if loglevel not in ("debug", "info", "warning", "error", "critical"):
    raise SystemExit(f"SERVER_LOG_LEVEL must be debug, info, warning, error or critical, not “{loglevel}”.")
logs.install()


def pre_fork(server, worker):
    """Freeze the garbage collector, whose rounds would copy every shared page into the worker."""
    gc.freeze()


def when_ready(server):
    print("Strong Districts is at " + ", ".join(str(listener) for listener in server.LISTENERS), flush=True)
    print("Stop it with Ctrl-C.", flush=True)

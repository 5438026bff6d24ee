"""Serve as in production, on one machine: the server, and beside it the task worker that sends mail and makes files.

Stopping one stops both. A worker that ends by itself is started again; the server's end is the end.
"""

import signal
import subprocess
import sys
import time

SERVER = [sys.executable, "-m", "gunicorn", "--config", "olf_site/gunicorn.py", "olf_site.wsgi:application"]
WORKER = [sys.executable, "manage.py", "work"]
# So that a worker that cannot start does not start a hundred times a second.
PAUSE = 10


def main():
    """Run both until the server ends or somebody stops them; the server's code is the answer."""
    # Sessions of their own: Ctrl-C reaches this process only, which asks each of them once.
    server = subprocess.Popen(SERVER, start_new_session=True)
    worker, started = subprocess.Popen(WORKER, start_new_session=True), time.monotonic()

    def stop(_number, _frame):
        server.terminate()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    while server.poll() is None:
        if worker.poll() is not None and time.monotonic() - started > PAUSE:
            worker, started = subprocess.Popen(WORKER, start_new_session=True), time.monotonic()
        time.sleep(0.2)
    worker.terminate()
    try:
        worker.wait(timeout=20)
    except subprocess.TimeoutExpired:
        worker.kill()
    return server.returncode


if __name__ == "__main__":
    sys.exit(main())

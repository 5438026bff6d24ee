"""`python -m benchmarks.machine`: what the figures were measured on, as JSON."""

import json
import platform
import sqlite3
from pathlib import Path

import django
import gunicorn
import uvicorn


def described():
    """Processor, memory, kernel and versions."""
    cpu = next(
        (line.split(":")[1].strip() for line in lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next((int(line.split()[1]) for line in lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    import os

    from django.db import connection

    versions = {
        "Processor": f"{cpu}, {os.cpu_count()} cores",
        "Memory": f"{memory / 1024 / 1024:.0f} GB",
        "Kernel": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Django": django.__version__,
        "gunicorn": gunicorn.__version__,
        "uvicorn": uvicorn.__version__,
    }
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            versions["PostgreSQL"] = cursor.fetchone()[0].split()[0]
    else:
        versions["SQLite"] = sqlite3.sqlite_version
    return versions


def lines(path):
    """A file's lines; none where it is not there."""
    return Path(path).read_text().splitlines() if Path(path).exists() else []


if __name__ == "__main__":
    django.setup()
    print(json.dumps(described()))

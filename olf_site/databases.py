"""Django's database settings from `DATABASE_URL`."""

from django.core.exceptions import ImproperlyConfigured

SQLITE = {
    # Writers queue at the start of a transaction instead of failing in its middle.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
    ),
}
# A machine that is gone refuses nothing: without this a page would wait for it for minutes.
POSTGRESQL = {"connect_timeout": 5}


def database(named, seconds_open):
    """The settings of this database; a connection stays open for so many seconds, None is for ever.

    Raises ``ImproperlyConfigured`` for any but SQLite and PostgreSQL.
    """
    engine = named["ENGINE"].rpartition(".")[2]
    if engine == "sqlite3":
        options = SQLITE
    elif engine == "postgresql":
        options = POSTGRESQL | named.get("OPTIONS", {})
    else:
        raise ImproperlyConfigured("DATABASE_URL must name a SQLite file or a PostgreSQL database.")
    # Opening SQLite costs more than most queries, so a connection is kept between requests.
    kept = {"CONN_MAX_AGE": seconds_open, "CONN_HEALTH_CHECKS": engine == "postgresql"}
    return named | {"OPTIONS": options} | kept

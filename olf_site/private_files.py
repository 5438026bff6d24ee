"""File permissions: evidence, database and the secret key are readable by their owner only.

Nothing here may read the settings, because they import this module.
"""

import os
import secrets
import stat
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# What a file's permissions say to everybody but its owner.
OTHERS = 0o077


def private_folder(path):
    """Create the folder if needed, and set the umask so that the process creates nothing that others can open."""
    os.umask(OTHERS)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"VAR_DIR cannot be made at {path}: {problem.strerror}.") from None
    return path


def secret_key(folder):
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_key(path)
    except OSError as problem:
        raise ImproperlyConfigured(f"VAR_DIR cannot be written: {path}: {problem.strerror}.") from None
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(64)
        file.write(key)
    return key


def read_key(path):
    try:
        return path.read_text().strip()
    except OSError as problem:
        raise ImproperlyConfigured(f"VAR_DIR cannot be read: {path}: {problem.strerror}.") from None


def open_to_others(places):
    """Files and folders in these places that others than the owner can open, folders before their content.

    Links are skipped: their targets may be anybody's.
    """
    for place in places:
        for path in tree_of(place):
            if permissions(path) & OTHERS:
                yield path


def close_to_others(places):
    closed, still_open = 0, []
    for path in open_to_others(places):
        try:
            os.chmod(path, stat.S_IMODE(os.lstat(path).st_mode) & ~OTHERS)
        except OSError:
            pass
        if permissions(path) & OTHERS:  # some file systems say yes and change nothing
            still_open.append(path)
        else:
            closed += 1
    return closed, still_open


def tree_of(place):
    place = Path(place).resolve()
    yield str(place)
    for folder, folders, files in os.walk(place):
        for name in (*folders, *files):
            yield os.path.join(folder, name)


def permissions(path):
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return 0
    return 0 if stat.S_ISLNK(mode) else stat.S_IMODE(mode)


def places_of(settings, connection):
    places = {settings.VAR_DIR, settings.EVIDENCE_ROOT, settings.MEDIA_ROOT}
    if connection.vendor == "sqlite":
        places |= {f"{connection.settings_dict['NAME']}{part}" for part in ("", "-wal", "-shm")}
    return sorted(map(str, places))

"""What is kept on disk is its owner's alone: answers, evidence and the secret that signs sessions and links.

Nothing here needs the settings to be read, because they begin with it.
"""

import os
import secrets
import stat
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# What a file's permissions say to everybody but its owner.
OTHERS = 0o077


def private_folder(path):
    """The folder, made where it is missing; from here on the whole process makes nothing that others can open."""
    os.umask(OTHERS)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"VAR_DIR cannot be made at {path}: {problem.strerror}.") from None
    return path


def secret_key(folder):
    """The key made once for this machine, and kept private."""
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
    """The key that was made before."""
    try:
        return path.read_text().strip()
    except OSError as problem:
        raise ImproperlyConfigured(f"VAR_DIR cannot be read: {path}: {problem.strerror}.") from None


def open_to_others(places):
    """Each file and folder in these places that anybody but its owner can open, folders before what they hold.

    Links are left alone: what they lead to may be anybody's.
    """
    for place in places:
        for path in everything_in(place):
            if permissions(path) & OTHERS:
                yield path


def close_to_others(places):
    """Take these places away from everybody but their owner; answers how many changed, and what could not be."""
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


def everything_in(place):
    """The place itself, a file or a folder, and all that is below it."""
    place = Path(place).resolve()
    yield str(place)
    for folder, folders, files in os.walk(place):
        for name in (*folders, *files):
            yield os.path.join(folder, name)


def permissions(path):
    """A path's permissions; none for a link or for what is not there."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return 0
    return 0 if stat.S_ISLNK(mode) else stat.S_IMODE(mode)


def places_of(settings, connection):
    """Where an installation keeps what is private; a SQLite database has two more files while it is open."""
    places = {settings.VAR_DIR, settings.EVIDENCE_ROOT, settings.MEDIA_ROOT}
    if connection.vendor == "sqlite":
        places |= {f"{connection.settings_dict['NAME']}{part}" for part in ("", "-wal", "-shm")}
    return sorted(map(str, places))

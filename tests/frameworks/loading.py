"""What the tests of loading do: load, and say how it went; write something else into a file."""

from io import StringIO

from django.core.management import CommandError, call_command


def load(**options):
    """What `load_frameworks` says, and its exit status."""
    out, errors = StringIO(), StringIO()
    try:
        call_command("load_frameworks", stdout=out, stderr=errors, no_color=True, **options)
    except CommandError as error:
        return f"{errors.getvalue()}\n{error}", error.returncode
    return out.getvalue(), 0


def rewrite(path, old, new):
    """Put other words into a file, once."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

"""Which views change nothing that the history of changes keeps, so that nobody need be named in it."""

MARK = "leaves_no_history"


def without_history(view):
    """Mark a view that writes, and nothing of what it writes is in the history: people's own ratings."""
    setattr(view, MARK, True)
    return view


def leaves_no_history(view):
    """Whether a view is marked so."""
    return getattr(view, MARK, False)

"""Views whose writes the audit history does not keep, so that no author need be named."""

MARK = "leaves_no_history"


def without_history(view):
    """Mark a view that writes only what the audit history leaves out: people's own ratings."""
    setattr(view, MARK, True)
    return view


def leaves_no_history(view):
    return getattr(view, MARK, False)

"""Why a file cannot be cleaned."""

PROTECTED, SIGNED, DAMAGED = "protected", "signed", "damaged"

# A picture has some hundreds of parts, one of many passes or frames some thousands; each costs a little time.
MOST_PARTS_OF_A_PICTURE = 100_000


class CannotBeCleaned(Exception):
    """A file cannot be cleaned; ``reason`` is ``PROTECTED``, ``SIGNED`` or ``DAMAGED``."""

    def __init__(self, reason=DAMAGED):
        self.reason = reason
        super().__init__(reason)

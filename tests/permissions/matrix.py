"""Who is answered what, everywhere: one line an address (and a state of the assessment), one column a role.

The table is in `matrix.txt`. In it "in" means: asked to sign in. 404: not within this person's sight; 403: in sight,
not theirs to do; 409: theirs, but not now; 422: theirs, and the form wants more than a test sent. What answers 405 to a
method has no line for it.
"""

from pathlib import Path

ROLES = {
    "anonymous": "ano",
    "outsider": "out",  # holds every role of a district, in another district
    "member": "mem",
    "facilitator": "fac",  # rates, and runs the meeting
    "guide": "gui",  # runs the meeting, does not rate
    "neighbour": "nei",  # member of another team of the district
    "superintendent": "sup",
    "far_super": "far",  # superintendent of the other family only
    "administrator": "adm",
    "principal": "pri",
    "far_principal": "oth",  # principal of another school
    "trustee": "tru",
    "editor": "edi",
    "installation": "ins",
    "province": "pro",
}
TABLE = Path(__file__).with_name("matrix.txt").read_text()


def read(table):
    """The table as {(method, row): {role: answer}}."""
    matrix = {}
    for line in table.splitlines():
        method, *rest = line.split() or ["#"]
        if method == "#":
            continue
        if method not in ("GET", "POST"):
            assert line.split() == list(ROLES.values()), line
            continue
        row, *answers = rest
        assert (method, row) not in matrix, f"{method} {row} has two lines"
        matrix[method, row] = dict(zip(ROLES, answers, strict=True))
    return matrix


MATRIX = read(TABLE)

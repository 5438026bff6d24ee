"""What levels look like in Northern Lakes, in its teams' own words: by practice and level, version after version."""

INSTRUCTIONAL, MANAGERIAL, BOTH = "instructional", "managerial", "both"

# The district's team: (practice, level): (lens, *versions). The first version of each is offered to all teams.
DISTRICT = {
    ("1.3", 3): (
        BOTH,
        "Ask anyone who works in a school: they can name our three directions and say what one of them changed in "
        "their own week. New staff hear them from their principal in the first month.",
    ),
    ("1.3", 4): (
        BOTH,
        "Parents and students say it too, in words of their own. When a principal moves, the directions are in the "
        "handover notes. Twice a year we ask a sample of people and change how we tell it where they do not know.",
    ),
    ("3.3", 3): (
        INSTRUCTIONAL,
        "Each school team reads its results with somebody from outside the school at least twice a year, and writes "
        "down what it will try next.",
    ),
    ("3.3", 4): (
        INSTRUCTIONAL,
        "Teachers bring the questions and the student work. The minutes name the day on which we look again, and on "
        "that day we do.",
    ),
    ("4.2", 3): (
        MANAGERIAL,
        "No plan has more than three targets. Each has a number, where it started, and a date.",
        "No plan has more than three targets. Each has a number, where it started, and a date. We can say what we "
        "stopped doing to make room for them.",
    ),
    ("5.1", 3): (
        INSTRUCTIONAL,
        "Every teacher is in a group that meets in school time at least monthly around their own students’ work.",
    ),
    ("6.5", 3): (
        MANAGERIAL,
        "Staffing and materials follow a written rule that looks at students’ needs, and every principal can show "
        "what it gave their school.",
    ),
    ("9.2", 3): (
        BOTH,
        "A principal who calls the board office with a problem has an answer from a person within two school days.",
        "A principal who calls the board office with a problem has an answer from a named office within two school "
        "days, and principals say so in the spring survey.",
    ),
}
# What the district offers anew, after teams have adopted the first version.
OFFERED_ANEW = (("4.2", 3),)

# What a school's team adopts, and how it goes on with it: None stays as adopted.
SCHOOL_ADOPTS = {
    (
        "1.3",
        3,
    ): "Ask anyone who works at O’Connor, the lunchroom supervisors too: they can name our three directions and "
    "say what one of them changed in their own week. New staff hear them in their first month, from their mentor.",
    ("3.3", 3): None,
    ("4.2", 3): None,
}
# What it wrote by itself.
SCHOOL = {
    ("1.5", 3): (
        BOTH,
        "Every agenda of a staff meeting begins with one of the directions and what we are trying for it.",
        "Every agenda of a staff or division meeting begins with one of the directions, what we are trying for it, "
        "and what we saw since last time.",
    ),
    ("2.5", 3): (
        INSTRUCTIONAL,
        "In any class we walk into, at least two groups work on something different, and the teacher can say why.",
    ),
    ("2.5", 4): (
        INSTRUCTIONAL,
        "Students can say what they are working on and what comes next for them. Supply teachers find the groups in "
        "the day plan. We regroup every six weeks, from fresh work.",
    ),
}
# What it wrote in the first cycle, for practices that read the same in the later edition.
SCHOOL_BEFORE = {
    ("3.6", 3): (
        INSTRUCTIONAL,
        "When we change something, we say in the staff meeting which data made us do it, and show them.",
    ),
    ("7.4", 3): (MANAGERIAL, "For each leading role there is somebody who could take it over next month."),
}
MEETING_ADOPTS = (("1.3", 3), ("1.3", 4), ("3.3", 3), ("5.1", 3), ("6.5", 3))

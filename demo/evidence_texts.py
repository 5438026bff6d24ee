"""What teams can point to: pieces of evidence as schools describe them."""

from dataclasses import dataclass

DOCUMENT, DATA, OBSERVATION, VOICES = "document", "data", "observation", "voices"
DOING, IMPROVING, CHANGING = "doing", "improving", "changing"
# Where pieces of each kind come from, in the words of an English and of a French school.
SOURCES = {
    DOCUMENT: {"en": "School office", "fr": "Secrétariat de l’école"},
    DATA: {"en": "Provincial and school assessments", "fr": "Évaluations de la province et de l’école"},
    OBSERVATION: {"en": "Improvement team", "fr": "Équipe d’amélioration"},
    VOICES: {"en": "Survey of families and staff", "fr": "Sondage auprès des familles et du personnel"},
}


@dataclass(frozen=True)
class Piece:
    """A piece of evidence before a team has it; with an ``address`` it is a link, with a ``file`` an upload."""

    title: str
    kind: str
    rung: str
    speaks_for: tuple
    note: str
    address: str = ""
    file: str = ""


SCHOOLS = (
    Piece(
        "Minutes of the improvement team, {term}",
        DOCUMENT,
        DOING,
        (1, 4),
        "Six meetings; each begins with the three targets and ends with who does what by when.",
        file="minutes.pdf",
    ),
    Piece(
        "School improvement plan, marked up by staff",
        DOCUMENT,
        IMPROVING,
        (1, 4, 6),
        "The April version with comments from every division; two targets were reworded.",
        "plans/improvement",
    ),
    Piece(
        "Visioning evening: what families told us",
        VOICES,
        DOING,
        (1, 9),
        "Sixty-two cards, grouped by theme. Belonging and reading came first.",
    ),
    Piece(
        "Posters of the three goals in students’ words",
        DOCUMENT,
        DOING,
        (1,),
        "Made in grades 4 to 6; photographs without students.",
        file="posters.png",
    ),
    Piece(
        "Scope and sequence in mathematics, K to 8",
        DOCUMENT,
        DOING,
        (2,),
        "One page a grade, with the common assessment beside each unit.",
        "curriculum/mathematics",
    ),
    Piece(
        "Moderation of student work, {term}",
        OBSERVATION,
        IMPROVING,
        (2, 3),
        "Three rounds. In the third, judgements lay within one level for 31 of 36 pieces.",
    ),
    Piece(
        "Common reading assessment, fall to spring",
        DATA,
        CHANGING,
        (2, 3),
        "Students reading at grade level: 58% in October, 71% in May.",
        file="reading.csv",
    ),
    Piece(
        "Learning walks: what we looked for and saw",
        OBSERVATION,
        DOING,
        (2, 5),
        "Eighteen rooms in two weeks; success criteria visible in thirteen.",
    ),
    Piece(
        "Minutes of the grade teams’ data meetings",
        DOCUMENT,
        DOING,
        (3, 4),
        "Monthly, on the district’s template, with next steps and dates.",
    ),
    Piece(
        "Intervention tracker, {term}",
        DATA,
        IMPROVING,
        (3, 6),
        "Forty-one students had support; twenty-three no longer needed it after ten weeks.",
    ),
    Piece(
        "Staff survey on using data, {term}",
        VOICES,
        IMPROVING,
        (3, 5),
        "Twenty-one answers: sixteen changed something in their teaching because of data.",
        file="survey.csv",
    ),
    Piece(
        "Attendance, climate and achievement on one page",
        DATA,
        IMPROVING,
        (3, 4),
        "Looked at each month by the team; two decisions are marked on it.",
    ),
    Piece(
        "Monitoring conversation with the superintendent",
        OBSERVATION,
        IMPROVING,
        (4, 9),
        "Notes of both sides, and what changed by the next visit.",
    ),
    Piece(
        "Grade 3 writing: two years side by side",
        DATA,
        CHANGING,
        (4, 2),
        "At or above standard: 54% before the change of approach, 66% after it.",
    ),
    Piece(
        "Coaching log, {term}",
        DOCUMENT,
        DOING,
        (5,),
        "Twenty-seven visits in eleven classrooms, with the focus of each.",
        "learning/coaching",
    ),
    Piece(
        "What we do differently since the network visits",
        VOICES,
        IMPROVING,
        (5, 7),
        "Nine short statements by staff, none with a name.",
    ),
    Piece(
        "Growth plans beside school goals",
        DOCUMENT,
        DOING,
        (5, 6),
        "A count only: nineteen of twenty-four plans name one of the school’s goals.",
    ),
    Piece(
        "Timetable with common planning time",
        DOCUMENT,
        DOING,
        (6, 5),
        "Every grade has 80 minutes a cycle together; the library makes it possible.",
    ),
    Piece(
        "How release time was used, {term}",
        DATA,
        DOING,
        (6, 4),
        "Days by purpose: 34 of 52 went to the grades named in the plan.",
        file="release.csv",
    ),
    Piece(
        "Support by need: who got what",
        DATA,
        IMPROVING,
        (6, 9),
        "Hours of support a grade beside the share of students below standard.",
    ),
    Piece(
        "Hiring: how the panel worked",
        OBSERVATION,
        DOING,
        (6, 7),
        "The principal and two teachers; the questions were tied to the school’s goals.",
    ),
    Piece(
        "Who leads what: teams, committees and terms",
        DOCUMENT,
        DOING,
        (7,),
        "Seven teams, each with a lead and someone who learns alongside.",
        "leadership/teams",
    ),
    Piece(
        "Handover notes of the former principal",
        DOCUMENT,
        DOING,
        (7, 1),
        "Eleven pages written over a month; what to keep, what to watch.",
    ),
    Piece(
        "Aspiring leaders: what three of us tried",
        VOICES,
        IMPROVING,
        (7, 5),
        "Three projects of a year each, and what came of them.",
    ),
    Piece(
        "Report to the board on the school’s targets",
        DOCUMENT,
        DOING,
        (8, 4),
        "Four slides shown to trustees in February, with their questions.",
        "board/reports",
    ),
    Piece(
        "Trustees’ evening in our family of schools",
        OBSERVATION,
        DOING,
        (8, 9),
        "What was asked, and what was answered; the goals were the agenda.",
    ),
    Piece(
        "Comments on the draft policy on assessment",
        VOICES,
        IMPROVING,
        (8, 2),
        "Our nine comments beside the final text: five were taken up.",
    ),
    Piece(
        "Weekly bulletin: who reads it", DATA, DOING, (9, 1), "Opened by 88% of staff and 61% of families this term."
    ),
    Piece(
        "Parent survey on learning at home",
        VOICES,
        IMPROVING,
        (9,),
        "One hundred and four answers in five languages; reading together rose from 46% to 59%.",
    ),
    Piece(
        "Plan of the year with community partners",
        DOCUMENT,
        DOING,
        (9, 8),
        "Made in May with the library, the health unit and the band council.",
        "community/partners",
    ),
    Piece(
        "Family evenings: attendance over three years",
        DATA,
        CHANGING,
        (9,),
        "41, 63 and 97 families; a third of them had not come before.",
    ),
    Piece(
        "Visits among the schools of our family",
        OBSERVATION,
        DOING,
        (9, 5, 7),
        "Five visits of half a day; each school wrote down one thing to take home.",
    ),
)

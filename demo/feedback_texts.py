"""What teams of the demo say to each other: characteristic, kind, text; the answer, and whether it is taken up."""

STRENGTH, QUESTION, SUGGESTION = "strength", "question", "suggestion"

ENGLISH = (
    (
        1,
        STRENGTH,
        "Your reasons name what staff do differently because of the goals, not only that the goals exist. That is what we were looking for in our own record.",
        "Thank you. It took us two meetings to write it that way.",
        False,
    ),
    (
        1,
        QUESTION,
        "How do new colleagues come to know the goals? In our school that is where they get lost.",
        "A half-day in August, and each department explains one goal to them. We can send you the outline.",
        False,
    ),
    (
        2,
        SUGGESTION,
        "You speak of moderation of student work within grades. Have you tried it across two grades? For us that made the level visible.",
        "",
        True,
    ),
    (
        2,
        STRENGTH,
        "The evidence shows work from several subjects. One can follow from the plan to what students wrote.",
        "",
        True,
    ),
    (
        3,
        QUESTION,
        "Who looks at the data after the team has met? From your reasons we could not tell whether it reaches each classroom.",
        "Only in part, and the question is fair. We have put it on the list for the spring.",
        True,
    ),
    (
        3,
        SUGGESTION,
        "One page for each meeting, with the question first and the numbers second, helped us more than any dashboard.",
        "We tried it in our last meeting and will keep it.",
        True,
    ),
    (
        4,
        SUGGESTION,
        "You wrote that time is short for common planning. We share one hour with the school next door; perhaps that is possible for you, too.",
        "Bus times stand in the way this year. We shall ask again for the next one.",
        False,
    ),
    (
        5,
        QUESTION,
        "Your dissent here is interesting: is it about the practice, or about how long the work has been going on?",
        "About how long. Those who joined later see less of it.",
        False,
    ),
    (
        6,
        STRENGTH,
        "The link between what is offered to staff and the goals is easy to see in your evidence.",
        "Good to hear. It was much harder to see two years ago.",
        False,
    ),
    (
        7,
        QUESTION,
        "What would you stop doing if the budget stayed as it is?",
        "We do not know yet, but we talked about it for an hour. That alone was worth it.",
        True,
    ),
    (
        8,
        SUGGESTION,
        "A short note to families after each step, in the languages they speak, brought us more answers than the yearly survey.",
        "",
        True,
    ),
    (
        9,
        STRENGTH,
        "You asked families and then said what came of it. We would like to learn how you decided what to answer first.",
        "Come and see us in May: we would be glad to show it.",
        False,
    ),
)

FRENCH = (
    (
        1,
        STRENGTH,
        "Vos raisons disent ce qui a changé dans les classes, et pas seulement que les buts existent. C’est précieux pour nous.",
        "Merci ! Nous y avons travaillé longtemps.",
        False,
    ),
    (
        3,
        QUESTION,
        "Comment les données de vos réunions arrivent-elles jusqu’aux enseignantes et aux enseignants?",
        "Pas encore partout. Nous reprenons la question au printemps.",
        True,
    ),
    (
        5,
        SUGGESTION,
        "Nous avons gagné du temps en préparant les rencontres à deux écoles. Cela vous conviendrait-il?",
        "",
        True,
    ),
    (
        8,
        STRENGTH,
        "On voit bien, dans vos preuves, que les familles ont été entendues.",
        "Merci de l’avoir remarqué.",
        False,
    ),
)

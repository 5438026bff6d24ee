"""The same for the district team and for French-language schools; and what else a team gives reasons for."""

DISTRICT_LOW = {
    1: (
        "Eleven of our schools took part in setting the directions; the others were told about them.",
        "Departments name the goals in their plans but report on other things.",
    ),
    2: (
        "Guidance is coherent in mathematics; in other subjects each coordinator works alone.",
        "Schools tell us that our documents overlap and in places contradict each other.",
    ),
    3: (
        "We have the data and too few people who can read it with schools.",
        "Our own decisions in facilities and in human resources seldom begin with evidence.",
    ),
    4: (
        "We ask schools for plans in June and first talk about them in October.",
        "Monitoring visits take place in about half of the schools.",
    ),
    5: (
        "Shortage of occasional teachers cancels a third of what we offer during the day.",
        "We do not know which of our courses change anything in classrooms.",
    ),
    6: (
        "The budget process begins before the plan is reviewed, and follows last year’s lines.",
        "Personnel policies were last compared with our goals before the present plan.",
    ),
    7: (
        "Four principals retire within two years, and we have no plan for succession that deserves the name.",
        "Placement of leaders still follows vacancies more than needs of schools.",
    ),
    8: (
        "Reports to the board follow the calendar of the ministry, not our own goals.",
        "Trustees new to the board had one evening about policy governance.",
    ),
    9: (
        "Four departments write to schools without knowing of each other.",
        "We meet community partners when there is a decision to announce.",
        "Contact with the ministry is by deadline.",
    ),
}

DISTRICT_HIGH = {
    1: (
        "Every department plan and every school plan names the goals, and the senior team reviews them by the term.",
        "The directions came out of nineteen meetings, and the summary says what was changed after them.",
    ),
    2: (
        "One curriculum table with members from every family of schools approves all guidance.",
        "Requests from schools are answered within three days; we measure it and publish it to them.",
    ),
    3: (
        "Each school has a data meeting with us twice a year, led by the school.",
        "Every paper to the senior team has a page of evidence, or is sent back.",
    ),
    4: (
        "Three targets for the whole system, chosen with principals, reviewed every six weeks.",
        "Two schools went their own way last year with our agreement, and we learned from both.",
    ),
    5: (
        "Networks of principals are the first place for learning, and they set their own agenda.",
        "Coaches work in schools four days a week and are asked for more often than we can send them.",
    ),
    6: (
        "Extra staffing goes by need, with the formula published.",
        "Two departments were joined because their work for schools belonged together.",
    ),
    7: (
        "The aspiring leaders’ program has had twenty-two participants, and nine of them lead a school now.",
        "Appraisal of principals uses the framework and includes a visit by a peer.",
    ),
    8: (
        "The board sees progress on its goals twice a year, with the bad news as well.",
        "Trustees wrote the goals with us and speak to them in public.",
    ),
    9: (
        "Principals say in the yearly survey that they are heard, and the share has risen three years in a row.",
        "The community table meets every second month and has an agenda of its own.",
        "We took part in the provincial pilot on attendance and changed it with our comments.",
    ),
}

FRENCH_LOW = {
    1: ("Nous connaissons les orientations, mais la consultation s’est faite presque entièrement en anglais.",),
    2: ("Les ressources arrivent en anglais d’abord; nous les adaptons nous-mêmes.",),
    3: ("Nous recueillons des données trois fois l’an, mais nous changeons rarement un groupe pour autant.",),
    4: ("Le plan est rédigé par deux personnes en septembre; les autres le lisent.",),
    5: ("La plupart des journées de formation ne sont pas offertes en français.",),
    6: ("La dotation est fixée en mars, avant que notre plan soit écrit.",),
    7: ("La relève n’est pas préparée : trois directions en cinq ans.",),
    8: ("Nous apprenons par le journal ce que le conseil a décidé.",),
    9: (
        "Les messages viennent de quatre services, souvent le même jour.",
        "Les familles viennent aux concerts; nous ne les avons pas interrogées sur l’apprentissage à la maison.",
    ),
}

FRENCH_HIGH = {
    1: ("Chaque réunion du personnel commence par un des trois objectifs et un exemple tiré d’une classe.",),
    2: ("En littératie, le programme, les évaluations et les ressources forment un tout, de la 1re à la 6e année.",),
    3: ("Les équipes lisent leurs données chaque mois et notent ce qu’elles feront ensuite.",),
    4: ("Trois cibles, chacune avec une date; tout le monde les connaît.",),
    5: ("L’accompagnement se fait en classe, en français, avec nos propres élèves.",),
    6: ("Le temps de planification commun est à l’horaire de chaque cycle, et il est protégé.",),
    7: ("Le dernier changement de direction a été préparé six mois d’avance.",),
    8: ("Deux fois par année, le conseil entend où en sont les écoles, et la nôtre y a présenté.",),
    9: (
        "Le centre culturel, la bibliothèque et nous planifions l’année ensemble au mois de mai.",
        "Les parents siègent à l’équipe qui prépare les soirées familiales.",
    ),
}

# Practices done differently on purpose, by characteristic.
LOCALLY_DIFFERENT = {
    2: "Most classes here join two grades, so we plan in two-year loops. It is on purpose, and agreed with the board office.",
    3: "We replaced the district’s winter screening by portfolios shared with families, for the children we teach.",
    4: "Our plan runs over two years, because a small staff cannot begin anew each September.",
    5: "We learn on half-days with the school across the river rather than at the central days.",
    6: "Our support teacher is shared by all grades instead of being assigned, as the team asked for.",
    9: "Families meet the school on the land, in September and in June, in place of interview evenings.",
}

UNSUPPORTED = (
    "We have all seen it for years, but nobody wrote anything down. We will collect it this fall.",
    "The second piece is with the department at the board office, and we did not get a copy in time.",
    "What shows it is what people say every day; we did not think of noting it.",
    "The minutes that show it name students, so we did not upload them.",
    "It is new evidence of one kind only; the survey that would be the second closes in May.",
    "The file was kept on a computer that has since been replaced.",
    "Students can show it better than any paper, and we could not attach a morning in our halls.",
    "Our departments each have a piece of it; nobody has put them side by side yet.",
    "It happens in conversation. We agreed to keep short notes from now on.",
    "The survey was done by telephone and only its summary is left, without a date.",
    "What we linked shows that it is done; what shows that it lasts is three years of timetables on paper.",
    "The district holds the figures and has promised them for the winter.",
)

ENDED = (
    "The school moved into two other buildings after water damage in October. The team will take part again next "
    "year; nobody’s rating from this fall is used."
)
PARKED = "We disagree about last year’s numbers. The data team brings the breakdown by department; then we decide."
ABSENT = "The school opened its doors a month late after the strike, and the team asked to begin in the next cycle."
REOPENED = "Two pieces of evidence were linked to the wrong practice, and one level had rested on them."
RATING_NOTES = (
    "Seen in two classrooms this term.",
    "Not sure that this holds for the upper grades.",
    "I would like to hear what others see.",
    "Based on the last staff meeting.",
    "Better than last year.",
    "I know it from hearsay only.",
    "Ask about the training in the spring.",
)

# What French-language schools say, by what it is said of.
FRENCH = {
    "does not apply": (
        "Une entente provinciale en décide; ni le conseil ni nous n’y pouvons rien changer.",
        "Cela vise les écoles à départements; avec un personnel de notre taille, il n’y a rien à quoi l’appliquer.",
    ),
    "no agreement": (
        "La moitié d’entre nous le voit chaque semaine, l’autre jamais. Nous irons voir ensemble.",
        "C’est une habitude au cycle primaire, pas encore au cycle moyen.",
        "Nous ne nous sommes pas entendus sur ce qui compterait comme preuve.",
    ),
    "not enough": (
        "Personne dans l’équipe n’en a assez vu pour en juger.",
        "Cela existe peut-être, mais nous n’avons rien à montrer, ni pour ni contre.",
        "Il faudrait entendre le personnel qui n’est pas de cette équipe.",
    ),
    "dissent": (
        "Une personne aurait mis un niveau de plus, à cause de ce qui se fait à la maternelle.",
        "Deux y voient un niveau de moins : cela s’arrête dès qu’une personne s’absente.",
        "Une minorité pense qu’une bonne année n’est pas encore une habitude.",
    ),
    "unsupported": (
        "Nous le voyons tous depuis des années, mais personne ne l’a noté. Nous le ferons cet automne.",
        "La deuxième pièce est au conseil; la copie n’est pas arrivée à temps.",
        "Le procès-verbal qui le montre nomme des élèves; nous ne l’avons donc pas téléversé.",
        "Les familles le disent chaque jour; nous n’avions pas pensé à l’écrire.",
    ),
}

"""Why schools' teams say they agreed on a level: sentences by characteristic, for low (1, 2) and high (3, 4) levels."""

LOW = {
    1: (
        "We know the three district goals by name, but we could not say how they were arrived at.",
        "The consultation came in June when reports were due; most of us never answered it.",
        "Our own plan quotes the vision, yet we rarely go back to it when we choose between two things.",
        "Visits from the board office mention the goals, but what they look at is the building.",
        "New staff get the vision in a binder. Nobody sits down with them about it.",
    ),
    2: (
        "Guidance reaches us in pieces: a resource here, an assessment there, and we fit them together ourselves.",
        "Mathematics is coherent from grade to grade. In science each class uses something else.",
        "We are told to have high expectations, but not what good work looks like at each grade.",
        "There is little time to look at individual students together once the timetable is made.",
        "Trying something new is welcome, but only a few of us know whom to ask first.",
    ),
    3: (
        "We get the results in October and look at them once. After that they stay in the folder.",
        "Two of us can read the data warehouse; when they are away nobody opens it.",
        "We collect reading data three times a year but seldom change a group because of it.",
        "Training on using data was a single afternoon, and it was about the software.",
        "Decisions from the board office arrive without the evidence behind them.",
        "Attendance and climate data are not looked at beside achievement.",
    ),
    4: (
        "Our plan is written by two people in September, and the rest of us read it.",
        "There were eleven targets last year. We could not have named more than four.",
        "We review the plan in the spring, when it is too late to change much.",
        "We were asked about district priorities after they had been decided.",
        "Monitoring means filling in the form; nobody has come back to us about what we wrote.",
        "We would like to do this our own way, but the template leaves no room.",
    ),
    5: (
        "Most of our learning days are the same presentation for every school.",
        "The principals’ network is good, but little of it reaches teachers.",
        "Release time was cancelled five times this year because there were no occasional teachers.",
        "Growth plans are written for the file and have little to do with our school goals.",
        "We try new methods after a workshop, but nobody looks whether they last.",
    ),
    6: (
        "Staffing is decided in March by formula, before our plan is written.",
        "The budget follows last year’s budget. We cannot see our goals in it.",
        "Support staff are shared among four schools, and ours is the last stop of the week.",
        "We hear about vacancies after they have been filled.",
        "The timetable leaves no common planning time for the grades that need it most.",
    ),
    7: (
        "Nobody here could say how new vice-principals are chosen or prepared.",
        "We have had three principals in five years, with no handover to speak of.",
        "Teachers who lead a committee learn by doing; there is no course and no time for it.",
        "Performance appraisal of leaders happens, but we do not see what it is based on.",
        "Leadership is one or two volunteers. When they change schools it stops.",
    ),
    8: (
        "We read in the newspaper what trustees decided and why.",
        "What reaches us about the board is about bus routes and boundaries, seldom about the goals.",
        "A trustee visited once; the talk was about the roof.",
        "We do not know whether the board sees how schools are doing on the goals.",
    ),
    9: (
        "Messages come by email from four departments, often on the same day with the same deadline.",
        "We see the other schools of our family twice a year, at meetings with a full agenda.",
        "Parents come to concerts and interviews. We have not asked them about learning at home.",
        "The community centre next door and we know of each other, and that is all.",
        "Requests from outside land on our desk unfiltered, from surveys to fundraising.",
        "We answer provincial initiatives when they arrive; we have never been part of shaping one.",
        "Families who speak another language at home get the same English letters as everyone.",
    ),
}

HIGH = {
    1: (
        "Staff, parents and students took part in the visioning day, and we can point to what changed because of it.",
        "Every staff meeting begins with one of the three goals and an example from a classroom.",
        "Our improvement plan follows the district goals line by line, and we dropped what did not fit.",
        "The superintendent’s visits always come back to the goals and to what we tried last time.",
        "Students in grade six could explain the goals to a visitor.",
    ),
    2: (
        "Curriculum, assessments and resources fit together in literacy and mathematics, in every grade.",
        "We look at student work against shared criteria every six weeks, and lessons change after it.",
        "The board office asks what we need and answers within days.",
        "Expectations for learning are the same in every class, and support differs instead.",
        "Two new approaches began here as a trial and are now used in other schools.",
    ),
    3: (
        "Grade teams meet over their own data each month and write down what they will do next.",
        "Reading groups were changed three times this year because of what the data said.",
        "Every teacher was trained in the data protocol, and new staff are within their first term.",
        "The coordinator worked through our results with us, and we use her way now without her.",
        "We look at attendance, climate and achievement on one page.",
        "When we propose something we are asked for the evidence, and so we have begun to ask each other.",
    ),
    4: (
        "We keep to three targets, each with a date and a number, and everyone knows them.",
        "The plan is on the wall of the staff room and is marked up every month.",
        "Our draft plan came back with questions, and the district plan changed because of ours.",
        "Monitoring takes place in conversation, and something follows from it each time.",
        "School leaders sat on the committee that chose the district’s priorities.",
        "We were free to begin with writing instead of reading, with reasons, and it worked.",
    ),
    5: (
        "Coaching happens in our classrooms, during the day, and is about our own students.",
        "The network of principals visits one school a month and each brings something back.",
        "What we learn is chosen from our plan, and we look after eight weeks whether it is used.",
        "Growth plans name one school goal each, and we talk about them in November and in April.",
        "New teachers plan with an experienced colleague every week of their first year.",
    ),
    6: (
        "Release time goes first to the grades named in our plan.",
        "We moved one section from options to intervention after looking at the goals together.",
        "Our principal interviewed the candidates, with two of us in the room.",
        "The board office gave more support to the schools with greater needs, and said openly why.",
        "Common planning time is on the timetable for every grade, and it is protected.",
    ),
    7: (
        "Three of us took part in the aspiring leaders’ program and lead a team here now.",
        "The last change of principal was planned half a year ahead, with a month side by side.",
        "Team leads rotate every two years, and each has someone who learns alongside.",
        "Our new vice-principal was chosen for what the school needed, and it shows.",
        "Leaders are appraised against the framework, and the talk was about next steps.",
    ),
    8: (
        "Trustees ask about the three goals at every meeting, and the reports are public.",
        "The board set the goals with us and leaves the how to the schools.",
        "Twice a year the board hears how schools are doing, and our team was asked to present.",
        "Policies are consulted on in draft, and our comments were answered.",
        "A question about a single class was kindly sent back from the board to the school.",
    ),
    9: (
        "There is one weekly bulletin and one number to call, and both work.",
        "We ring the other schools in our family without thinking twice, and visit each other.",
        "The superintendent listens first, and we have seen a decision change because of it.",
        "Parents sit on the team that plans family evenings, and attendance has doubled.",
        "The band council, the library and the health unit plan the year with us in May.",
        "Requests from outside go through the board office, and few reach us.",
        "Interpreters are booked for every interview, and families have begun to ask for more.",
    ),
}

NO_AGREEMENT = (
    "Half of us see this every week and the other half never. We could not settle it and will look at it together.",
    "It depends on the division: in the primary grades it is routine, in the intermediate grades it is not.",
    "We did not agree on what would count as evidence, so we leave it open until November.",
    "Those who were here before the last change see it otherwise than those who came after it.",
    "We agree on what happens but not on whether it is enough to be called established.",
    "Teachers and administrators see two different things here, and both gave examples.",
    "The talk was good and went on for half an hour; we would rather leave it open than split the difference.",
)

NOT_ENOUGH = (
    "Nobody on the team has seen enough of this to judge it.",
    "We do not know what happens at the board office in this respect, and should ask.",
    "Only one of us has been part of it, and not recently.",
    "It may well happen, but we have nothing to point to either way.",
    "We would need to hear from the teachers who are not on this team.",
    "The person who would know has moved to another school.",
)

DOES_NOT_APPLY = (
    "Decided for us by a provincial agreement; neither the district nor we can vary it.",
    "Our school shares this with the neighbouring board, which decides it for both.",
    "It is about schools with departments; with a staff of our size there is nothing for it to apply to.",
)

DISSENT = (
    "One of us would have said a level higher, because of what is done in kindergarten.",
    "Two see it a level lower: it happens, but it stops when one colleague is away.",
    "One member finds that we are too hard on ourselves here.",
    "A minority holds that one good year is not yet routine.",
    "Two of us think that the evidence shows meetings rather than changed practice.",
    "One of us says that parents would judge this otherwise, and that we have not asked them.",
    "The support staff on the team see less of this than the teachers do.",
    "One would wait for the spring results before saying so.",
    "Two had rather left it open.",
    "One of us pointed out that the newest teachers have not been part of it.",
)

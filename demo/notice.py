"""The notice of collection that the demo district shows before the first rating."""

TITLE = "Before you rate: what we ask, why, and who can read it"

TEXT = """What we ask. You are asked how far each of 58 practices of strong districts reaches your team, on a scale of four levels, and what evidence shows it. You can say “not enough information” to any of them. You may add a note for yourself.

Why. We want to see where our schools and our district are strong and choose, with you, a few things to get better at. It is for improvement. It is not used to appraise anybody, nor to compare schools with each other, and no list ranks them.

Who can read it. Your own ratings and notes are read by you alone. When your team meets, those who are there see how many people chose each level of a practice, where enough of them gave one, and never who. Outside your team nobody sees ratings. What the team agrees, its reasons and its evidence are read by your principal and the superintendents once the district has published the cycle; trustees see figures only. No figure made from one school team’s ratings leaves that team: superintendents see rounded shares of answers for blocks of schools, so large that nobody can work out what a few people said. Of the district’s own team they see the mean of a practice, in quarters of a level, where seven or more answered.

What we cannot promise. In a small team, colleagues may guess who said what. The people who run the server can reach its database, and the law can require us to hand out what is stored. Write nothing that you would not say to a colleague, and name no person.

How long. Individual ratings are removed 36 months after a cycle’s last day. What your team agreed stays in its record.

Taking part. You may leave any practice unanswered, take an answer back until your team has revealed the practice, and ask the district office what is stored about you."""

TITLE_PRAIRIE = "Before you rate"

TEXT_PRAIRIE = """You are asked how far each practice reaches your team, and what shows it. It is for improvement, not for appraisal.

Your ratings and notes are read by you alone; your team sees counts at its meeting, without names, where three or more people gave a level. In a small team colleagues may guess. The people who run the server, and the law, can reach what is stored. Ratings are removed 24 months after a cycle’s last day. Name no person in what you write."""

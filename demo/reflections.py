"""What two people of the demo have reflected upon for themselves, and what one of them shares with the other."""

from datetime import timedelta

from assessments.reflection.models import Reflection, ReflectionShare
from frameworks.models.resources import LeadershipResource
from people.models import User

HARD, GROWING, STRENGTH, PASSED_ON = Reflection.Strength.values

# By account: the resource, how many days ago, how strong, an example, what next; the oldest first.
WRITTEN = {
    "facilitator": (
        (
            "Systems Thinking",
            372,
            HARD,
            "I moved the literacy block without asking what it does to the buses and to the shared music teacher. "
            "Two schools had to undo it with me in October.",
            "Before I change a timetable: one call to each school that shares staff with us.",
        ),
        (
            "Systems Thinking",
            16,
            GROWING,
            "This year I drew the map of shared staff first. The new block went through without a single undoing, "
            "and the secondary school told me so.",
            "Let two of my teachers draw the next map with me.",
        ),
        (
            "Managing emotions",
            40,
            GROWING,
            "In the meeting about attendance I noticed that I was answering before people had finished.",
            "Write down the last sentence of each speaker before I answer.",
        ),
        (
            "Optimism",
            12,
            STRENGTH,
            "After the results in mathematics the team looked at me. I had three small things.",
            "",
        ),
    ),
    "principal": (
        (
            "Perceiving emotions",
            90,
            STRENGTH,
            "I saw that the new teacher had stopped coming to the staff room, and asked in time.",
            "",
        ),
        (
            "Proactivity",
            25,
            PASSED_ON,
            "My vice-principal now brings me the plan before I ask for it. We practised that for a year.",
            "Hand over the spring conferences entirely.",
        ),
    ),
}
SHARED = ("facilitator", "Systems Thinking", "principal", 9)


def tell_reflections(now):
    """Each has written from time to time; the facilitator lets a colleague read one resource with its history."""
    resources = dict(LeadershipResource.objects.values_list("name", "uuid"))
    people = {name: User.objects.get(email=f"{name}@demo.example") for name in WRITTEN}
    Reflection.objects.bulk_create(
        Reflection(
            person=people[name],
            resource=resources[resource],
            strength=strength,
            example=example,
            next_step=next_step,
            written_at=now - timedelta(days=days),
        )
        for name, entries in WRITTEN.items()
        for resource, days, strength, example, next_step in entries
    )
    author, resource, reader, days = SHARED
    share = ReflectionShare.objects.create(
        author=people[author], reader=people[reader], shared_at=now - timedelta(days=days)
    )
    Reflection.objects.by(people[author]).filter(resource=resources[resource]).update(share=share)

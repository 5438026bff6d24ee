"""What two people write for themselves, one of whom lets one reader see a part of it, and where that may stand."""

from assessments.reflection.models import ReflectionShare
from tests.factories import make_reflection, resources_of
from tests.privacy.walker import holding

EXAMPLE, NEXT, SHARED_EXAMPLE, SHARED_NEXT = "zebra-example", "zebra-next", "okapi-example", "okapi-next"
WORDS = (EXAMPLE, NEXT, SHARED_EXAMPLE, SHARED_NEXT)
AUTHOR, OTHER_AUTHOR, READER = "member of one", "administrator", "facilitator of one"
OWN = [f"assessments:reflection_{view}" for view in ("list", "detail", "share", "delete", "delete_all")]
READ = [f"assessments:reflection_{view}" for view in ("list", "shared", "shared_detail")]
# Who is answered otherwise, and where.
ALLOWED = {(role, view) for role in (AUTHOR, OTHER_AUTHOR) for view in OWN} | {(READER, view) for view in READ}


def person_of(world, role):
    return world.clients[role].get("/me/").wsgi_request.user


def reflect(world):
    """One author keeps everything; the other lets one person read one of two entries."""
    resource, second = resources_of(world.edition)
    author, reader = person_of(world, AUTHOR), person_of(world, READER)
    words = {"example": EXAMPLE, "next_step": NEXT, "strength": "passed_on"}
    share = ReflectionShare.objects.create(pk=world.shares[0], author=author, reader=reader)
    shared = words | {"example": SHARED_EXAMPLE, "next_step": SHARED_NEXT}
    make_reflection(author, resource, pk=world.reflections[0], share=share, **shared)
    make_reflection(author, second, **words)
    make_reflection(person_of(world, OTHER_AUTHOR), resource, **words)


def only_the_authors_and_the_chosen_reader_read_them(answers, roles):
    """In no answer to these people, head or body, do the words stand but where they are meant to."""
    own = {(role, f"assessments:reflection_{view}") for role in (AUTHOR, OTHER_AUTHOR) for view in ("detail", "share")}
    shared = {(AUTHOR, f"assessments:reflection_{view}") for view in ("detail", "share", "delete")}
    shared.add((READER, "assessments:reflection_shared_detail"))
    assert read(answers, EXAMPLE, NEXT) == {(role, view) for role, view in own if role in roles}
    assert read(answers, SHARED_EXAMPLE, SHARED_NEXT) == {(role, view) for role, view in shared if role in roles}
    assert any(dict(headers).get("Content-Length") for _status, headers, _body in answers.values())


def read(answers, *words):
    """By whom, and on which pages, one of these words is read."""
    return {(role, view) for role, view, _url in holding(answers, *words)}

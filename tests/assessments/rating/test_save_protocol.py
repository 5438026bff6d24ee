"""However messages of one person's devices are delayed, repeated or lost: their answers and the server's converge."""

import uuid
from dataclasses import dataclass, field

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.rating import actions
from assessments.rating.models import Rating
from tests.factories import make_meeting, members_of, practices_of

pytestmark = pytest.mark.django_db
# The place is the same for every example, and emptied by each; no machine is too slow.
HELD = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@dataclass
class Device:
    """A browser as the rate screen's script is one: edits wait in order, are sent one by one, and named once."""

    client: Client
    url: str
    wrote: dict  # whose each revision on the server is, shared by the devices
    revision: int = 0
    seen: set = field(default_factory=lambda: {0})
    chosen: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    refused: dict | None = None
    conflicts: int = 0
    named: list = field(default_factory=list)

    def choose(self, level):
        """Choose a level; an edit that waits is followed, since it may be on its way."""
        self.chosen.append(level)
        edit = {"answer": str(level), "note": "", "revision": self.revision, "client_id": str(uuid.uuid4())}
        if self.waiting:
            earlier = self.waiting[-1]
            edit |= {"after": earlier["client_id"], "revision": earlier["revision"] + 1}
        self.refused = None
        self.waiting.append(edit)

    def post(self, edit):
        before = revision_stored()
        answer = self.client.post(self.url, edit, headers={"HX-Request": "true"})
        if revision_stored() != before:
            assert before in self.seen or self.wrote[before] is self, "wrote over what it had not seen"
            self.wrote[revision_stored()] = self
        return answer

    def send(self, arrives=True, answered=True, times=1):
        """Send the first edit that waits; the message, or its answer, may get lost, and it may arrive twice."""
        if not self.waiting:
            return
        edit = self.waiting[0]
        if not arrives:
            return
        for _ in range(times):
            answer = self.post(edit)
        self.named.append(edit)
        if answered:
            self.hear(edit, answer)

    def hear(self, edit, answer):
        """What the script does with an answer; what a refused edit stood on, the next one of the practice stands on."""
        self.waiting.pop(0)
        if answer.status_code == 200:
            self.see()
            for later in self.waiting:
                later |= {"revision": self.revision, "after": edit["client_id"]}
            return
        assert answer.status_code == 409
        self.conflicts += 1
        if self.waiting:
            self.waiting[0] |= {"revision": edit["revision"], "after": edit.get("after", "")}
        else:
            self.see()
            self.refused = edit

    def see(self):
        """It is saved, or both values are on the screen."""
        self.revision = revision_stored()
        self.seen.add(self.revision)

    def drain(self):
        """The connection is good again; a person who is shown both values takes their own."""
        while self.waiting or self.refused:
            if not self.waiting:
                self.choose(int(self.refused["answer"]))
            self.send()


ACTS = st.one_of(
    st.tuples(st.just("choose"), st.integers(0, 1), st.integers(1, 4)),
    st.tuples(st.just("send"), st.integers(0, 1), st.tuples(st.booleans(), st.booleans(), st.integers(1, 2))),
    st.tuples(st.just("echo"), st.integers(0, 1), st.integers(0, 5)),
)


@pytest.fixture
def place():
    """A seat, its practice's address, and a way to sign in on one more device."""
    assessment = make_meeting(members=1, started=False, characteristics=1, practices=1)
    person = members_of(assessment)[0]
    actions.take_seat(assessment=assessment, by=person)
    return person, f"/assessments/{assessment.pk}/practices/{practices_of(assessment)[0].uuid}/rate/"


def devices_of(person, url, number):
    wrote, devices = {}, []
    for _ in range(number):
        client = Client()
        client.force_login(person)
        devices.append(Device(client, url, wrote))
    return devices


def revision_stored():
    return Rating.objects.values_list("revision", flat=True).first() or 0


def play(devices, acts):
    """Let the devices do this; an echo is an old message that arrives once more, later than all others."""
    for act, who, how in acts:
        one = devices[who % len(devices)]
        if act == "choose":
            one.choose(how)
        elif act == "send":
            one.send(*how)
        elif one.named:
            one.post(one.named[how % len(one.named)])


def level():
    return Rating.objects.get().level.value


@settings(max_examples=60, suppress_health_check=HELD)
@given(acts=st.lists(ACTS, min_size=1, max_size=14))
def test_one_device_ends_with_its_last_choice_on_the_server(place, acts):
    Rating.objects.all().delete()
    (one,) = devices_of(*place, 1)
    play([one], acts)

    one.drain()

    assert one.conflicts == 0
    assert Rating.objects.count() == bool(one.chosen)
    if one.chosen:
        assert level() == one.chosen[-1]
        assert one.revision == revision_stored() <= len(one.chosen)


@settings(max_examples=60, suppress_health_check=HELD)
@given(acts=st.lists(ACTS, min_size=2, max_size=16), first=st.integers(0, 1))
def test_two_devices_converge_and_nobody_overwrites_what_they_have_not_seen(place, acts, first):
    Rating.objects.all().delete()
    devices = devices_of(*place, 2)
    play(devices, acts)
    devices[first].drain()
    devices[1 - first].drain()

    assert Rating.objects.count() == any(one.chosen for one in devices)
    if Rating.objects.exists():
        assert level() == devices[0].wrote[revision_stored()].chosen[-1]


@pytest.mark.parametrize("how", ["repeated", "late"])
def test_a_message_that_comes_again_writes_nothing(place, how):
    (one,) = devices_of(*place, 1)
    one.choose(2)
    one.send()
    if how == "late":
        one.choose(3)
        one.send()
    before = Rating.objects.values().get()

    one.post(one.named[0])

    assert Rating.objects.values().get() == before

"""Every address of the site, filled from a world, and what each person is answered there."""

import itertools
import re
from functools import cache

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from olf_site.message_storage import PrefixedCookieStorage
from reports.sharing.models import SharedReport
from tests.refusals import NOWHERE

# What a world must hold to fill the parameters of an address: "name.parameter" as a pattern, and the thing.
# The first that fits counts. An address that fits none fails the test: say here what it is about.
FILLED_WITH = [
    (r".*\.slug", "slugs"),
    (r"assessments:(criterion|offer)_.*\.version_pk", "criteria"),
    (r"assessments:pairing_.*\.pk", "cycles_to_pair"),
    (r"assessments:look_alike_.*\.kind", "kinds_of_names"),
    (r"assessments:look_alike_.*\.pk", "teams"),
    (r"assessments:.*\.pairing_pk", "pairings"),
    (r"assessments:feedback_.*\.feedback_pk", "feedback"),
    (r"assessments:feedback_answer\.pk", "read_assessments"),
    (r"assessments:peer_file\.evidence_pk", "frozen_evidence"),
    (r"assessments:evidence_(file|preview_file|withdraw)\.pk|assessments:.*\.evidence_pk", "evidence"),
    (r"assessments:(cycle_.*|assessment_(extend|end|reopen))\.pk", "cycles"),
    (r"assessments:.*\.(assessment_)?pk", "assessments"),
    (r"assessments:reflection_.*\.resource_uuid", "resources"),
    (r"assessments:reflection_.*\.entry_uuid", "reflections"),
    (r"assessments:reflection_.*\.share_uuid", "shares"),
    (r"reports:evidence_file\.pk", "frozen_evidence"),
    (r"reports:board_export\.kind", "export_kinds"),
    (r"reports:export.*\.pk", "exports"),
    (r"reports:link_revoke\.pk", "shared_reports"),
    (r"reports:shared(_looked)?\.token", "shared_tokens"),
    (r"districts:(person_.*|appointment_add|invitation_make)\.pk", "people"),
    (r"districts:school_.*\.pk|.*\.school_pk", "schools"),
    (r"districts:family_.*\.pk", "families"),
    (r"districts:team_.*\.pk|.*\.team_pk", "teams"),
    (r"districts:membership_.*\.pk", "memberships"),
    (r"districts:appointment_end\.pk", "appointments"),
    (r"(districts:invitation|installation:link).*\.pk", "invitations"),
    (r"frameworks:characteristic_.*\.uuid", "characteristics"),
    (r"frameworks:edition_.*\.(uuid|other)", "editions"),
    (r"frameworks:scale_.*\.uuid", "scales"),
    (r".*\.practice_uuid|frameworks:practice_.*\.uuid", "practices"),
    (r".*\.number", "numbers"),
    (r"join\.token", "tokens"),
    (r"(sealed_link|address_confirm)\.token", "password_keys"),
    (r"opening_detail\.pk", "ones"),
    (r"calendar_file\.token", "calendar_tokens"),
    (r"token_end\.pk", "access_tokens"),
    (r"api:edition_json\.uuid", "editions"),
    (r"account_reset_password_from_key\.(uidb36|key)", "password_keys"),
    (r"admin:view_on_site\.content_type_id", "content_types"),
    (r"admin:app_list\.app_label", "app_labels"),
    (r"admin:view_on_site\.object_id", "ones"),
    (r"admin:(?P<model>\w+)_(change|delete|history|confirm\w*|\w+)\.(object_id|pk|edition_id)", "admin"),
]
# Addresses that answer no GET by design, or whose GET would end the walk.
LEFT_OUT = {"account_logout", "admin:logout", "set_language"}


@cache
def addresses():
    """Every named address as (name, parameters), the Django admin's too."""

    def walk(resolver, spaces, given):
        for pattern in resolver.url_patterns:
            here = (*given, *pattern.pattern.converters, *named_groups(pattern.pattern))
            if isinstance(pattern, URLPattern):
                if pattern.name:
                    yield ":".join((*spaces, pattern.name)), here
            else:
                yield from walk(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces, here)

    return [found for found in walk(get_resolver(), (), ()) if found[0] not in LEFT_OUT]


def named_groups(pattern):
    return tuple(getattr(pattern, "regex", re.compile("")).groupindex) if hasattr(pattern, "_regex") else ()


def things_for(name, parameter, world):
    """What a parameter is filled with; fails where nobody has said."""
    for pattern, thing in FILLED_WITH:
        if found := re.fullmatch(pattern, f"{name}.{parameter}"):
            return world.admin_objects(found["model"]) if thing == "admin" else getattr(world, thing)
    raise LookupError(f"tests/privacy/walker.py: say in FILLED_WITH what {name} is to be filled with for {parameter!r}")


def filled(world, spaces):
    """The addresses as (name, url, what it was filled with); ``spaces``: in the Django admin, or outside."""
    found = []
    for name, parameters in addresses():
        if name.startswith("admin:") != (spaces == "admin"):
            continue
        choices = [things_for(name, parameter, world) for parameter in dict.fromkeys(parameters)]
        for values in itertools.product(*choices):
            given = dict(zip(dict.fromkeys(parameters), values, strict=True))
            try:
                found.append((name, reverse(name, kwargs=given), given))
            except NoReverseMatch as refused:
                raise LookupError(f"tests/privacy/walker.py: {name} cannot be filled with {given}") from refused
    return found


# What is new in every answer by design, and says nothing: the token against forged forms, the names of the next edit
# and of the next sending of a form.
EVER_NEW = [
    (rb'(name="csrfmiddlewaretoken" value=)"[^"]*"', rb"\1"),
    (rb'(name="csrf-token" content=)"[^"]*"', rb"\1"),
    (rb'(name="client_id" value=)"[^"]*"', rb"\1"),
    (rb'(name="form_key" value=)"[^"]*"', rb"\1"),
]
# Every other header is compared: tags and sizes, too. What is ever new is ever of the same length.
HEADERS_LEFT_OUT = {"Set-Cookie"}


def answer_with(send, url, *sent, **how):
    """Status, headers and body of what is answered, without what is ever new.

    A message that waits for the next page is a part of the answer that left it, and does not reach that page: which one
    is the next depends on which pages are asked for.
    """
    response = send(url, *sent, **how)
    message = response.client.cookies.pop(PrefixedCookieStorage.cookie_name, None)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    for pattern, kept in EVER_NEW:
        body = re.sub(pattern, kept, body)
    headers = {name: value for name, value in response.headers.items() if name not in HEADERS_LEFT_OUT}
    if message:
        headers["Message"] = message.value
    return response.status_code, tuple(sorted(headers.items())), body


# Left out of the later walks: pages about frameworks and accounts, which the first walk has asked for in full.
ALWAYS_THE_SAME = ("frameworks:", "installation:", "account_", "admin:")


def walk(world, roles, about="", less=()):
    """What these people are answered everywhere, by (role, name, url).

    ``about``: how the addresses' names begin; ``less``: how those left out do.
    """
    answers, places = {}, {spaces: filled(world, spaces) for spaces in ("site", "admin")}
    for role in roles:
        SharedReport.objects.update(reads=0, last_read_at=None)  # everybody opens their links, which is counted
        answers[role, "nowhere", NOWHERE] = answer_with(world.clients[role].get, NOWHERE)
        for spaces in ("site", "admin") if role in world.admins else ("site",):
            for name, url, given in places[spaces]:
                if name.startswith(about) and not name.startswith(tuple(less)) and world.concerns(role, name, given):
                    answers[role, name, url] = answer_with(world.clients[role].get, url)
    return answers


def differing(one, other):
    """Where two walks were answered differently."""
    assert one.keys() == other.keys()
    return {where for where in one if one[where] != other[where]}


def holding(answers, *words):
    """Where one of these words stands, in the head or the body of an answer."""
    return {
        where
        for where, (_status, headers, body) in answers.items()
        if any(word.encode() in body or word in str(headers) for word in words)
    }

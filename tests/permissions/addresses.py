"""What goes into each address, and what is posted to it. Rows are named as in the matrix: `url name`, or `url name@state`."""

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from .world import World

STATES = ("rating", "meeting", "closed")


def address_of(row: str, world: World) -> str:
    """The address that a row of the matrix asks for."""
    name, _at, state = row.partition("@")
    return reverse(name, args=arguments_of(name, state or "rating", world))


def arguments_of(name, state, world):
    """The address's arguments, in their order."""
    slug, pk, uuid = world.slug, world.pk, world.uuid
    room, _colon, page = name.rpartition(":")
    if room == "assessments":
        return of_assessment(page, state, world)
    if room == "districts":
        return [slug, pk(DISTRICT_PAGES[page])] if page in DISTRICT_PAGES else [slug]
    if room == "reports":
        return of_report(page, world)
    if room == "api":
        return [uuid("edition")] if page == "edition_json" else [slug] if page in OF_A_DISTRICT else []
    return {
        "account_reset_password_from_key": ["1", "never-given"],
        "address_confirm": [world.address_token or "never-given"],
        "calendar_file": [world.calendar_token],
        "frameworks:characteristic_detail": [uuid("characteristic")],
        "frameworks:edition_compare": [uuid("edition"), uuid("other edition")],
        "frameworks:edition_detail": [uuid("edition")],
        "frameworks:practice_detail": [uuid("practice")],
        "frameworks:scale_detail": [uuid("scale")],
        "installation:district": [slug],
        "installation:link": [pk("installation link")],
        "join": [world.token],
        "opening_detail": [pk("sealed account")],
        "sealed_link": [world.sealed_token or "never-given"],
        "token_end": [pk("access token")],
    }.get(name, [])


OF_A_DISTRICT = ("blocks_json", "board_json", "cycles_json", "figures_json", "means_json", "records_json")
DISTRICT_PAGES = {
    "school_change": "school",
    "school_close": "school",
    "school_reopen": "school",
    "family_change": "family",
    "team_detail": "team",
    "team_change": "team",
    "team_join": "team",
    "membership_change": "membership",
    "membership_end": "membership",
    "person_detail": "person",
    "person_change": "person",
    "person_leave": "person",
    "appointment_add": "person",
    "invitation_make": "person",
    "appointment_end": "appointment",
    "invitation_detail": "link",
    "invitation_mail": "link",
    "invitation_renew": "link",
    "invitation_withdraw": "link",
}
OF_A_PRACTICE = (
    "rate_practice",
    "evidence_add",
    "evidence_drop",
    "evidence_link",
    "meeting_practice",
    "practice_park",
    "practice_reveal",
    "criterion_practice",
    "practice_unpark",
)
OF_A_CRITERION = {
    "criterion_restore": "criterion",
    "criterion_withdraw": "criterion",
    "criterion_adopt": "offer",
    "criterion_keep": "offer",
}


REFLECTION_PAGES = {
    "reflection_delete": "reflection",
    "reflection_detail": "resource",
    "reflection_share": "resource",
    "reflection_shared_detail": "share",
    "reflection_take_back": "resource",
}


OF_A_PIECE = (
    "evidence_delete",
    "evidence_describe",
    "evidence_detail",
    "evidence_practices",
    "evidence_reuse",
)
# What their addresses name beside the pair of teams.
OF_A_PAIRING = {
    "peer_record": (),
    "peer_characteristic": ("number",),
    "peer_file": ("peer evidence",),
    "feedback_change": ("feedback",),
    "feedback_delete": ("feedback",),
}


def of_assessment(page, state, world):
    slug, pk = world.slug, world.pk
    if page.startswith("reflection_"):
        return [world.uuid(REFLECTION_PAGES[page])] if page in REFLECTION_PAGES else []
    if page in ("look_alike_merge", "look_alike_keep_apart", "look_alike_compare"):
        return [slug, "family", pk("family")]
    if page in ("cycle_list", "cycle_open", "look_alike_list", "offer_list"):
        return [slug]
    if page in ("cycle_detail", "cycle_publish", "cycle_retention", "pairing_list", "pairing_round"):
        return [slug, pk(f"{state} cycle")]
    if page in ("assessment_extend", "assessment_end", "assessment_reopen"):
        return [slug, pk(f"{state} cycle"), pk(state)]
    if page in ("offer_take_back", "offer_withdraw"):
        return [slug, pk("offer")]
    if page in ("criterion_offer", "criterion_take_back"):
        return [pk("board"), pk("offer")]
    if page in OF_A_CRITERION:
        return [pk(state), pk(OF_A_CRITERION[page])]
    if page == "pairing_end":
        return [slug, pk(f"{state} cycle"), pk("pairing")]
    if page in OF_A_PAIRING:
        return [pk("pairing"), *({"number": 1}.get(name) or pk(name) for name in OF_A_PAIRING[page])]
    if page == "feedback_answer":
        return [pk(state), pk("given feedback")]
    if page in ("evidence_file", "evidence_withdraw"):
        return [pk("evidence")]
    if page == "evidence_preview_file":
        return [pk("picture")]
    if page in OF_A_PIECE:
        return [pk(state), pk("closed evidence" if state == "closed" else "evidence")]
    if page == "rate_characteristic":
        return [pk(state), 1]
    if page in OF_A_PRACTICE:
        return [pk(state), world.uuid("practice")]
    return [] if page in ("assessment_list", "own_rating_list", "rate_offline") else [pk(state)]


def of_report(page, world):
    if page.startswith("province"):
        return []
    if page in ("school_story", "team_story"):
        return [world.slug, 1, world.pks.get("school" if page == "school_story" else "district team")]
    if page in ("export", "export_file"):
        return [world.uuid("export")]
    if page in ("shared", "shared_looked"):
        return [world.shared_token]
    named = {
        "practices": 1,
        "practices_csv": 1,
        "school": world.pks.get("school"),
        "school_csv": world.pks.get("school"),
        "school_years": world.pks.get("school"),
        "school_years_csv": world.pks.get("school"),
        "team": world.pks.get("district team"),
        "team_csv": world.pks.get("district team"),
        "team_years": world.pks.get("district team"),
        "team_years_csv": world.pks.get("district team"),
        "evidence_file": world.pks.get("frozen evidence"),
        "board_export": "pptx",
        "link_revoke": world.pks.get("shared report"),
        "peer_offer_practice": world.uuids.get("practice"),
    }
    page = page.replace("_xlsx", "_csv")
    return [world.slug, named[page]] if page in named else [world.slug]


# Posted everywhere: something, so that a form knows that it was sent, and nothing that any form asks for.
NOTHING = {"csrfmiddlewaretoken": "x"}
POSTED = {
    "assessments:evidence_describe": {"kind": "data", "rung": "improving", "revision": "0"},
    "assessments:rate_practice": {"answer": "2", "revision": "0", "client_id": "4b2a2dc5-6d80-4a68-9d0a-3d9a1c5f0c11"},
    "assessments:criterion_adopt": {"revision": "0"},
    "assessments:criterion_restore": {"revision": "2"},
    "set_language": {"language": "fr"},
}


def posted_to(row):
    return NOTHING | POSTED.get(row.partition("@")[0], {})


def admin_addresses():
    """Every address of the Django admin as (name, its arguments' names)."""
    admin = next(part for part in get_resolver().url_patterns if getattr(part, "app_name", "") == "admin")
    return {
        (pattern.name, tuple(pattern.pattern.converters) or tuple(pattern.pattern.regex.groupindex))
        for part in admin.url_patterns
        for pattern in (part.url_patterns if isinstance(part, URLResolver) else [part])
        if pattern.name
    }

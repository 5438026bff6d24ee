"""`python -m benchmarks.targets FILE`: who is to be asked for what in the database of DATABASE_URL.

Signs people in by writing their sessions, brings their open cycle back to half answered, and writes addresses, cookies
and revisions to a file of JSON, with what one request of each kind costs in queries.
"""

import json
import sys

import django

# Enough people that no two requests under way are one person's, wherever there are that many.
PEOPLE = 512
CSRF = "b" * 32


def main(path):
    """Write the file."""
    from django.urls import reverse

    from assessments.rating.models import Seat
    from districts.roles.models import Appointment, Role
    from districts.structure.models import District

    raters = Seat.objects.filter(cycle__published_at__isnull=True, assessment__school__isnull=False)
    ids = list(raters.order_by("pk").values_list("pk", flat=True))
    chosen = ids[:: max(1, len(ids) // PEOPLE)][:PEOPLE]
    seats = list(Seat.objects.filter(pk__in=chosen).select_related("person", "assessment__cycle").order_by("pk"))
    district = max(District.objects.all(), key=lambda one: (one.schools.count(), -one.pk))
    superintendent = Appointment.objects.get(role=Role.SUPERINTENDENT, district=district).person
    cookies = sign_in([seat.person for seat in seats] + [superintendent])
    cookie = cookies[superintendent.pk]
    found = {
        "save": saves(seats, cookies),
        "rate": [{"path": rate_address(seat), "cookie": cookies[seat.person_id]} for seat in seats],
        "table": [
            {"path": address("assessments:rate_table", seat.assessment_id), "cookie": cookies[seat.person_id]}
            for seat in seats
        ],
        "heatmap": [{"path": address("reports:heatmap", district.slug), "cookie": cookie}],
        "schools": district.schools.count(),
        "pages": pages(seats[0], cookies[seats[0].person_id], district, cookie),
        "login": reverse("account_login"),
    }
    found["queries"] = {
        name: cost(name, found[name][0]) for name in ("save", "rate", "table", "heatmap") if found[name][0]["path"]
    }
    with open(path, "w") as file:
        json.dump(found, file)


def address(name, *args):
    """A page's address, or None while the site does not have it."""
    from django.urls import NoReverseMatch, reverse

    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def sign_in(people):
    """A session for each person; returns the cookies they would send."""
    import secrets

    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    store, expires, rows, cookies = SessionStore(), timezone.now() + timezone.timedelta(days=7), [], {}
    for person in people:
        key = secrets.token_hex(16)
        data = {
            "_auth_user_id": str(person.pk),
            "_auth_user_backend": "people.backends.EmailBackend",
            "_auth_user_hash": person.get_session_auth_hash(),
        }
        rows.append(Session(session_key=key, session_data=store.encode(data), expire_date=expires))
        cookies[person.pk] = f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    Session.objects.all().delete()
    Session.objects.bulk_create(rows, batch_size=200)
    return cookies


def saves(seats, cookies):
    """Every practice of every seat, practice by practice, so that neighbours in the row are different people."""
    from assessments.rating.models import Rating
    from frameworks.models.edition import Practice

    edition = seats[0].assessment.cycle.edition_id
    practices = list(Practice.objects.filter(characteristic__edition=edition).values_list("pk", "uuid"))
    unanswered = [pk for pk, _uuid in practices if pk % 2]
    known = Rating.objects.filter(seat__in=[seat.pk for seat in seats])
    known.filter(practice__in=unanswered)._raw_delete(Rating.objects.db)  # nothing refers to a rating
    revisions = {
        (seat, practice): number for seat, practice, number in known.values_list("seat", "practice", "revision")
    }
    levels = [str(level.value) for level in seats[0].assessment.cycle.scale.levels.order_by("value")]
    # One address for all, with places to fill in: working out thirty thousand would take longer than asking for them.
    zero = "00000000-0000-0000-0000-000000000000"
    place = address("assessments:rate_practice", 1_000_000_007, zero).replace("1000000007", "{0}").replace(zero, "{1}")
    return [
        {
            "path": place.format(seat.assessment_id, uuid),
            "cookie": cookies[seat.person_id],
            "csrf": CSRF,
            "revision": revisions.get((seat.pk, pk), 0),
            "answers": levels,
        }
        for pk, uuid in practices
        for seat in seats
    ]


def rate_address(seat):
    """The rate page with the most practices."""
    from django.db.models import Count

    largest = seat.assessment.cycle.edition.characteristics.annotate(n=Count("practices")).order_by("-n", "number")[0]
    return address("assessments:rate_characteristic", seat.assessment_id, largest.number)


def pages(seat, member, district, superintendent):
    """The main pages, each with the cookie of someone who opens it."""
    one = seat.assessment_id
    listed = [
        ("Sign-in", "account_login", [], ""),
        ("My work", "home", [], member),
        ("Assessments", "assessments:assessment_list", [], member),
        ("Assessment", "assessments:assessment_detail", [one], member),
        ("Meeting", "assessments:meeting_detail", [one], member),
        ("Heatmap", "reports:heatmap", [district.slug], superintendent),
        ("Practices × schools", "reports:practices", [district.slug, 1], superintendent),
        ("A school’s record", "reports:school", [district.slug, district.schools.first().pk], superintendent),
        ("Progress", "reports:progress", [district.slug], superintendent),
    ]
    found = [{"name": "Rate", "path": rate_address(seat), "cookie": member}]
    found += [{"name": name, "path": address(view, *args), "cookie": cookie} for name, view, args, cookie in listed]
    return [page for page in found if page["path"]]


def cost(name, job):
    """Queries of one request, once warm: those for data, and those that only begin and end transactions."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from .load import Page, Save

    client = Client(
        raise_request_exception=False, headers={"host": "127.0.0.1", "cookie": job["cookie"], "accept-language": "en"}
    )
    client.cookies.load(job["cookie"])
    ask = Save(**job) if name == "save" else Page(**job)
    for _ in range(2):
        ask.request()
        with CaptureQueriesContext(connection) as caught:
            if name == "save":
                answer = client.post(job["path"], ask.values, headers={"hx-request": "true"})
            else:
                answer = client.get(job["path"])
        ask.done(answer.status_code)
    if name == "save":
        job["revision"] = ask.revision
    statements = [query["sql"] for query in caught.captured_queries]
    framing = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    data = [sql for sql in statements if not sql.startswith(framing)]
    return {"status": answer.status_code, "data": len(data), "framing": len(statements) - len(data), "sql": data}


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])

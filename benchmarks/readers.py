"""`python -m benchmarks.readers FILE [records]`: who reads which report in the database of DATABASE_URL.

What the data set lacks for it is added here, once: somebody who reads the province, programs' tokens, and schools that
said others may ask them. Writes addresses, cookies and tokens to a file of JSON, with what each answer costs in queries.
With ``records`` only what records alone carry is asked for: nobody rated in that data set.
"""

import json
import sys

import django

# A token opens so many requests a minute; so many of them never reach that.
TOKENS = 8
OF_RECORDS = ("heatmap", "practices", "province")


def main(path, only=None):
    """Write the file."""
    from django.db.models import Count
    from django.urls import reverse

    from districts.roles.models import Appointment, Role
    from districts.structure.models import District, School

    district = District.objects.annotate(number=Count("schools")).order_by("-number", "pk")[0]
    superintendent = Appointment.objects.get(role=Role.SUPERINTENDENT, district=district).person
    cycle = newest_published(district)
    if not only:
        make_willing(cycle)
    jobs = jobs_of(district, cycle, superintendent, province_viewer())
    jobs = {name: job for name, job in jobs.items() if not only or name in OF_RECORDS}
    answers = {name: cost(those[0]) for name, those in jobs.items()}
    found = {
        "schools": district.number,
        "districts": District.objects.count(),
        "everywhere": School.objects.count(),
        "jobs": jobs,
        "queries": {name: answer[0] for name, answer in answers.items()},
        "rows": answers["csv"][1] if "csv" in answers else None,
        "login": reverse("account_login"),
    }
    with open(path, "w") as file:
        json.dump(found, file)


def newest_published(district):
    """The cycle that its reports show."""
    from assessments.cycles.models import Cycle

    published = Cycle.objects.published().filter(district=district)
    return published.select_related("district", "edition").order_by("-opens_on", "-pk")[0]


def make_willing(cycle):
    """Every third of the practices that stand at the highest level may be asked about."""
    from django.db.models import F

    from assessments.record.models import RecordPractice

    highest = cycle.scale.levels.order_by("-value").values_list("value", flat=True)[0]
    practices = RecordPractice.objects.filter(cycle=cycle, value=highest)
    third = practices.annotate(turn=(F("record_id") + F("practice_id")) % 3).filter(turn=0)
    practices.filter(pk__in=third.values("pk")).update(willing_to_share=True)


def province_viewer():
    """Somebody who reads the province's page."""
    from districts.roles.models import Appointment, Role
    from people.users import User

    person, _made = User.objects.get_or_create(
        email="province@example.org", defaults={"name": "Province", "password": "!"}
    )
    Appointment.objects.get_or_create(person=person, role=Role.PROVINCE_VIEWER)
    return person


def tokens_of(person):
    """Fresh tokens of a person, that read results."""
    from people.access.tokens import end_tokens_of, make_token

    end_tokens_of(person=person, by=person)
    return [make_token(name=f"Benchmark {n}", scopes=["results"], days=7, by=person)[1] for n in range(TOKENS)]


def jobs_of(district, cycle, superintendent, viewer):
    """For each report what its reader sends, more than once so that both workers can be asked at the same time."""
    from .targets import address, sign_in

    cookies = sign_in([superintendent, viewer])
    own = {"cookie": cookies[superintendent.pk]}
    jobs = {name: [{"path": path, **own}] * TOKENS for name, path in addresses(district, cycle, superintendent).items()}
    jobs["province"] = [{"path": address("reports:province"), "cookie": cookies[viewer.pk]}] * TOKENS
    figures = address("api:figures_json", district.slug)
    jobs["api figures"] = [{"path": figures, "token": token} for token in tokens_of(superintendent)]
    return jobs


def addresses(district, cycle, superintendent):
    """The addresses of a district's reports by the names under which they are measured."""
    from assessments.record.models import RecordPractice

    from .targets import address

    place, school = district.slug, district.schools.first().pk
    willing = RecordPractice.objects.filter(cycle=cycle, willing_to_share=True).order_by("pk").first()
    practice = willing and willing.practice.uuid
    found = {name: address(f"reports:{name}", place) for name in ("heatmap", "trend", "rater_agreement", "mirror")}
    found |= {name: address(f"reports:{name}", place) for name in ("evidence", "peer_offers", "progress", "board")}
    found |= {
        "practices": address("reports:practices", place, 1),
        "school": address("reports:school", place, school),
        "school_years": address("reports:school_years", place, school),
        "story": address("reports:school_story", place, 1, school),
        "peer_offer_practice": practice and address("reports:peer_offer_practice", place, practice),
        "api guide": address("api:guide"),
        "csv": address("reports:outcomes_csv", place),
        "workbook": address("reports:workbook_file", place),
    }
    return {name: path for name, path in found.items() if path}


def cost(job):
    """Queries of one answer once warm, to its last byte, and how many lines it has."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    headers = {"host": "127.0.0.1", "accept-language": "en"}
    client = Client(headers=headers | ({"authorization": f"Bearer {job['token']}"} if "token" in job else {}))
    client.cookies.load(job.get("cookie", ""))
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(job["path"])
            content = b"".join(answer)
    if answer.status_code != 200:
        raise SystemExit(f"{job['path']} answers {answer.status_code}")
    framing = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not query["sql"].startswith(framing) for query in caught.captured_queries), content.count(b"\n")


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])

"""Look at an upgraded database as its people would; prints what was seen as JSON. Run in a process of its own."""

import json

import django


def main():
    """The answers to the pages that people of each role open first, and how many rows each table has."""
    django.setup()
    from django.test import override_settings

    # Static files need not have been collected.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={"default": {}, "staticfiles": plain}):
        pages = answers()
    print(json.dumps({"pages": pages, "rows": rows()}))


def answers():
    """The status of each page."""
    from districts.roles.models import Role

    results, administration = "/districts/ours/results/", "/districts/ours/administration/"
    seen = opened_by(holder(Role.SUPERINTENDENT), "/", results, f"{results}trend/", f"{results}board/")
    seen |= opened_by(holder(Role.DISTRICT_ADMINISTRATOR), administration, f"{administration}people/")
    for assessment, member in assessments():
        seen |= opened_by(member, f"/assessments/{assessment.pk}/", f"/assessments/{assessment.pk}/evidence/")
    return seen


def opened_by(person, *pages):
    """What these pages answer to a person."""
    from django.test import Client

    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return {page: browser.get(page, follow=True).status_code for page in pages}


def holder(role):
    """Who was given the role in the kept district first."""
    from people.users import User

    return User.objects.filter(appointments__role=role, appointments__district__slug="ours").order_by("pk").first()


def rows():
    """How many each table has."""
    from django.db import connection

    counted = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counted[table] = cursor.fetchone()[0]
    return counted


def assessments():
    """Each assessment of the kept district, with a person of its team."""
    from assessments.cycles.models import Assessment

    for assessment in Assessment.objects.all():
        membership = assessment.team.memberships.order_by("pk").first()
        if membership:
            yield assessment, membership.person


if __name__ == "__main__":
    main()

import pytest

from frameworks.caching import clear_caches


@pytest.fixture(autouse=True)
def no_scale_of_another_test():
    """Scales are kept in the process by their id, and every test's database begins to count anew."""
    clear_caches()


@pytest.fixture(autouse=True)
def evidence_apart(settings, tmp_path):
    """Files of evidence go into a folder of the test's own."""
    from assessments.evidence.models import Evidence
    from assessments.record.models import RecordEvidence

    settings.EVIDENCE_ROOT = tmp_path
    storages = [model._meta.get_field("file").storage for model in (Evidence, RecordEvidence)]
    before = [storage._location for storage in storages]
    for storage in storages:
        storage._location = tmp_path
        for cached in ("base_location", "location"):
            storage.__dict__.pop(cached, None)
    yield
    for storage, location in zip(storages, before, strict=True):
        storage._location = location
        for cached in ("base_location", "location"):
            storage.__dict__.pop(cached, None)

from tests.assessments.conftest import evidence_apart, no_scale_of_another_test

__all__ = ["evidence_apart", "no_scale_of_another_test"]

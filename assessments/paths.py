"""URL prefixes that several subjects share."""

ONE = "assessments/<int:pk>/"
PRACTICE = ONE + "practices/<uuid:practice_uuid>/"
CYCLES = "districts/<slug:slug>/cycles/"

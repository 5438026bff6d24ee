"""Registers editors' changes for the audit history: which text or word changed, from what, to what."""

from auditlog.registry import auditlog

from .fixture_rows import MODELS

for model in MODELS:
    auditlog.register(model)

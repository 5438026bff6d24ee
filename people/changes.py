"""The history of changes that people read: what is stored of a change, and the sentence of each kind.

Actions write it in their own transaction. It never holds what people typed in private, nor who answered what or when.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .text import letters_of


class ChangeGroup(models.TextChoices):
    PEOPLE = "people", _("People, roles and links")
    TEAMS = "teams", _("Leadership teams")
    SCHOOLS = "schools", _("Schools and families")
    SETTINGS = "settings", _("Settings and notice")
    CYCLES = "cycles", _("Cycles and assessments")
    REPORTS = "reports", _("Board report and shared links")
    FRAMEWORKS = "frameworks", _("Frameworks")


@dataclass(frozen=True)
class ChangeKind:
    """A kind of change: its name in the table, its group, and its sentence with the names of facts in it."""

    key: str
    group: str
    sentence: str


KINDS = {}
# How a fact that is stored as a code is said, by its name; all others are names, as they stood.
IN_WORDS = {}


def kinds_of(group, sentences):
    for key, sentence in sentences.items():
        KINDS[key] = ChangeKind(key, group, sentence)


def in_group(group):
    return [kind.key for kind in KINDS.values() if kind.group == group]


class HistoryEntry(models.Model):
    """One change, with the names of its day, which stay when people or schools are deleted or renamed."""

    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    facts = models.JSONField(default=dict)
    # The letters of all names in it, to be searched.
    letters = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d}"


def about(kind, by, facts):
    """The fields that every entry has; an unregistered kind raises ``KeyError``."""
    facts = {name: value for name, value in facts.items() if value not in (None, "")}
    by_name = str(by) if by else ""
    names = [by_name, *(str(value) for name, value in facts.items() if name not in IN_WORDS)]
    return {"kind": KINDS[kind].key, "by": by, "by_name": by_name[:150], "facts": facts, "letters": letters_in(names)}


def letters_in(names):
    return " ".join(letters_of(name) for name in names)


def say(kind, by_name, facts):
    said = {name: IN_WORDS[name](value) if name in IN_WORDS else value for name, value in facts.items()}
    return str(KINDS[kind].sentence) % {"by": by_name or _("The installation"), **said}

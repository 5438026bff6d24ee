"""Rows of a list, gathered first and then written in a few statements."""

from collections import defaultdict
from copy import copy

from districts.audit import write_history
from districts.change_history.models import DistrictChange
from people.mail.queue import post


class Gathered:
    def __init__(self, by, part_of=None):
        self.by, self.part_of = by, part_of
        self.told = []
        self.made = defaultdict(list)
        self.changed = defaultdict(list)

    def make(self, row):
        self.made[type(row)].append(row)
        return row

    def change(self, row, **values):
        before = copy(row)
        for name, value in values.items():
            setattr(row, name, value)
        self.changed[type(row), tuple(values)].append((before, row))

    def tell(self, change):
        change.part_of = self.part_of
        self.told.append(change)

    def write(self):
        for (model, fields), pairs in self.changed.items():
            model.objects.bulk_update([row for _before, row in pairs], fields, batch_size=200)
            write_history(pairs, by=self.by, fields=list(fields))
        for model, rows in self.made.items():
            post(*(getattr(row, "mail", None) for row in rows))
            model.objects.bulk_create(rows)
            write_history([(None, row) for row in rows], by=self.by)
        DistrictChange.objects.bulk_create(self.told)

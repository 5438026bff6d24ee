"""What a list writes, gathered row by row and written together: a few statements, however many lines."""

from collections import defaultdict
from copy import copy

from districts.audit import write_history
from districts.change_history.models import DistrictChange
from people.mail.queue import post


class Gathered:
    """Rows to be made and changed, in the order in which the history keeps them."""

    def __init__(self, by, part_of=None):
        self.by, self.part_of = by, part_of
        self.told = []
        self.made = defaultdict(list)
        self.changed = defaultdict(list)

    def make(self, row):
        """Have a row stored."""
        self.made[type(row)].append(row)
        return row

    def change(self, row, **values):
        """Have these values of a stored row changed."""
        before = copy(row)
        for name, value in values.items():
            setattr(row, name, value)
        self.changed[type(row), tuple(values)].append((before, row))

    def tell(self, change):
        """Have a change kept in the history that people read, under the list that it came with."""
        change.part_of = self.part_of
        self.told.append(change)

    def write(self):
        """Store all of it, with what is mailed, and keep it in the history."""
        for (model, fields), pairs in self.changed.items():
            model.objects.bulk_update([row for _before, row in pairs], fields, batch_size=200)
            write_history(pairs, by=self.by, fields=list(fields))
        for model, rows in self.made.items():
            post(*(getattr(row, "mail", None) for row in rows))
            model.objects.bulk_create(rows)
            write_history([(None, row) for row in rows], by=self.by)
        DistrictChange.objects.bulk_create(self.told)

"""Reads the words of the demo: YAML in fixtures/demo/, into the dataclass that says what a file holds."""

from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml
from django.conf import settings

Shape = TypeVar("Shape")
hints_of = cache(get_type_hints)


class WrongText(Exception):
    """A file does not hold what its dataclass says; the message names the place."""


def read_texts(name: str, shape: type[Shape]) -> Shape:
    """The file of this name, as a value of this type; raises WrongText."""
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{name}.yaml"
    # libyaml's loader is ten times as fast, and is in every wheel; Python's own reads the same.
    loaded = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return shaped(loaded, shape, name)


def shaped(value: Any, shape: Any, where: str) -> Any:
    """A value of YAML as a type: a dataclass, ``tuple[X, ...]``, ``dict[K, V]``, an enumeration or a plain type."""
    if is_dataclass(shape):
        return dataclass_from(of_type(value, dict, where), shape, where)
    kind, arguments = get_origin(shape), get_args(shape)
    if kind is tuple:
        rows = enumerate(of_type(value, list, where))
        return tuple(shaped(row, arguments[0], f"{where}[{index}]") for index, row in rows)
    if kind is dict:
        rows = of_type(value, dict, where).items()
        return {of_type(key, arguments[0], where): shaped(row, arguments[1], f"{where}.{key}") for key, row in rows}
    if issubclass(shape, Enum):
        try:
            return shape(value)
        except ValueError as error:
            raise WrongText(f"{where}: {error}") from error
    return of_type(value, shape, where)


def dataclass_from(row: dict, shape: Any, where: str) -> Any:
    """A mapping as a dataclass; what it leaves out has its default, what the dataclass does not know is refused."""
    hints = hints_of(shape)
    if unknown := row.keys() - hints.keys():
        raise WrongText(f"{where}: {shape.__name__} has no {', '.join(sorted(unknown))}")
    fields = {key: shaped(value, hints[key], f"{where}.{key}") for key, value in row.items()}
    try:
        return shape(**fields)
    except TypeError as error:
        raise WrongText(f"{where}: {error}") from error


def of_type(value: Any, kind: type, where: str) -> Any:
    """The value, when it is of just this type: a number is no text, and true is no number."""
    if type(value) is not kind:
        raise WrongText(f"{where}: {value!r} is not of type {kind.__name__}")
    return value

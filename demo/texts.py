"""Reads the demo's YAML in fixtures/demo/ into dataclasses that describe each file."""

from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml
from django.conf import settings

Shape = TypeVar("Shape")
hints_of = cache(get_type_hints)


class WrongText(Exception):
    pass


def read_texts(name: str, shape: type[Shape]) -> Shape:
    """The file of this name, as a value of this type; raises WrongText."""
    path = settings.BASE_DIR / "fixtures" / "demo" / f"{name}.yaml"
    # libyaml's loader is ten times as fast, and is in every wheel; Python's own reads the same.
    loaded = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return shaped(loaded, shape, name)


def shaped(value: Any, shape: Any, where: str) -> Any:
    """Convert YAML to a type: a dataclass, ``tuple[X, ...]``, ``dict[K, V]``, an enumeration or a plain type."""
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
    """Convert a mapping to a dataclass; absent keys take defaults, unknown keys are refused."""
    hints = hints_of(shape)
    if unknown := row.keys() - hints.keys():
        raise WrongText(f"{where}: {shape.__name__} has no {', '.join(sorted(unknown))}")
    fields = {key: shaped(value, hints[key], f"{where}.{key}") for key, value in row.items()}
    try:
        return shape(**fields)
    except TypeError as error:
        raise WrongText(f"{where}: {error}") from error


def of_type(value: Any, kind: type, where: str) -> Any:
    """Return the value if it has exactly this type: a number is not a text, and true is not a number."""
    if type(value) is not kind:
        raise WrongText(f"{where}: {value!r} is not of type {kind.__name__}")
    return value

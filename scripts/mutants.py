"""Change the code in small ways, one at a time, and see whether the tests of that subject notice: `make mutants`.

What is changed, and which tests are to notice, is said in `mutants.toml`. A drawn change that no test notices is a
survivor; `docs/mutants.md` lists, with their reasons, those that may be. The verdict is red when another one survives,
when more than one drawn change in twenty does, or when one of a guarded subject does.

A change is tried against the tests of its subject that run what is changed: the unchanged tests are run once, and
what each of them ran is kept. A line that runs when its module is read (a decorator, a constant) is tried against the
tests that run the function it belongs to, or anything of the module.
"""

import argparse
import ast
import difflib
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import SimpleQueue

import coverage
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / "bin" / "python"
MOST, SEED, MOST_SECONDS = 600, 11, 240
LISTED_IN = "docs/mutants.md"


@dataclass(frozen=True)
class Subject:
    """Modules, and the tests that are to notice what is changed in them; of a guarded one nothing may survive."""

    name: str
    modules: tuple
    tests: tuple
    guarded: bool
    always: tuple


@dataclass(frozen=True)
class Mutant:
    """One change: an operator applied at one of the places where it can be."""

    subject: Subject
    module: str
    operator: str
    occurrence: int
    first: int  # the lines it changes
    last: int

    def changed(self):
        """The changed module, and the lines that differ, as text; nothing where none does."""
        before = (ROOT / self.module).read_text()
        after = mutate_code(before, get_operator(self.operator)(), self.occurrence)
        if after is None or after == before:
            return "", ""
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        return after, "  ".join(f"{line[0]} {line[1:].strip()}" for line in lines if line[:2] not in ("--", "++", "@@"))

    def write(self, tree):
        """Write the changed module into a tree; the lines that differ, as text."""
        after, said = self.changed()
        if said:
            (tree / self.module).write_text(after)
        return said

    def restore(self, tree):
        """Write the module back as it was."""
        (tree / self.module).write_text((ROOT / self.module).read_text())


def subjects():
    """The subjects of `mutants.toml`, their modules' patterns resolved."""
    said = tomllib.loads((ROOT / "scripts" / "mutants.toml").read_text())
    always = tuple(said.pop("always"))
    for name, one in said.items():
        modules = sorted({str(p.relative_to(ROOT)) for pattern in one["modules"] for p in ROOT.glob(pattern)})
        if not modules:
            raise SystemExit(f"{name}: no module is called {', '.join(one['modules'])}")
        yield Subject(name, tuple(modules), tuple(one["tests"]), one.get("guarded", False), always)


def annotated_lines(source):
    """Where in a module annotations stand, as (line, column) from and to: a change there changes nothing."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for said in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if said is not None:
                found.append(((said.lineno, said.col_offset), (said.end_lineno, said.end_col_offset)))
    return found


def all_mutants(subject, module):
    """Every change of a module, as lists by place: of one place, one is drawn."""
    source = (ROOT / module).read_text()
    tree, annotations, places = get_ast(source), annotated_lines(source), {}
    for name in operator_names():
        operator = get_operator(name)
        if operator.arguments():
            continue  # what it is to change would have to be named
        positions = (place for node in ast_nodes(tree) for place in operator().mutation_positions(node))
        for occurrence, (start, end) in enumerate(positions):
            if not any(low <= start and end <= high for low, high in annotations):
                one = Mutant(subject, module, name, occurrence, start[0], end[0])
                places.setdefault((start, end), []).append(one)
    return [places[place] for place in sorted(places)]


def drawn(chosen, most):
    """At most so many mutants, one a place, the same ones with every run."""
    dice = random.Random(SEED)
    places = [place for subject in chosen for module in subject.modules for place in all_mutants(subject, module)]
    found = [dice.choice(place) for place in places]
    return found if len(found) <= most else dice.sample(found, most)


def survivors_of(chosen, words):
    """The mutants that a former run named in these lines, and that can still be made."""
    named = {tuple(line.split("  ", 3)[1:]) for line in words.splitlines() if line.startswith("survived  ")}
    return [
        next(mutant for mutant in place if (subject.name, module, mutant.changed()[1]) in named)
        for subject in chosen
        for module in subject.modules
        if any((subject.name, module) == one[:2] for one in named)
        for place in all_mutants(subject, module)
        if any((subject.name, module, mutant.changed()[1]) in named for mutant in place)
    ]


def copy_tree(target):
    """The files of this checkout, without its history, and the compiled catalogues."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    names = [name for name in listed.stdout.decode().splitlines() if (ROOT / name).is_file()]
    for name in [*names, *(str(p.relative_to(ROOT)) for p in ROOT.glob("locale/*/LC_MESSAGES/*.mo"))]:
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((ROOT / name).read_bytes())
    return target


def run_tests(tree, arguments, seconds=None, **environment):
    """Whether these tests pass in a tree; too slow is a failure, too."""
    command = [PYTHON, "-m", "pytest", "-q", "--nomigrations", "-p", "no:cacheprovider", *arguments]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | environment
    try:
        said = subprocess.run(command, cwd=tree, env=environment, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        print(f"Too slow: stopped after {seconds} seconds.", flush=True)
        return False
    if said.returncode not in (0, 1, 2, 4):
        raise SystemExit(f"pytest could not run.\n{said.stdout.decode()[-2000:]}")
    if said.returncode and "-x" not in arguments:
        print(said.stdout.decode()[-4000:])
    return said.returncode == 0


class Runs:
    """Which tests ran which lines of which module, and how a subject's tests stand in order."""

    def __init__(self, tree, chosen, at_once):
        """Run the unchanged tests of these subjects, once."""
        packages = {module.split("/")[0] for subject in chosen for module in subject.modules}
        tests = dict.fromkeys(test for subject in chosen for test in subject.tests)
        kept = ["--cov-context=test", "--cov-report=", *(f"--cov={package}" for package in sorted(packages))]
        where = tree / "what-ran"
        if not run_tests(tree, ["-n", str(at_once), *kept, *tests], COVERAGE_FILE=str(where)):
            raise SystemExit("The tests fail before anything is changed.")
        self.data = coverage.CoverageData(str(where))
        self.data.read()
        self.tree = tree
        named = sorted({said.rpartition("|")[0] for said in self.data.measured_contexts() if said})
        if not run_tests(tree, ["--collect-only", *named]):
            raise SystemExit("Some tests cannot be asked for by their names.")

    def of_lines(self, module, lines):
        """The tests that ran one of these lines of a module."""
        by_line = self.data.contexts_by_lineno(str(self.tree / module))
        return {said.rpartition("|")[0] for line in lines for said in by_line.get(line, ()) if said}

    def tests_for(self, mutant):
        """The tests of its subject that run what it changes, in the subject's order."""
        tree = ast.parse((ROOT / mutant.module).read_text())
        lines, whole = lines_tried(tree, mutant.first, mutant.last), range(1, last_line(tree) + 1)
        places = [test for test in mutant.subject.tests if not test.startswith("--")]

        def place_of(test):
            file = test.partition("::")[0]
            return next((n for n, place in enumerate(places) if file == place or file.startswith(f"{place}/")), None)

        def own(tests):
            return sorted((t for t in tests if place_of(t) is not None), key=lambda test: (place_of(test), test))

        ran = own(self.of_lines(mutant.module, lines)) or own(self.of_lines(mutant.module, whole))
        return [*mutant.subject.always, *ran]


def lines_tried(tree, first, last):
    """The lines whose tests notice a change of these: the statement they stand in; else what is read with them."""
    holding = [node for node in ast.walk(tree) if first_line(node) <= first and last <= getattr(node, "end_lineno", 0)]
    named = [node for node in holding if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    inmost = max(named, key=first_line, default=None)
    if not isinstance(inmost, ast.FunctionDef):
        return range(1, last_line(tree) + 1)
    body = range(inmost.body[0].lineno, inmost.end_lineno + 1)
    if first < body.start:
        return body
    statement = max(
        (node for node in holding if isinstance(node, ast.stmt)), key=lambda node: (node.lineno, -node.end_lineno)
    )
    below = getattr(statement, "body", None)
    return range(statement.lineno, max(statement.lineno + 1, below[0].lineno if below else statement.end_lineno + 1))


def last_line(tree):
    return max(getattr(node, "end_lineno", 1) for node in ast.walk(tree))


def first_line(node):
    """Where something begins, its decorators with it."""
    return min([getattr(node, "lineno", sys.maxsize), *(one.lineno for one in getattr(node, "decorator_list", ()))])


def survives(mutant, trees, runs):
    """What was changed, where the tests did not notice; else an empty text."""
    tree, tests = trees.get(), runs.tests_for(mutant)
    try:
        changed = mutant.write(tree)
        return changed if changed and (not tests or run_tests(tree, ["-x", *tests], MOST_SECONDS)) else ""
    finally:
        mutant.restore(tree)
        trees.put(tree)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--subject", action="append", help="only this one (as often as you like)")
    parser.add_argument("--most", type=int, default=MOST, help=f"how many changes at most (otherwise {MOST})")
    parser.add_argument("--again", type=Path, help="only what survived in a former run, whose output this file holds")
    parser.add_argument("--at-once", type=int, default=os.cpu_count(), help="how many at a time")
    return parser.parse_args()


def main():
    said, began = arguments(), time.monotonic()
    chosen = [one for one in subjects() if not said.subject or one.name in said.subject]
    mutants = survivors_of(chosen, said.again.read_text()) if said.again else drawn(chosen, said.most)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees, made = SimpleQueue(), [copy_tree(Path(folder, str(number))) for number in range(said.at_once)]
        runs = Runs(made[0], chosen, said.at_once)
        print(f"What the tests run is known after {(time.monotonic() - began) / 60:.0f} minutes.", flush=True)
        for tree in made:
            trees.put(tree)
        with ThreadPoolExecutor(said.at_once) as pool:
            outcomes = []
            for mutant, changed in zip(mutants, pool.map(lambda one: survives(one, trees, runs), mutants), strict=True):
                outcomes.append((mutant, changed))
                if changed:
                    print(f"survived  {mutant.subject.name}  {mutant.module}  {changed}", flush=True)
    return verdict(outcomes, (ROOT / LISTED_IN).read_text(), (time.monotonic() - began) / 60)


def verdict(outcomes, listed, minutes):
    """Print a row for every subject, then what is wrong; 1 where something is."""
    print(
        f"\n{date.today():%Y-%m-%d}, {minutes:.0f} minutes, seed {SEED}\n| subject | changed | survived |\n|---|---|---|"
    )
    for subject in dict.fromkeys(mutant.subject for mutant, _ in outcomes):
        found = [changed for mutant, changed in outcomes if mutant.subject == subject]
        print(f"| {subject.name} | {len(found)} | {sum(map(bool, found))} |")
    survivors = [(mutant, changed) for mutant, changed in outcomes if changed]
    wrong = [f"not listed: {m.module}: {c}" for m, c in survivors if f"`{m.module}`: `{c}`" not in listed]
    wrong += [f"of a guarded subject: {m.module}: {c}" for m, c in survivors if m.subject.guarded]
    if 20 * len(survivors) > len(outcomes):
        wrong.append(f"{len(survivors)} of {len(outcomes)} survived: more than one in twenty")
    print("\n".join(wrong) or f"\nOf {len(outcomes)} changes {len(survivors)} survived, all listed.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

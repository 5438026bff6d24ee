"""Django's own `makemessages`, which also collects from Jinja's templates."""

from pathlib import Path

from django.core.management.commands import makemessages
from django.template import engines


def as_python(source):
    calls = []
    for _line, function, said in engines["jinja"].env.extract_translations(source):
        # One string comes alone, several as a tuple, with None for what is no string.
        strings = [repr(text) for text in (said if isinstance(said, tuple) else (said,)) if text is not None]
        calls.append(f"{function}({', '.join(strings)})\n")
    return "".join(calls)


class BuildFile(makemessages.BuildFile):
    def preprocess(self):
        if not self.path.endswith(".jinja"):
            return super().preprocess()
        Path(self.work_path).write_text(as_python(Path(self.path).read_text(encoding="utf-8")), encoding="utf-8")


class Command(makemessages.Command):
    build_file_class = BuildFile

    def handle(self, *args, **options):
        options["extensions"] = options["extensions"] or ["html", "jinja", "txt", "py"]
        return super().handle(*args, **options)

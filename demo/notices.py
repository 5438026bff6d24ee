"""The notices of collection that the districts of the demo show before the first rating."""

from dataclasses import dataclass

from people.actions import write_notice
from people.users import Notice

from .texts import read_texts


@dataclass(frozen=True)
class NoticeTexts:
    title: str
    paragraphs: tuple[str, ...]


def notice_key(slug: str) -> str:
    return f"demo-{slug}"


def create_notice(slug: str) -> Notice:
    texts = read_texts("notices", dict[str, NoticeTexts])[slug]
    return write_notice(key=notice_key(slug), title=texts.title, text="\n\n".join(texts.paragraphs))

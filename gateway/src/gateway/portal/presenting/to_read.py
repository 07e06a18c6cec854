"""What waits to be read before it is published, in words: a text of the library or a story alike."""

from dataclasses import dataclass

from gateway.portal.presenting.learning import Item
from gateway.portal.presenting.stories import Story


@dataclass(frozen=True)
class ToRead:
    """``marks`` are tags with their colours, ``doubts`` what may identify somebody."""

    title: str
    href: str
    marks: tuple[tuple[str, str], ...]
    short: str
    who: str
    since: str
    doubts: tuple[str, ...]
    is_theirs: bool

    @property
    def next_step(self) -> str:
        return "Read it and answer." if self.is_theirs else "You wrote it, so somebody else reads it."


def of_item(item: Item) -> ToRead:
    """Something for the library, in its newest words."""
    words = item.written
    if words is None:
        raise ValueError(f"{item.id} is not shown to a reviewer")
    marks = ((words.kind_name, "white"), (words.worked_name, words.worked_colour))
    return ToRead(
        title=words.title,
        href=f"/learning/{item.id}/review",
        marks=tuple(each for each in marks if each[0]),
        short=words.short,
        who=_whose(item.written_who, item.region_name),
        since=item.submitted,
        doubts=item.doubts,
        is_theirs=item.may_review,
    )


def of_story(story: Story) -> ToRead:
    return ToRead(
        title=story.title,
        href=f"/stories/{story.id}/decide",
        marks=((story.tag, "white"),),
        short=story.short,
        who=_whose(story.who, story.region_name),
        since=story.told,
        doubts=story.doubts,
        is_theirs=story.may_review,
    )


def _whose(who: str, region: str) -> str:
    """From whom and from where, the region said once."""
    return who if region in who else f"{who}, {region}"

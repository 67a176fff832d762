"""Write the demonstration book as a git repository: events to commits, and one stream for git fast-import."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kamcli.store import git
from kamcli.store.book import FOLDER
from kamcli.store.demo.book import Demo, Event
from kamcli.store.demo.later import later
from kamcli.store.demo.origins import origins
from kamcli.store.shipped import demo_records, new_book_file

BRANCH = "main"
# so that a reader's own settings neither change what is checked out nor ask for a key that the player has not
LOCAL = (("core.autocrlf", "false"), ("core.hooksPath", "/dev/null"), ("commit.gpgsign", "false"))


class Commit(NamedTuple):
    """One commit: who and when, its message, and its files by path from the top of the repository."""

    at: str
    author: str
    message: str
    files: Mapping[str, bytes]


class Player(NamedTuple):
    """Whose identity the new repository has, as git knows it."""

    name: str
    email: str


def build(folder: Path) -> Player:
    """Make the demonstration book in an empty folder; the same bytes and commit ids on every machine."""
    demo = Demo(demo_records())
    commits = tuple(history(demo))
    git.run(folder, "init", "--quiet", "--template=", f"--initial-branch={BRANCH}", "--object-format=sha1")
    player = demo.people[demo.story.plays]
    for name, value in (*LOCAL, ("user.name", player.name), ("user.email", player.email)):
        git.run(folder, "config", name, value)
    git.run(folder, "fast-import", "--quiet", "--date-format=raw", given=b"".join(_stream(commits)))
    git.run(folder, "reset", "--quiet", "--hard", BRANCH)
    return Player(player.name, player.email)


def history(demo: Demo) -> Iterator[Commit]:
    """All commits, oldest first."""
    events = sorted((*origins(demo), *later(demo)), key=_key)
    texts = _texts(demo, events)
    for number, (_, group) in enumerate(groupby(events, key=_key)):
        made = tuple(group)
        first, paths = made[0], {each.path for each in made}
        subject = first.many.format(n=len(paths)) if first.many and len(paths) > 1 else first.subject
        files = {f"{FOLDER}/{path}": texts[path, _key(first)].encode() for path in sorted(paths)}
        if number == 0:
            files[".gitignore"] = new_book_file("gitignore").encode()
        person = demo.people[first.by]
        author = f"{person.name} <{person.email}>"
        yield Commit(f"{int(first.at.timestamp())} {first.at:%z}", author, first.body or f"{subject}\n", files)


def _key(event: Event) -> tuple[str, str, str]:
    """What makes events one commit."""
    return event.at.isoformat(), event.by, event.many or event.subject


def _texts(demo: Demo, events: list[Event]) -> dict[tuple[str, tuple[str, str, str]], str]:
    """The text of each file after each of its events, made backwards from what ships."""
    current, texts = {**demo.texts, **_beyond(demo)}, {}
    for event in reversed(events):
        texts.setdefault((event.path, _key(event)), current[event.path])
        if event.back is not None:
            current[event.path] = event.back(current[event.path])
    return texts


def _beyond(demo: Demo) -> dict[str, str]:
    """What the story adds to the shipped records."""
    return {
        step.path: demo.texts[step.path].replace(step.was, step.now) for step in demo.story.steps if step.beyond
    }


def _stream(commits: tuple[Commit, ...]) -> Iterator[bytes]:
    for commit in commits:
        yield f"commit refs/heads/{BRANCH}\n".encode()
        yield "".join(f"{role} {commit.author} {commit.at}\n" for role in ("author", "committer")).encode()
        yield _data(commit.message.encode())
        for path, content in commit.files.items():
            yield f"M {git.PLAIN_FILE} inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)

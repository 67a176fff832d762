"""Write the demonstration book as a git repository: events to commits, and one stream for git fast-import."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kamcli.model.organisation import Staff
from kamcli.store import git
from kamcli.store.book import FOLDER
from kamcli.store.demo.book import Demo, Event
from kamcli.store.demo.later import later
from kamcli.store.demo.origins import origins
from kamcli.store.editor_files import writings
from kamcli.store.shipped import demo_records, new_book_file

BRANCH = "main"
# a reader's own settings must neither change what is checked out nor ask for a key that the player has not
LOCAL = (("core.autocrlf", "false"), ("commit.gpgsign", "false"))
NO_HOOKS = ("-c", "core.hooksPath=/dev/null")


class Commit(NamedTuple):
    """One commit: who and when, its message, and its files by path from the top of the repository."""

    at: dt.datetime
    author: str
    message: str
    files: Mapping[str, bytes]


class Built(NamedTuple):
    """What was made: how many commits until which day, whose identity the repository has, and whom to play next."""

    commits: int
    day: dt.date
    player: Staff
    other: Staff


def build(folder: Path) -> Built:
    """Make the demonstration book in a folder that is empty or not there yet.

    The same bytes and commit ids on every machine: neither the clock nor the reader's git settings have a say.
    """
    git.run(Path.cwd(), "version")  # no folder is made where there is no git
    demo = Demo(demo_records())
    first, *rest = history(demo)
    commits = (first._replace(files={**first.files, **_editor_files(folder, demo)}), *rest)
    player, other = demo.people[demo.story.plays], demo.people[demo.story.other]
    folder.mkdir(parents=True, exist_ok=True)
    git.run(folder, "init", "--quiet", "--template=", f"--initial-branch={BRANCH}", "--object-format=sha1")
    for name, value in (*LOCAL, ("user.name", player.name), ("user.email", player.email)):
        git.run(folder, "config", name, value)
    git.run(folder, "fast-import", "--quiet", "--date-format=raw", given=b"".join(_stream(commits)))
    git.run(folder, *NO_HOOKS, "reset", "--quiet", "--hard", BRANCH)
    return Built(len(commits), commits[-1].at.date(), player, other)


def _editor_files(folder: Path, demo: Demo) -> dict[str, bytes]:
    """What `kam schema --install` would write into the book, by path from the top of the repository."""
    needed = writings(folder / FOLDER, demo.book.policy)
    return {each.path.relative_to(folder).as_posix(): each.after.encode() for each in needed}


def history(demo: Demo) -> Iterator[Commit]:
    """All commits, oldest first."""
    events = sorted((*origins(demo), *later(demo)), key=_key)
    texts, tree = _texts(demo, events), dict[str, str]()
    for key, group in groupby(events, key=_key):
        made = tuple(group)
        texts_now = {path: texts[path, key] for path in sorted({each.path for each in made})}
        changed = {path: text for path, text in texts_now.items() if tree.get(path) != text}
        if changed:
            yield _commit(demo, made[0], changed, first=not tree)
        tree |= changed


def _commit(demo: Demo, event: Event, changed: Mapping[str, str], *, first: bool) -> Commit:
    many = event.many and len(changed) > 1
    subject = event.many.format(n=len(changed)) if many else event.subject
    files = {f"{FOLDER}/{path}": text.encode() for path, text in changed.items()}
    if first:
        files[".gitignore"] = new_book_file("gitignore").encode()
    person = demo.people[event.by]
    return Commit(event.at, f"{person.name} <{person.email}>", event.body or f"{subject}\n", files)


def _key(event: Event) -> tuple[str, str, str]:
    """What makes events one commit."""
    return event.at.isoformat(), event.by, event.many or event.subject


def _texts(demo: Demo, events: list[Event]) -> dict[tuple[str, tuple[str, str, str]], str]:
    """The text of each file after each of its events, made backwards from what ships."""
    current = {**demo.texts, **_beyond(demo)}
    texts: dict[tuple[str, tuple[str, str, str]], str] = {}
    for event in reversed(events):
        texts.setdefault((event.path, _key(event)), current[event.path])
        if event.back is not None:
            current[event.path] = event.back(current[event.path])
    return texts


def _beyond(demo: Demo) -> dict[str, str]:
    """What the story adds to the shipped records."""
    return {step.path: demo.texts[step.path].replace(step.was, step.now) for step in demo.story.steps if step.beyond}


def _stream(commits: tuple[Commit, ...]) -> Iterator[bytes]:
    for commit in commits:
        yield f"commit refs/heads/{BRANCH}\n".encode()
        when = f"{commit.author} {int(commit.at.timestamp())} {commit.at:%z}"
        yield f"author {when}\ncommitter {when}\n".encode()
        yield _data(commit.message.encode())
        for path, content in commit.files.items():
            yield f"M {git.PLAIN_FILE} inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)

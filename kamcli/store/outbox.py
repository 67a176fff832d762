"""The outbox: what became of each week's mail, kept outside the book; nobody is forgotten, nobody written to twice."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kamcli.model.finding import Exit, KamError, Say, refuse
from kamcli.model.mailing import OPEN, Outcome, State
from kamcli.model.reasons import reason
from kamcli.store.files import read_bytes, write
from kamcli.store.lock import held

_LETTERS = ".eml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One message: for whom, of which week, in which state; `most` and `lang` say what its bytes show.

    `tries` have been begun, `why` is the server's last word, `at` the time of the last change (ISO, with its zone).
    """

    job: str
    week: str
    address: str
    most: str
    lang: str
    message_id: str
    state: State = State.queued
    tries: int = 0
    why: str = ""
    at: str = ""

    @property
    def name(self) -> str:
        """The name of its files: one for each job, week and recipient."""
        return hashlib.sha256(f"{self.job}\0{self.week}\0{self.address.casefold()}".encode()).hexdigest()[:32]


class Outbox:
    """The messages of one book on this machine. What is queued has its bytes beside it before anything is tried."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else sends meanwhile; two runs of cron wait for each other."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # digests are nobody else's business
        except OSError as error:
            raise _unusable(self.folder, error) from None
        with held(self.folder / "lock", _sending):
            yield

    def entries(self) -> tuple[Entry, ...]:
        """Everything known, in the order of weeks and addresses."""
        found = (_read(path) for path in sorted(self.folder.glob("*.json")))
        return tuple(sorted(found, key=lambda each: (each.week, each.address)))

    def queue(self, entry: Entry, content: bytes) -> None:
        """Keep a message for sending: first its bytes, then that it is there."""
        self._put(entry.name + _LETTERS, content.decode("ascii"))
        self.keep(entry)

    def keep(self, entry: Entry) -> None:
        """Record the state of a message; the bytes of one that is done with are dropped."""
        self._put(f"{entry.name}.json", json.dumps(asdict(entry), ensure_ascii=False, indent=1) + "\n")
        if entry.state not in OPEN:
            (self.folder / (entry.name + _LETTERS)).unlink(missing_ok=True)

    def holds(self, entry: Entry) -> bool:
        """Whether the bytes of a message are still there."""
        return (self.folder / (entry.name + _LETTERS)).is_file()

    def content(self, entry: Entry) -> bytes:
        """The bytes of a message that is open."""
        return read_bytes(self.folder / (entry.name + _LETTERS))

    def _put(self, name: str, text: str) -> None:
        path = self.folder / name
        write(path, text, read_bytes(path) if path.exists() else None)


def begun(entry: Entry, at: str) -> Entry:
    """The entry as it stands while the server is being talked to."""
    return replace(entry, state=State.sending, tries=entry.tries + 1, at=at)


def ended(entry: Entry, outcome: Outcome, at: str) -> Entry:
    """The entry after a try."""
    return replace(entry, state=outcome.state, why=outcome.why, at=at)


def _read(path: Path) -> Entry:
    try:
        told = json.loads(read_bytes(path))
        return Entry(**{**told, "state": State(told["state"])})
    except (ValueError, TypeError, KeyError):
        raise refuse(
            "发信记录 {path} 读不出来",
            "the record of a message {path} can't be read",
            code=Exit.CONFIGURATION,
            hint=Say(
                "删掉它；那封信会再寄一次，邮箱认得出是同一封",
                "delete it; its message is sent again, under the same Message-ID",
            ),
            path=path,
        ) from None


def state_folder(book_id: str, environment: "os._Environ[str] | dict[str, str]") -> Path:
    """Where this user's machine keeps the state of a book: $XDG_STATE_HOME, else the system's own place."""
    above = environment.get("XDG_STATE_HOME", "")
    base = Path(above) if above and Path(above).is_absolute() else _usual(environment)
    return base / "kam" / hashlib.sha256(book_id.encode()).hexdigest()[:16]


def _usual(environment: "os._Environ[str] | dict[str, str]") -> Path:
    if sys.platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"])
    try:
        return Path.home() / ".local" / "state"  # without HOME the system's list of users is asked
    except RuntimeError:
        raise refuse(
            "不知道把发信记录放在哪里：既没有 HOME 也没有 XDG_STATE_HOME",
            "nowhere to keep the record of what was mailed: neither HOME nor XDG_STATE_HOME is set",
            code=Exit.CONFIGURATION,
            hint=Say(
                "XDG_STATE_HOME=/var/lib/kam kam report digest --mail",
                "XDG_STATE_HOME=/var/lib/kam kam report digest --mail",
            ),
        ) from None


def _sending(path: Path) -> KamError:
    return refuse(
        "另一个 kam 正在寄信，这一次不再寄：{path}",
        "another kam is sending mail; this run leaves it to that one: {path}",
        code=Exit.CONFIGURATION,
        path=path,
    )


def _unusable(folder: Path, error: OSError) -> KamError:
    return refuse(
        "发信记录的目录 {path} 用不了：{why}",
        "the folder {path} for the record of mail can't be used: {why}",
        code=Exit.CONFIGURATION,
        hint=Say("用 XDG_STATE_HOME 指定一个可写的目录", "name a folder that can be written to in XDG_STATE_HOME"),
        path=folder,
        why=reason(error),
    )

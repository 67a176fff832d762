"""The outbox through weeks of faults: everybody gets every digest, copies are one message, nobody gets it early."""

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamcli.model.choices import AccessLevel
from kamcli.model.finding import KamError
from kamcli.model.mailing import OPEN, Outcome, State
from kamcli.store.mailing import Built, Run, fill, send, settle
from kamcli.store.outbox import Entry, Outbox, state_folder
from kamcli.views.mailing import Mailbox

PEOPLE = tuple(Mailbox(f"p{n}@x.example", f"P{n}", AccessLevel.conf, "zh") for n in range(6))
BAD = PEOPLE[3].address


class Killed(BaseException):
    """The process is gone."""


def built(box: Mailbox, week: str) -> Built:
    return f"<{week}.{box.address}>", f"{week} {box.address}".encode()


def run(week: str, *, due: bool = True, retry: bool = False) -> Run:
    return Run("digest", week, due, retry, lambda: f"{week}-noon", built)


class World:
    """A server that loses connections, defers, and a machine that dies; one bad address among its people."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance = random.Random(seed)
        self.outbox = Outbox(folder)
        self.arrived: list[bytes] = []

    def deliver(self, address: str, content: bytes) -> Outcome:
        if address == BAD:
            return Outcome(State.failed, "550 no such user")
        fate = self.chance.random()
        if fate < 0.2:
            return Outcome(State.deferred, "reset")
        if fate < 0.3:
            return Outcome(State.deferred, "451")
        if fate < 0.4:
            raise Killed  # before the server took it
        self.arrived.append(content)
        if fate < 0.6:
            raise Killed  # after the server took it, before that was written down
        return Outcome(State.sent)

    def cron(self, week: str, people: tuple[Mailbox, ...] = PEOPLE) -> None:
        try:
            with self.outbox.locked():
                settle(self.outbox, run(week), people)
                for _ in send(self.outbox, fill(self.outbox, run(week), people), self.deliver, lambda: "now"):
                    pass
        except Killed:
            pass


@settings(max_examples=15)  # each is some hundred files written through to the disk
@given(seed=st.integers(0, 10_000))
def test_everybody_gets_every_week_at_least_once_and_copies_are_the_same_bytes(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    world = World(seed, tmp_path_factory.mktemp("outbox") / "box")
    for week in ("2026-W47", "2026-W48"):
        for _ in range(30):
            world.cron(week)
        entries = [each for each in world.outbox.entries() if each.week == week]
        assert {each.state for each in entries if each.address != BAD} == {State.sent}
        for box in PEOPLE:
            copies = [each for each in world.arrived if each == built(box, week)[1]]
            assert bool(copies) == (box.address != BAD)
        before = len(world.arrived)
        world.cron(week)
        assert len(world.arrived) == before, "what is sent is not sent again"
    assert len(set(world.arrived)) == 2 * (len(PEOPLE) - 1), "copies are the same bytes"
    assert not list(world.outbox.folder.glob("*.eml"))


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    box = Outbox(tmp_path / "box")
    with box.locked():
        pass
    return box


def test_the_bytes_lie_there_before_the_first_try(outbox: Outbox) -> None:
    seen: list[State] = []

    def deliver(address: str, content: bytes) -> Outcome:
        (entry,) = outbox.entries()
        seen.append(entry.state)
        assert outbox.content(entry) == content
        return Outcome(State.deferred, "451")

    waiting = fill(outbox, run("2026-W47"), PEOPLE[:1])
    (done,) = send(outbox, waiting, deliver, lambda: "t")

    assert seen == [State.sending]
    assert (done.state, done.tries, done.why) == (State.deferred, 1, "451")


def test_before_its_day_only_what_waits_is_open(outbox: Outbox) -> None:
    early = run("2026-W48", due=False)
    assert fill(outbox, early, PEOPLE) == ()

    fill(outbox, run("2026-W47"), PEOPLE[:2])
    settle(outbox, early, PEOPLE)
    assert [each.week for each in fill(outbox, early, PEOPLE)] == ["2026-W47", "2026-W47"]

    settle(outbox, run("2026-W48"), PEOPLE)
    assert {each.state for each in outbox.entries()} == {State.superseded}


def test_what_failed_is_tried_again_only_when_asked(outbox: Outbox) -> None:
    (entry,) = fill(outbox, run("2026-W47"), PEOPLE[:1])
    list(send(outbox, (entry,), lambda *_: Outcome(State.failed, "550"), lambda: "t"))

    assert fill(outbox, run("2026-W47"), PEOPLE[:1]) == ()
    (again,) = fill(outbox, run("2026-W47", retry=True), PEOPLE[:1])
    assert (again.message_id, again.tries, again.state) == (entry.message_id, 1, State.queued)


@pytest.mark.parametrize("change", [{"most": AccessLevel.int}, {"lang": "en"}])
def test_a_reader_whose_class_changed_gets_other_bytes(outbox: Outbox, change: dict[str, object]) -> None:
    fill(outbox, run("2026-W47"), PEOPLE[:1])
    changed = PEOPLE[0]._replace(**change)  # type: ignore[arg-type]
    settle(outbox, run("2026-W47")._replace(build=lambda *_: ("<1>", b"other")), (changed,))

    (entry,) = outbox.entries()
    assert outbox.content(entry) == b"other"
    assert (entry.most, entry.lang) == (changed.most.value, changed.lang)


def test_lost_bytes_are_made_again_and_what_has_nothing_left_to_say_is_withdrawn(outbox: Outbox) -> None:
    fill(outbox, run("2026-W47"), PEOPLE[:2])
    for path in outbox.folder.glob("*.eml"):
        path.unlink()
    nothing = run("2026-W47")._replace(build=lambda box, week: None if box is PEOPLE[0] else built(box, week))
    settle(outbox, nothing, PEOPLE[:2])

    assert [each.state for each in outbox.entries()] == [State.withdrawn, State.queued]


def test_where_there_is_nothing_to_say_nothing_is_queued(outbox: Outbox) -> None:
    assert fill(outbox, run("2026-W47")._replace(build=lambda *_: None), PEOPLE) == ()
    assert outbox.entries() == ()


def test_another_job_is_left_alone(outbox: Outbox) -> None:
    outbox.queue(Entry("other", "2026-W01", "z@x.example", "conf", "zh", "<z>"), b"z")
    settle(outbox, run("2026-W47"), PEOPLE)

    assert [each.state for each in outbox.entries()] == [State.queued]
    assert fill(outbox, run("2026-W47", due=False), PEOPLE) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "queued"}', '{"state": "lost"}'])
def test_a_spoilt_record_is_named(outbox: Outbox, text: str) -> None:
    (outbox.folder / "x.json").write_text(text)
    with pytest.raises(KamError) as caught:
        outbox.entries()
    assert "x.json" in caught.value.say.en
    assert caught.value.code == 4


def test_a_record_is_plain_json(outbox: Outbox) -> None:
    fill(outbox, run("2026-W47"), PEOPLE[:1])
    (path,) = outbox.folder.glob("*.json")
    told = json.loads(path.read_text(encoding="utf-8"))

    assert (told["address"], told["week"], told["state"]) == ("p0@x.example", "2026-W47", "queued")
    assert State(told["state"]) in OPEN


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"XDG_STATE_HOME": "/var/lib/x"}, "/var/lib/x/kam"),
        ({"XDG_STATE_HOME": "relative", "HOME": "/home/x"}, "/home/x/.local/state/kam"),
        ({"HOME": "/home/x"}, "/home/x/.local/state/kam"),
    ],
)
def test_where_the_state_lies(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str) -> None:
    monkeypatch.setenv("HOME", environment.get("HOME", "/nowhere"))
    found = state_folder("book", environment)

    assert str(found.parent) == expected
    assert state_folder("book", environment) == found != state_folder("another", environment)


def test_without_any_home_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nobody)
    with pytest.raises(KamError) as caught:
        state_folder("book", {})
    assert "XDG_STATE_HOME" in caught.value.say.en


def test_a_second_run_waits_and_then_says_so(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    from kamcli.store import lock

    monkeypatch.setattr(lock, "WAIT", 0.0)
    with outbox.locked():
        child = os.fork()
        if child == 0:
            lock._held.clear()
            try:
                with Outbox(outbox.folder).locked():
                    os._exit(0)
            except KamError as error:
                os._exit(error.code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 4

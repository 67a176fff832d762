"""A real mail server on loopback, in a process of its own: TLS, logins, recipients that it refuses, messages it holds.

`python -m tests.smtp_server FOLDER tls login` serves until its input ends. It writes every message that it took to
NNN.eml with NNN.json beside it, and reads what it shall do from control.json before each answer.
"""

import asyncio
import json
import socket
import ssl
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

HOME = Path(__file__).parents[1]
USER, PASSWORD = "kam@firm.example", "geheim"
PATIENCE = 20.0


class Got(NamedTuple):
    """A message that the server took."""

    sender: str
    address: str
    login: bool
    content: bytes


class Server(NamedTuple):
    """What a test knows of the server."""

    folder: Path
    port: int

    @property
    def ca_file(self) -> Path:
        return self.folder / "ca.pem"

    @property
    def got(self) -> list[Got]:
        """Everything taken so far, in its order."""
        told = [(json.loads(path.read_text()), path) for path in sorted(self.folder.glob("[0-9]*.json"))]
        return [Got(**each, content=path.with_suffix(".eml").read_bytes()) for each, path in told]

    @property
    def addresses(self) -> list[str]:
        return [each.address for each in self.got]

    @property
    def logins(self) -> int:
        return len((self.folder / "logins").read_text()) if (self.folder / "logins").exists() else 0

    def control(self, **wish: Any) -> None:
        """`rcpt`, `data`: replies by address; `hold`: "DATA 2" waits before it answers that one, until `release`."""
        (self.folder / "held").unlink(missing_ok=True)
        (self.folder / "control.new").write_text(json.dumps(wish))
        (self.folder / "control.new").replace(self.folder / "control.json")

    def wait_until_held(self) -> None:
        end = time.monotonic() + PATIENCE
        while not (self.folder / "held").exists():
            assert time.monotonic() < end, "the server holds nothing"
            time.sleep(0.01)

    def release(self) -> None:
        self.control()


@contextmanager
def serving(folder: Path, *, tls: str = "implicit", login: bool = True) -> Iterator[Server]:
    """A server until the block ends: `tls` is "implicit", "starttls" or "plain"; `login` asks for USER and PASSWORD."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.smtp_server", str(folder), tls, "login" if login else ""]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            command, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = process.stdout.readline()
            assert port, (folder / "log").read_text()
            yield Server(folder, int(port))
        finally:
            process.stdin.close()
            process.wait(PATIENCE)


# --- the server's own process ---------------------------------------------------------------------------------------


class Handler:
    """Answers as control.json asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts = {"RCPT": 0, "DATA": 0}

    def wish(self) -> dict[str, Any]:
        path = self.folder / "control.json"
        return json.loads(path.read_text()) if path.exists() else {}

    async def hold(self, what: str) -> None:
        self.counts[what] += 1
        mine = f"{what} {self.counts[what]}"
        while self.wish().get("hold") == mine:
            (self.folder / "held").touch()
            await asyncio.sleep(0.01)

    async def handle_RCPT(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802 its name
        await self.hold("RCPT")
        reply = self.wish().get("rcpt", {}).get(address)
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, _: Any, session: Any, envelope: Any) -> str:  # noqa: N802 its name
        (address,) = envelope.rcpt_tos
        reply = self.wish().get("data", {}).get(address)
        if reply is None:
            path = self.folder / f"{len(list(self.folder.glob('*.json'))):03}"
            path.with_suffix(".eml").write_bytes(envelope.original_content)
            told = {"sender": envelope.mail_from, "address": address, "login": bool(session.authenticated)}
            path.with_suffix(".json").write_text(json.dumps(told))
        await self.hold("DATA")
        return reply or "250 taken"

    def check(self, _: Any, __: Any, ___: Any, ____: Any, data: Any) -> Any:
        from aiosmtpd.smtp import AuthResult

        with (self.folder / "logins").open("a") as file:
            file.write(".")
        known = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)  # handled=True would leave the client waiting for an answer


def main(folder: Path, tls: str, *, login: bool) -> None:
    import trustme
    from aiosmtpd.controller import Controller

    class Free(Controller):
        """Takes a free port, and needs no certificate to see whether it listens."""

        def _trigger_server(self) -> None:
            assert isinstance(self.server, asyncio.Server)
            self.port = self.server.sockets[0].getsockname()[1]
            socket.create_connection(("127.0.0.1", self.port)).close()

    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    warnings.simplefilter("ignore")
    handler = Handler(folder)
    options: dict[str, Any] = {"ssl_context": context} if tls == "implicit" else {}
    if tls == "starttls":
        options = {"tls_context": context, "require_starttls": True}
    if login:
        options |= {"authenticator": handler.check, "auth_required": True, "auth_require_tls": tls == "starttls"}
    controller = Free(handler, hostname="127.0.0.1", port=0, **options)
    controller.start()
    print(controller.port, flush=True)  # noqa: T201 what the test waits for
    sys.stdin.read()
    controller.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], login=bool(sys.argv[3]))

"""The wheel carries the templates and the demonstration book: kam reports and shows it far from any checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, laid out as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_a_new_book_reports_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    for arguments in (["init", "--lang", "zh"], ["check", "--strict"], ["report", "digest"], ["report", "grades"]):
        ran = subprocess.run(
            [sys.executable, "-m", "kamcli", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
    assert (installed / "kamcli/templates/digest.j2").is_file()


def test_the_demonstration_book_comes_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    program = [sys.executable, "-m", "kamcli"]

    subprocess.run([*program, "init", "--demo", "demo"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    shown = subprocess.run(
        [*program, "-C", "demo", "--as-of", "2026-11-20"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )

    assert "AP-20261030-AFPD" in shown.stdout


def test_nothing_of_the_workshop_is_shipped(installed: Path) -> None:
    top = {path.name for path in installed.iterdir()}

    assert top == {"kamcli", next(name for name in top if name.endswith(".dist-info"))}

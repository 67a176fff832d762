"""What every test gets: a clean environment, real data when it is at hand, golden files."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

GOLDEN = Path(__file__).parent / "golden"

# what a developer or a server may have set and no test may see
FOREIGN = ("GIT_", "KAM_", "LC_", "LESS")
SINGLE = frozenset(
    {"NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "PAGER", "EDITOR", "TZ"}
)
KEPT = "KAM_TEST_DATA"
FOR_TESTS = "KAM_TEST_"  # names what tests need of the machine: data sets, programs that are not on PATH

# A shared machine is slow at times, which is no finding; in CI every run tries the same examples.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write golden files anew instead of comparing with them")


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Neither the user's git settings and cache nor their variables reach a test or a program that it starts."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if not name.startswith(FOR_TESTS) and (name.startswith(FOREIGN) or name in SINGLE):
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        patch.setenv("XDG_CONFIG_HOME", str(home / "config"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(scope="session")
def test_data() -> Callable[[str], Path]:
    """Give `test_data(name)`: the path of a real data set; a test is skipped where KAM_TEST_DATA doesn't lead to it."""
    folder = os.environ.get(KEPT)

    def find(name: str) -> Path:
        if not folder:
            pytest.skip("KAM_TEST_DATA is not set")
        path = Path(folder) / name
        if not path.exists():
            pytest.skip(f"KAM_TEST_DATA has no {name}")
        return path

    return find


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Give `golden(name, text)`: the text must equal tests/golden/NAME; with --golden it is written there."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"tests/golden/{name} is missing: make golden"
        assert text == path.read_bytes().decode(), f"tests/golden/{name} differs: make golden, then read the diff"

    return compare

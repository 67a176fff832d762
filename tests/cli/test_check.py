"""`kam check`: places, formats, exit codes."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kam, git


def put(book: Path, name: str, text: str) -> None:
    path = book / "records" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_finding_has_a_place_a_rule_and_a_hint(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n客户负责人: nobody\n")

    ran = kam("check", "records/customers")

    assert ran.code == 1
    assert "records/customers/C0001.yaml:2:8: 错误: 客户负责人" in ran.out
    assert "[BOOK-05]" in ran.out


def test_json_is_stable(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n核实日期: 2026-02-30\n")

    ran = kam("check", "--format", "json", "--lang", "en")
    told = json.loads(ran.out)

    assert (told["schema_version"], told["errors"], told["as_of"]) == (1, 1, None)
    [found] = [each for each in told["findings"] if each["severity"] == "error"]
    assert set(found) == {"rule", "spec", "severity", "file", "line", "column", "record", "field", "message", "hint"}
    assert (found["rule"], found["file"], found["line"], found["column"]) == ("SCHEMA-02", "customers/C0001.yaml", 2, 7)
    assert (found["record"], found["field"]) == ("C0001", "Verified on")
    assert "2026-02-30" in found["message"]


def test_a_file_that_cannot_be_read_wins(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称\uff1a甲\n")
    put(book, "customers/C0002.yaml", "客户名称: 甲\n额度: 1\n")

    assert kam("check").code == 3
    assert kam("check", "--exit-zero").code == 0
    assert kam("check", "records/customers/C0002.yaml").code == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_missing_parameter_comes_with_the_line_to_paste(book: Path, kam: Kam, lang: str) -> None:
    policy = book / "records/policy.yaml"
    lines = policy.read_text(encoding="utf-8").split("\n")
    policy.write_text("\n".join(line for line in lines if "账龄分段" not in line), encoding="utf-8")

    ran = kam("check", "--strict", "--lang", lang)

    assert ran.code == 1
    assert "[BOOK-07]" in ran.out
    assert ("账龄分段: [30, 60, 90, 180, 365]" if lang == "zh" else "buckets: [30, 60, 90, 180, 365]") in ran.out


def test_an_unknown_path_is_asked_wrongly(book: Path, kam: Kam) -> None:
    assert kam("check", "records/nowhere").code == 2


def test_a_broken_policy_is_a_finding_not_a_traceback(book: Path, kam: Kam) -> None:
    (book / "records/policy.yaml").write_text("账簿标识: [\n", encoding="utf-8")

    ran = kam("check")

    assert ran.code == 3
    assert "records/policy.yaml:2:1" in ran.out
    assert kam("list").code == 4


def test_two_files_with_one_id_are_found(book: Path, kam: Kam) -> None:
    put(book, "customers/a/C0001.yaml", "客户名称: 甲\n")
    put(book, "customers/b/C0001.yaml", "客户名称: 乙\n")

    ran = kam("check")

    assert "[BOOK-03]" in ran.out


def test_reading_never_writes(book: Path, kam: Kam) -> None:
    before = {path: path.stat().st_mtime_ns for path in (book / "records").rglob("*")}

    for command in ("check", "list", "rules", "clocks"):
        kam(command)

    assert {path: path.stat().st_mtime_ns for path in (book / "records").rglob("*")} == before


def test_a_path_counts_its_own_files_and_lies_in_the_book(book: Path, kam: Kam) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n")

    assert json.loads(kam("check", "customers", "--format", "json").out)["checked"] == 1
    ran = kam("check", "/etc")
    assert (ran.code, "不在账簿" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("customers/C0002.yml", "BOOK-11"),
        ("customers/C0002.YAML", "BOOK-11"),
        ("customers/c0001.yaml", "BOOK-03"),
        ("elsewhere/x.yaml", "BOOK-04"),
        ("ledgers/sale/2026-01.csv", "LEDGER-13"),
        ("ledgers/sales/2026-01.CSV", "LEDGER-13"),
    ],
)
def test_no_file_is_passed_over_in_silence(book: Path, kam: Kam, name: str, rule: str) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n")
    put(book, name, "客户名称: 乙\n")

    found = json.loads(kam("check", "--format", "json").out)["findings"]

    assert [each["rule"] for each in found if each["file"] == name and not each["rule"].startswith("R-")] == [rule]


def test_links_and_pipes_are_not_read(book: Path, kam: Kam) -> None:
    folder = book / "records/customers"
    put(book, "customers/C0001.yaml", "客户名称: 甲\n")
    (folder / "C0002.yaml").symlink_to("C0001.yaml")
    (folder / "inner").symlink_to(book)
    os.mkfifo(folder / "C0003.yaml")

    found = json.loads(kam("check", "--format", "json").out)["findings"]

    assert [each["file"] for each in found if each["rule"] == "BOOK-10"] == [
        "customers/C0002.yaml",
        "customers/C0003.yaml",
        "customers/inner",
    ]


def test_a_file_that_may_not_be_opened(book: Path, kam: Kam, monkeypatch: pytest.MonkeyPatch) -> None:
    put(book, "customers/C0001.yaml", "客户名称: 甲\n")
    read = Path.read_bytes
    denied = PermissionError(errno.EACCES, "Permission denied")

    def read_bytes(path: Path) -> bytes:
        if path.name == "C0001.yaml":
            raise denied
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    ran = kam("check")

    assert ran.code == 3
    assert "[YAML-19]" in ran.out


def test_a_file_name_cannot_write_a_finding_of_its_own(book: Path, kam: Kam) -> None:
    put(book, "customers/x\nrecords: forged.yaml", "客户名称: 甲\n")

    assert not any(line.startswith("records: forged") for line in kam("check").out.splitlines())


def test_an_output_that_takes_nothing_is_no_bug(book: Path) -> None:
    python = [sys.executable, "-m", "kamcli"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*python, "rules"], cwd=book, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ran.returncode, "bug" in ran.stderr) == (4, False)

    shell = 'exec "$@" >&-'
    ran = subprocess.run(
        ["sh", "-c", shell, "sh", *python, "rules"],
        cwd=book,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


# ------------------------------------------------------------------------------------------ staged, since, for a forge

RIGHT, WRONG = "客户名称: 甲\n", "客户名字: 甲\n"
NAME = "customers/华东/客户 甲.yaml"


@pytest.fixture
def committed(book: Path) -> Path:
    """The new book with a customer, committed; no warning about what the customer lacks."""
    put(book, "customers/C0001.yaml", RIGHT)
    git(book, "add", ".")
    git(book, "commit", "-q", "-m", "begin")
    return book


@pytest.mark.parametrize(("staged", "here", "code"), [(WRONG, RIGHT, 1), (RIGHT, WRONG, 0), (None, WRONG, 0)])
def test_only_what_is_staged_counts(committed: Path, kam: Kam, staged: str | None, here: str, code: int) -> None:
    if staged is not None:
        put(committed, "customers/华东/C0002.yaml", staged)
        git(committed, "add", ".")
    put(committed, "customers/华东/C0002.yaml", here)

    ran = kam("check", "--staged")

    assert ran.code == code, ran
    assert ("customers/华东/C0002.yaml:1:1: 错误" in ran.out) == bool(code)
    assert "（暂存的内容）" in ran.err
    assert kam("check", "--staged", "--exit-zero").code == 0


def test_staged_bytes_that_are_no_text_win(committed: Path, kam: Kam) -> None:
    path = committed / "records/customers/C0001.yaml"
    path.write_bytes("客户名称: 甲\n".encode("gb18030"))
    git(committed, "add", ".")
    path.write_text(RIGHT, encoding="utf-8")

    ran = kam("check", "--staged")

    assert (ran.code, "[YAML-01]" in ran.out) == (3, True)


def test_a_path_may_be_staged_only(committed: Path, kam: Kam) -> None:
    put(committed, "customers/华东/C0002.yaml", WRONG)
    git(committed, "add", ".")
    (committed / "records/customers/华东/C0002.yaml").unlink()

    assert kam("check", "--staged", "customers/华东").code == 1
    assert kam("check", "--staged", "records/customers/C0001.yaml").code == 0
    assert kam("check", "customers/华东/C0002.yaml").code == 2


def test_reading_what_is_staged_writes_nothing(committed: Path, kam: Kam) -> None:
    put(committed, "customers/C0002.yaml", RIGHT)
    git(committed, "add", ".")
    before = {path: path.read_bytes() for path in committed.rglob("*") if path.is_file()}

    for style in ("text", "json", "github", "sarif", "gitlab"):
        kam("check", "--staged", "--since", "HEAD", "--format", style)

    assert {path: path.read_bytes() for path in committed.rglob("*") if path.is_file()} == before


def test_since_tells_of_what_changed(committed: Path, kam: Kam) -> None:
    put(committed, "customers/C0002.yaml", WRONG)
    git(committed, "add", ".")
    git(committed, "commit", "-q", "-m", "wrong")

    assert kam("check").code == 1
    assert kam("check", "--since", "HEAD").code == 0
    ran = kam("check", "--since", "HEAD~1", "--lang", "en")
    assert (ran.code, "checked 1 files (changed since HEAD~1)" in ran.err) == (1, True)
    assert json.loads(kam("check", "--since", "HEAD~1", "--format", "json").out)["checked"] == 1
    assert kam("check", "--since", "HEAD~1", "records/customers/C0001.yaml").code == 0


def test_since_is_no_way_past_a_policy_that_cannot_be_read(committed: Path, kam: Kam) -> None:
    put(committed, "policy.yaml", "账簿标识: [\n")
    git(committed, "commit", "-q", "-a", "-m", "broken")
    put(committed, "customers/C0002.yaml", RIGHT)

    assert kam("check", "--since", "HEAD").code == 3


@pytest.mark.parametrize(("lang", "told"), [("zh", "没有“nowhere”这个提交"), ("en", "there is no commit nowhere")])
def test_a_wrong_revision_is_asked_wrongly(committed: Path, kam: Kam, lang: str, told: str) -> None:
    ran = kam("check", "--since", "nowhere", "--lang", lang)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err.splitlines()[0]


@pytest.mark.parametrize("options", [("--staged",), ("--since", "HEAD")])
def test_without_a_repository(committed: Path, kam: Kam, options: tuple[str, ...]) -> None:
    (committed / ".git").rename(committed / "git")

    ran = kam("check", *options)

    assert (ran.code, "git init" in ran.err) == (4, True)
    assert kam("check", "--format", "sarif").code == 0


def test_a_forge_hears_paths_from_the_top_of_the_repository(committed: Path, kam: Kam) -> None:
    (committed / "公司").mkdir()
    git(committed, "mv", "records", "公司/records")
    put(committed / "公司", NAME, WRONG)
    git(committed, "add", ".")
    file = f"公司/records/{NAME}"
    options = ("check", "-C", "公司", "--since", "HEAD", "--staged", "--format")

    ran = kam(*options, "github")
    assert ran.code == 1
    assert f"::error file={file},line=1,col=1,title=只用登记过的键 [SCHEMA-01]::" in ran.out
    assert all(line.startswith("::") for line in ran.out.splitlines())
    run = json.loads(kam(*options, "sarif").out)["runs"][0]
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]}
    assert "%E5%85%AC%E5%8F%B8/records/customers/%E5%8D%8E%E4%B8%9C/%E5%AE%A2%E6%88%B7%20%E7%94%B2.yaml" in uris
    gitlab = json.loads(kam(*options, "gitlab").out)
    assert file in {each["location"]["path"] for each in gitlab}
    assert len({each["fingerprint"] for each in gitlab}) == len(gitlab) == len(run["results"])


def test_fingerprints_stay_when_lines_are_put_above(committed: Path, kam: Kam) -> None:
    text = "客户名称: 甲\n客户名称: 乙\n额度: 1\n"
    marks = []
    for above in ("", "# 一\n# 二\n\n"):
        put(committed, "customers/C0002.yaml", above + text)
        put(committed, "customers/C0003.yaml", f"{above}额度: 1\n核实日期: 2026-02-30\n")
        marks.append([each["fingerprint"] for each in json.loads(kam("check", "--format", "gitlab").out)])

    assert marks[0] == marks[1]


@pytest.mark.parametrize("way", [("-a",), ("records/customers/C0001.yaml",), ()], ids=["all", "one file", "staged"])
@pytest.mark.parametrize("right", [True, False])
def test_a_hook_sees_what_the_commit_will_hold(committed: Path, way: tuple[str, ...], *, right: bool) -> None:
    """`git commit -a` and `git commit FILE` make an index of their own, and the hook is told of it."""
    hook = committed / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kamcli -q check --staged\n', encoding="utf-8")
    hook.chmod(0o755)
    put(committed, "customers/C0001.yaml", f"{RIGHT}# 改\n" if right else WRONG)
    if not way:
        git(committed, "add", ".")
        put(committed, "customers/C0001.yaml", WRONG if right else RIGHT)
    if way and way != ("-a",):  # what is staged beside it stays out of the commit
        put(committed, "customers/C0002.yaml", WRONG if right else RIGHT)
        git(committed, "add", "records/customers/C0002.yaml")

    command = ["git", "commit", "-q", "-m", "x", *way]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ran = subprocess.run(command, cwd=committed, env=environment, capture_output=True, text=True, check=False)

    assert (ran.returncode == 0) == right, ran


def test_a_wrong_role_is_told_with_the_guess_first_and_a_short_list(book: Path, kam: Kam) -> None:
    role = "roles: [{role: 销售副总, valid_from: 2020-01-01}]"
    put(book, "organisation.yaml", f"staff: [{{id: a, name: 甲, unit: hz, email: a@x.example, {role}}}]\n")

    [said] = [line for line in kam("check").out.splitlines() if "销售副总" in line]

    assert "没有“销售副总”这一项，是 销售副总监 吗？可选：" in said
    assert said.count("、") == 7
    assert "项（kam explain 角色）" in said
    assert kam("explain", "角色").code == 0

"""Wrong files as people and programs write them: one line each with place, field, what is wrong and what to do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kamcli.model.finding import Finding
from kamcli.model.kinds import kind_of
from kamcli.store.records import Located, Page, parse_page
from tests.cli.conftest import Kam

NAME = "客户名称: 甲\n"
LIMIT = f"{NAME}交易现状:\n  信用限度额: "
SIGNOFF = (
    "格式版本: 1\n账簿: b\n对象: AP-20260101-AAAA\n版次: 1\n内容摘要: x\n动作: 提交\n签署角色: 办事处经理\n"
    "签署人: li.na\n依据制度: x\n"
)
# what stands in the file, and where it lies if not among the customers; E1 to E45 are the bad inputs of the trust model
CASES: tuple[tuple[str, str | bytes, str], ...] = (
    ("E1 an empty file", "", ""),
    ("E1 only comments", "# 客户\n", ""),
    ("E2 a list on top", "- 甲\n", ""),
    ("E2 a bare word on top", "甲\n", ""),
    ("E3 BOM and CRLF", b"\xef\xbb\xbf\xe5\xae\xa2\xe6\x88\xb7\xe5\x90\x8d\xe7\xa7\xb0: \xe7\x94\xb2\r\n", ""),
    ("E4 UTF-16 with its mark", b"\xff\xfe\xa2[7b\rT\xf0y:\x00 \x002u\n\x00", ""),
    (
        "E5 UTF-32",
        b"\xff\xfe\0\0" + NAME.encode("utf-32-le"),
        "",
    ),
    ("E6 UTF-16 without its mark", b"n\x00a\x00m\x00e\x00:\x00 \x00E\x00l\x00m\x00\n\x00", ""),
    ("E6 a NUL byte", "name: Elm trading\x00\n", ""),
    ("E7 GBK", b"\xbf\xcd\xbb\xa7\xc3\xfb\xb3\xc6: \xbc\xd7\n", ""),
    ("E8 Latin-1", b"name: Caf\xe9 Elm\n", ""),
    ("E9 an escape sequence", "客户名称: 甲\x1b[2J\n", ""),
    ("E10 an escape written as an escape", '客户名称: "甲\\e[2J"\n', ""),
    ("E10 a direction mark written as an escape", '客户名称: "甲\\u202e"\n', ""),
    ("E10 line ends written as escapes", '客户名称: "甲\\r\\nBcc: evil@x"\n', ""),
    ("E10 a line end in a name", '客户名称: "甲\\nBcc: evil@x"\n', ""),
    ("E11 a direction mark", "客户名称: 甲\u202e乙\n", ""),
    ("E11 a zero-width space", "客户名称: 甲\u200b乙\n", ""),
    ("E11 a BOM inside", "客户名称: 甲\ufeff乙\n", ""),
    ("E12 a tab in the indent", f"{NAME}基础资料:\n\x09传真: '1'\n", ""),
    ("E13 a colon in a text", "客户名称: 甲: 乙\n", ""),
    ("E14 a text that begins with @", "客户名称: @张三\n", ""),
    ("E14 a text that begins with %", "客户名称: %5\n", ""),
    ("E15 an open quote", '客户名称: "甲\n', ""),
    ("E15 an open bracket", f"{NAME}自定义分组: [甲\n", ""),
    ("E15 an open brace", f"{NAME}基础资料: {{传真: 1\n", ""),
    ("E16 a key twice", f"{NAME}客户名称: 乙\n", ""),
    ("E16 a key twice, once quoted", f'{NAME}"客户名称": 乙\n', ""),
    ("E16 a key twice, in both languages", f"{NAME}name: 乙\n", ""),
    ("E17 a key in two compositions of Unicode", f"{NAME}caf\xe9: 1\ncafe\u0301: 2\n", ""),
    ("E18 an anchor", f"{NAME}简称: &a 乙\n", ""),
    ("E18 an alias", f"{NAME}简称: *a\n", ""),
    ("E19 a merge key", f"{NAME}<<: {{简称: 乙}}\n", ""),
    ("E20 a tag that would run code", "客户名称: !!python/object/apply:os.system [x]\n", ""),
    ("E20 a binary", "客户名称: !!binary aGk=\n", ""),
    ("E20 a tag", "客户名称: !x 甲\n", ""),
    ("E21 a YAML directive", "%YAML 1.2\n---\n客户名称: 甲\n", ""),
    ("E21 a TAG directive", "%TAG ! tag:x,2000:\n---\n客户名称: 甲\n", ""),
    ("E22 a second document", f"{NAME}---\n客户名称: 甲\n", ""),
    ("E22 text after the end", f"{NAME}...\n客户名称: 甲\n", ""),
    ("E23 a list as a key", "? [a, b]\n: 1\n", ""),
    ("E23 no key", ": 1\n客户名称: 甲\n", ""),
    ("E24 5,000 brackets", f"{NAME}简称: {'[' * 5000}", ""),
    ("E25 a megabyte", f"客户名称: {'x' * 1_100_000}", ""),
    ("E28 a misspelt field", f"{NAME}客户负责仁: 张三\n", ""),
    ("E28 a misspelt English field", "name: Elm\nownr: li.na\n", ""),
    ("E29 a required field is missing", "简称: 甲\n", ""),
    ("E29 a required field is empty", "客户名称:\n", ""),
    ("E30 1e5 as money", f"{LIMIT}1e5\n", ""),
    ("E30 .nan as money", f"{LIMIT}.nan\n", ""),
    ("E30 0x10 as money", f"{LIMIT}0x10\n", ""),
    ("E30 1_000 as money", f"{LIMIT}1_000\n", ""),
    ("E30 190:20:30 as money", f"{LIMIT}190:20:30\n", ""),
    ("E31 full-width digits", f"{LIMIT}９８０００\n", ""),
    ("E31 Arabic digits", f"{LIMIT}٩٨\n", ""),
    ("E32 three decimals", f"{LIMIT}1.234\n", ""),
    ("E33 an amount is a list", f"{LIMIT}[1]\n", ""),
    ("E33 an amount is a group", f"{LIMIT}{{a: 1}}\n", ""),
    ("E34 0 as a revision", "客户: C0001\n版次: 0\n", "applications/AP-20260101-AAAA.yaml"),
    ("E34 1.0 as a revision", "客户: C0001\n版次: 1.0\n", "applications/AP-20260102-AAAA.yaml"),
    ("E34 １ as a revision", "客户: C0001\n版次: １\n", "applications/AP-20260103-AAAA.yaml"),
    ("E34 1_0 as a revision", "客户: C0001\n版次: 1_0\n", "applications/AP-20260104-AAAA.yaml"),
    ("E35 a day that is none", f"{NAME}核实日期: 2024-02-30\n", ""),
    ("E35 a date without its zeros", f"{NAME}核实日期: 2024-6-1\n", ""),
    ("E35 a date with a time", f"{NAME}核实日期: 2024-06-01 10:00\n", ""),
    ("E35 a full-width year", f"{NAME}核实日期: ２０２４-06-01\n", ""),
    (
        "E36 a time without its zone",
        f"{SIGNOFF}时间: 2026-03-09T14:30:00\n",
        "signoffs/AP-20260101-AAAA/r1-submit-office_manager.yaml",
    ),
    ("E38 id and file name differ", "id: C0002\n客户名称: 甲\n", ""),
    ("E38 a Cyrillic letter in the id", "客户名称: 甲\n", "customers/С0004.yaml"),
    ("E38 an id that leads elsewhere", "id: ../../etc/passwd\n客户名称: 甲\n", ""),
    ("E42 texts that other readers take for something else", "客户名称: NO\n简称: 012\n备注: 1:30\n", ""),
    ("E43 a name that Windows keeps for itself", "客户名称: 甲\n", "customers/CON.yaml"),
    ("E43 a dot at the end of an id", "客户名称: 甲\n", "customers/C9..yaml"),
    ("a full-width colon", "客户名称\uff1a甲\n", ""),
    ("a full-width colon further down", f"{NAME}简称\uff1a乙\n备注: 好\n", ""),
    ("a full-width space in the indent", f"{NAME}基础资料:\n\u3000传真: '1'\n", ""),
    ("a no-break space in the indent", f"{NAME}基础资料:\n\xa0\xa0传真: '1'\n", ""),
    ("a hash that eats the rest", f"{NAME}备注: 客户要 #3 号机\n", ""),
    ("conflict marks", "<<<<<<< HEAD\n客户名称: 甲\n=======\n客户名称: 乙\n>>>>>>> x\n", ""),
    ("stars around a word", f"{NAME}简称: *乙*\n", ""),
    ("no space after the colon", f"{NAME}简称:乙\n", ""),
    ("a full-width comma in brackets", f"{NAME}自定义分组: [甲，乙]\n", ""),
    ("a tilde for nothing", f"{NAME}简称: ~\n", ""),
    ("yes for a flag", f"{NAME}终端消费者: yes\n", ""),
    ("a misspelt choice", f"{NAME}客户关系: 直接客\n", ""),
    ("a text where a list belongs", f"{NAME}自定义分组: 甲\n", ""),
    ("a text where a group belongs", f"{NAME}基础资料: 甲\n", ""),
    ("a list where a text belongs", f"{NAME}备注: [1]\n", ""),
    ("a computed field", f"{NAME}录入日期: 2026-01-01\n", ""),
)
SEVERITIES = {"zh": "错误|警告", "en": "error|warning"}
ACCEPTED = ("E3 ", "E42 ")  # files that only look wrong


def content(case: str | bytes) -> bytes:
    return case if isinstance(case, bytes) else case.encode()


def path_of(case: tuple[str, Any, str]) -> str:
    return case[2] or f"customers/X{CASES.index(case):03}.yaml"


def page(case: tuple[str, Any, str], lang: str) -> Page:
    path = path_of(case)
    kind = kind_of(path)
    assert kind is not None
    below = path.removeprefix(f"{kind.folder}/").removesuffix(".yaml")
    return parse_page(content(case[1]), Located(path, kind, below, None, lang))


def told(found: tuple[Finding, ...]) -> str:
    lines = (f"{each.line}:{each.column}: {each.message} [{each.rule}]\n" for each in found)
    hints = (f"    {each.hint}\n" if each.hint else "" for each in found)
    return "".join(f"  {line}{hint}" for line, hint in zip(lines, hints, strict=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_wrong_file_gets_its_lines(golden: Callable[[str, str], None], lang: str) -> None:
    golden(f"error-lines.{lang}.txt", "".join(f"{case[0]}\n{told(page(case, lang).findings)}" for case in CASES))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_line_has_all_that_its_reader_needs(case: tuple[str, Any, str], lang: str) -> None:
    found = page(case, lang).findings

    assert bool(found) is not case[0].startswith(ACCEPTED)
    for each in found:
        assert each.line >= 1
        assert each.column >= 1
        assert "\n" not in each.message
        assert each.hint or re.search(
            r"写|选|用|对照|只能|应是|小于|write|cho|use|round|look|expected|less", each.message
        )
        assert lang == "en" or re.search(r"[\u4e00-\u9fff]", re.sub(r"“[^”]*”", "", each.message)), "in Chinese"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_prints_the_lines_and_exits_with_3(book: Path, kam: Kam, lang: str) -> None:
    for case in CASES:
        file = book / "records" / path_of(case)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content(case[1]))
    ran = kam("check", "--lang", lang)

    assert ran.code == 3
    printed = ran.out.splitlines()
    for case in CASES:
        for each in page(case, lang).findings:
            start = re.escape(f"records/{path_of(case)}:{each.line}:{each.column}: ")
            line = re.compile(rf"{start}({SEVERITIES[lang]}): .* \[{each.rule}\]")
            at = next((n for n, text in enumerate(printed) if line.fullmatch(text)), None)
            assert at is not None, (case[0], each.rule)
            assert not each.hint or printed[at + 1].endswith(each.hint.splitlines()[0])

"""`kam schema`: one schema on stdout, a book set up for editors, nobody's line lost."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kam, git

FILES = (".vscode/settings.json", ".editorconfig", ".gitattributes", "records/.schema/customer.schema.json")


def test_it_prints_the_schema_of_a_kind_in_the_language_of_the_book(book: Path, kam: Kam) -> None:
    for word in ("contract", "合同"):
        ran = kam("schema", word)
        assert ran.code == 0
        found = json.loads(ran.out)
        assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert found["title"] == "合同"
        assert "合同额" in found["properties"]


def test_a_word_that_is_no_kind_is_refused(book: Path, kam: Kam) -> None:
    ran = kam("schema", "contrat")

    assert ran.code == 2
    assert "contract" in ran.err


def test_alone_it_lists_the_kinds(book: Path, kam: Kam) -> None:
    ran = kam("schema")

    assert ran.code == 0
    assert "records/.schema/customer.schema.json" in ran.out


def test_a_new_book_is_set_up_already(book: Path, kam: Kam) -> None:
    for file in FILES:
        assert (book / file).is_file(), file
    assert (
        (book / "records/policy.yaml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=./.schema/policy.schema.json\n")
    )

    ran = kam("schema", "--install")

    assert (ran.code, ran.out) == (0, "")
    assert "没有改动" in ran.err


def test_settings_name_a_schema_for_the_files_of_a_kind(book: Path) -> None:
    settings = json.loads((book / ".vscode/settings.json").read_text(encoding="utf-8"))

    assert settings["yaml.schemas"]["./records/.schema/customer.schema.json"] == "records/customers/**/*.yaml"
    assert settings["[yaml]"] == {"editor.formatOnSave": False}
    assert settings["yaml.schemaStore.enable"] is False


def test_a_dry_run_writes_nothing(book: Path, kam: Kam) -> None:
    for file in FILES:
        (book / file).unlink()

    ran = kam("schema", "--install", "--dry-run")

    assert ran.code == 0
    assert [line.split()[1].partition("（")[0] for line in ran.out.splitlines()] == [
        "records/.schema",
        ".vscode/settings.json",
        ".editorconfig",
        ".gitattributes",
    ]
    assert not any((book / file).exists() for file in FILES)


def test_check_says_when_the_policy_has_left_the_schemas_behind(book: Path, kam: Kam) -> None:
    policy = book / "records/policy.yaml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("地区清单: []", "地区清单: [华东]"), encoding="utf-8")

    ran = kam("check", "--strict")
    assert ran.code == 0
    assert "BOOK-14" in ran.out

    assert kam("schema", "--install").code == 0
    assert "BOOK-14" not in kam("check").out
    assert '"华东"' in (book / FILES[3]).read_text(encoding="utf-8")


def test_what_a_user_wrote_stays(book: Path, kam: Kam) -> None:
    mine = {
        ".vscode/settings.json": '{\n  // mine\n  "editor.tabSize": 8,\n  "yaml.schemaStore.enable": true\n}\n',
        ".editorconfig": "root = true\n\n[*.yaml]\nindent_size = 4\n",
        ".gitattributes": "*.png binary\n*.csv diff=excel",
    }
    for file, text in mine.items():
        (book / file).write_text(text, encoding="utf-8")

    assert kam("schema", "--install").code == 0

    settings = (book / ".vscode/settings.json").read_text(encoding="utf-8")
    assert settings.startswith('{\n  // mine\n  "editor.tabSize": 8,\n  "yaml.schemaStore.enable": true,\n')
    assert (book / ".editorconfig").read_text(encoding="utf-8") == mine[".editorconfig"]
    attributes = (book / ".gitattributes").read_text(encoding="utf-8")
    assert attributes.startswith(f"{mine['.gitattributes']}\n\n# ")
    assert "*.yaml text eol=lf\n" in attributes
    assert "*.csv -text\n" in attributes, "nothing there contradicts it"


def test_line_ends_of_windows_stay(book: Path, kam: Kam) -> None:
    settings = book / ".vscode/settings.json"
    settings.write_bytes(b'{\r\n  "editor.tabSize": 8\r\n}\r\n')

    assert kam("schema", "--install").code == 0

    assert settings.read_bytes().count(b"\n") == settings.read_bytes().count(b"\r\n") > 3


def test_settings_that_cannot_be_read_stop_it_before_anything_is_written(book: Path, kam: Kam) -> None:
    (book / ".vscode/settings.json").write_text('{"a": }', encoding="utf-8")
    (book / FILES[3]).unlink()

    ran = kam("schema", "--install")

    assert ran.code == 4
    assert "settings.json" in ran.err
    assert len(ran.err.strip().splitlines()) == 2
    assert not (book / FILES[3]).exists()


def test_broken_settings_are_told_with_line_and_column(book: Path, kam: Kam) -> None:
    (book / ".vscode/settings.json").write_text('{\n  // mine\n  "a": }\n', encoding="utf-8")

    assert "settings.json:3:8" in kam("schema", "--install").err


def test_a_null_in_the_settings_is_replaced_by_the_schemas(book: Path, kam: Kam) -> None:
    settings = book / ".vscode/settings.json"
    settings.write_text('{"yaml.schemas": null}', encoding="utf-8")

    assert kam("schema", "--install").code == 0
    assert "./records/.schema/customer.schema.json" in json.loads(settings.read_text("utf-8"))["yaml.schemas"]
    assert "没有改动" in kam("schema", "--install").err


def test_settings_that_name_a_list_of_schemas_are_refused(book: Path, kam: Kam) -> None:
    (book / ".vscode/settings.json").write_text('{"yaml.schemas": []}', encoding="utf-8")
    ran = kam("schema", "--install")

    assert ran.code == 4
    assert "settings.json:1：“yaml.schemas”" in ran.err


def test_a_byte_order_mark_stays(book: Path, kam: Kam) -> None:
    settings = book / ".vscode/settings.json"
    settings.write_bytes(b'\xef\xbb\xbf{\n  // mine\n  "a": 1,\n}\n')

    assert kam("schema", "--install").code == 0
    assert settings.read_bytes().startswith(b'\xef\xbb\xbf{\n  // mine\n  "a": 1,\n  "yaml.schemas": {')


def test_settings_in_gbk_are_to_be_saved_anew(book: Path, kam: Kam) -> None:
    (book / ".vscode/settings.json").write_bytes('{"甲": 1}'.encode("gbk"))
    ran = kam("schema", "--install")

    assert ran.code == 3
    assert "另存为 UTF-8" in ran.err
    assert "kam check" not in ran.err


def test_a_folder_that_leads_out_of_the_book_is_not_written(
    book: Path, kam: Kam, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (book / ".vscode/settings.json").unlink()
    (book / ".vscode").rmdir()
    (book / ".vscode").symlink_to(outside)

    for arguments in ((), ("--dry-run",)):
        ran = kam("schema", "--install", *arguments)
        assert ran.code == 4
        assert ".vscode/settings.json" in ran.err
    assert list(outside.iterdir()) == []


ENGLISH = ("schema", "--install", "--lang=en")


def test_a_style_of_the_users_own_that_breaks_records_is_told_and_stays(book: Path, kam: Kam) -> None:
    mine = "[*]\nindent_style = tab\n\n[*.yaml]\nindent_size = 4\n"
    (book / ".editorconfig").write_text(mine, encoding="utf-8")
    ran = kam(*ENGLISH)

    assert (ran.code, ran.out) == (0, "")
    first, second, last = ran.err.splitlines()
    assert first.startswith("kam: .editorconfig:2: indent_style = tab of [*] works against the book: ")
    assert first.endswith("write at the end of the file: [*.yaml] indent_style = space")
    assert second.startswith("kam: .editorconfig:5: indent_size = 4 of [*.yaml]")
    assert "up to date" not in last
    assert (book / ".editorconfig").read_text(encoding="utf-8") == mine
    assert "与账簿不合" in kam("schema", "--install").err


def test_a_general_style_gives_way_to_the_one_of_the_book(book: Path, kam: Kam) -> None:
    (book / ".editorconfig").write_text("[*]\nindent_style = tab\n", encoding="utf-8")

    for arguments in ("--dry-run",), ():
        assert "works against" not in kam(*ENGLISH, *arguments).err
    assert "[*.{yaml,yml}]" in (book / ".editorconfig").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "told", "added"),
    [
        ("*.csv filter=lfs diff=lfs merge=lfs -text", "filter=lfs of *.csv", ["*.yaml text eol=lf"]),
        ("*.yaml merge=union", "merge=union of *.yaml", ["*.yaml text eol=lf", "*.csv -text"]),
        ("*.yaml text eol=crlf", "eol=crlf of *.yaml", ["*.csv -text"]),
        ("*.csv text=auto", "text=auto of *.csv", ["*.yaml text eol=lf"]),
        ("* text=auto", "", ["*.yaml text eol=lf", "*.csv -text"]),
        ("* filter=crypt", "filter=crypt of *", ["*.yaml text eol=lf", "*.csv -text"]),
        ("*.yaml text eol=lf\n*.csv -text", "", []),
        ("*.csv filter=lfs\n*.csv !filter", "", ["*.yaml text eol=lf", "*.csv -text"]),
    ],
)
def test_attributes_of_the_users_own_that_spoil_the_book_are_told(
    book: Path, kam: Kam, line: str, told: str, added: list[str]
) -> None:
    attributes = book / ".gitattributes"
    attributes.write_text(f"{line}\n", encoding="utf-8")
    ran = kam(*ENGLISH)

    assert ran.code == 0
    assert (told in ran.err) if told else ("works against" not in ran.err)
    after = attributes.read_text(encoding="utf-8")
    assert after.startswith(f"{line}\n")
    both = ("*.yaml text eol=lf", "*.csv -text")
    assert [each for each in both if each in after.removeprefix(line).splitlines()] == added
    assert kam(*ENGLISH).out == "", "a second time adds nothing"


def test_a_kind_and_install_are_two_wishes(book: Path, kam: Kam) -> None:
    assert kam("schema", "contract", "--install").code == 2


@pytest.mark.parametrize("path", ["records", "."])
def test_the_book_is_found_from_its_records_too(book: Path, kam: Kam, path: str) -> None:
    (book / ".editorconfig").unlink()

    assert kam("schema", "--install", "-C", book / path).code == 0

    assert (book / ".editorconfig").is_file()


def test_a_new_record_begins_with_the_way_to_its_schema(book: Path, kam: Kam) -> None:
    assert kam("add", "客户名称=甲公司").code == 0

    text = (book / "records/customers/C0001.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schema/customer.schema.json\n客户名称: 甲公司\n")
    assert kam("set", "C0001", "简称=甲").code == 0
    after = (book / "records/customers/C0001.yaml").read_text(encoding="utf-8")
    assert after.startswith(text.partition("\n")[0])
    assert kam("check").code == 0


def test_what_is_staged_is_judged_by_the_schemas_that_are_staged(book: Path, kam: Kam) -> None:
    git(book, "add", "-A")
    assert "BOOK-14" not in kam("check", "--staged").out

    (book / "records/.schema/made-of.json").write_text("{}\n", encoding="utf-8")
    assert "BOOK-14" not in kam("check", "--staged").out
    git(book, "add", "-A")
    assert "BOOK-14" in kam("check", "--staged").out


def test_an_imported_customer_names_its_schema_too(book: Path, kam: Kam) -> None:
    (book / "list.csv").write_text("客户编号,客户名称\nC0009,甲公司\n", encoding="utf-8")

    assert kam("import", "customers", book / "list.csv").code == 0

    text = (book / "records/customers/C0009.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schema/customer.schema.json\n")

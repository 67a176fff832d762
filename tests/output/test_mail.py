"""The message: the same bytes every time, names that stay names, both halves readable and short enough."""

import datetime as dt
import email
import email.policy
import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamcli.output.mail import MOST_BYTES, Letter, body, clean, message, message_id
from kamcli.output.render import render
from kamcli.store.shipped import templates
from kamcli.views.digest import Digest
from kamcli.views.head import head
from kamcli.views.names import names
from kamcli.views.reports import BY_NAME
from tests.small_book import COMMIT, TODAY, SmallBook

Books = Callable[[str], SmallBook]
NAMES = [
    *("Content-Type", "MIME-Version", "From", "To", "Subject", "Date", "Message-ID", "List-Id", "Content-Language"),
    *("Auto-Submitted", "X-Auto-Response-Suppress", "X-Kam-Head"),
]
LETTER = Letter(
    sender="kam@firm.example",
    sender_name="砚川流体设备有限公司",
    address="luo@firm.example",
    name="骆闻韶",
    subject="每周简报",
    lang="zh",
    message_id="<1@firm.example>",
    date=dt.datetime(2026, 11, 20, tzinfo=dt.timezone(dt.timedelta(hours=8))),
    commit=COMMIT,
    text="正文\n第二行\n",
    html="<p>正文</p>\n",
)


def read(content: bytes) -> EmailMessage:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_the_bytes_are_ascii_lines_that_every_server_takes() -> None:
    content = message(LETTER)

    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert content == message(LETTER)


def test_both_halves_and_all_headers_come_back() -> None:
    found = read(message(LETTER))

    assert found.keys() == NAMES
    assert (found["From"].addresses[0].display_name, found["From"].addresses[0].addr_spec) == (
        "砚川流体设备有限公司",
        "kam@firm.example",
    )
    assert found["To"].addresses[0].display_name == "骆闻韶"
    assert (found["Date"], found["List-Id"]) == ("Fri, 20 Nov 2026 00:00:00 +0800", "<kam-digest.firm.example>")
    assert found["X-Kam-Head"] == COMMIT
    halves = [found.get_body((each,)) for each in ("plain", "html")]
    assert [each.get_content().replace("\r\n", "\n") for each in halves if each] == [LETTER.text, LETTER.html]
    assert {each["Content-Transfer-Encoding"] for each in halves if each} == {"base64"}


def test_only_the_name_of_an_address_is_encoded() -> None:
    """A From that is encoded as a whole is refused by common providers."""
    head = message(LETTER).split(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").replace(b"\r", b"").decode()

    assert re.search(r"^From: =\?utf-8\?\S+\?= <kam@firm\.example>$", head, re.MULTILINE)
    assert re.search(r"^To: =\?utf-8\?\S+\?= <luo@firm\.example>$", head, re.MULTILINE)


def test_without_a_name_the_address_stands_alone() -> None:
    assert b"\r\nTo: luo@firm.example\r\n" in message(LETTER._replace(name=""))


MIXED = st.text(alphabet="甲乙丙简报周：，（）W ab0123456789%-=?_🀄", min_size=1, max_size=160)


@given(MIXED)
def test_a_subject_comes_back_with_its_blanks(subject: str) -> None:
    assert read(message(LETTER._replace(subject=subject)))["Subject"] == clean(subject)


HOSTILE = st.text(alphabet="甲aé \r\n\t\0\x0b\x1b\u2028\u2029\u202e\u200b\x85=?utf-8qb_:<>@,;\"'\\().=0A", max_size=80)


@given(subject=HOSTILE, name=HOSTILE, firm=HOSTILE)
def test_no_text_adds_a_header(subject: str, name: str, firm: str) -> None:
    found = read(message(LETTER._replace(subject=subject, name=name, sender_name=firm)))

    assert found.keys() == NAMES
    assert [each.addr_spec for each in found["To"].addresses] == ["luo@firm.example"]
    assert [each.addr_spec for each in found["From"].addresses] == ["kam@firm.example"]


@pytest.mark.parametrize(
    "text",
    [
        "=?utf-8?q?weekly=0ABcc:_evil=40x.example?=",
        "x\r\nBcc: evil@x.example",
        "x\nBcc: evil@x.example\n\n<script>",
        "=?utf-8?b?eA0KQmNjOiBldmlsQHguZXhhbXBsZQ==?=",
        "x\u2028Bcc: evil@x.example",
    ],
)
def test_known_ways_to_smuggle_a_header_stay_text(text: str) -> None:
    content = message(LETTER._replace(subject=text, name=text, sender_name=text))

    assert read(content).keys() == NAMES
    assert not re.search(rb"(?im)^bcc:", content)


def test_the_same_job_week_recipient_and_book_are_one_message() -> None:
    key = ("digest", "2026-W47", "a@x.example", "book")

    assert message_id(key, "kam@firm.example") == message_id(key, "kam@firm.example")
    assert message_id(key, "kam@firm.example").endswith("@firm.example>")
    others = [(*key[:place], "other", *key[place + 1 :]) for place in range(4)]
    assert len({message_id(each, "kam@firm.example") for each in (key, *others)}) == 5


# --- the content ----------------------------------------------------------------------------------------------------


def half(book: SmallBook, form: str, rows: int = 200) -> str:
    view: Digest = book.view(BY_NAME["digest"])
    shared = {"head": head(book.book, TODAY)._replace(program="0"), "names": names(book.book), "commit": COMMIT}
    return render("digest", form, book.lang, (templates(),), view=view, uncommitted=False, limit=rows, **shared)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["txt", "mail"])
def test_the_halves_of_the_mail(small_book: Books, golden: Callable[[str, str], None], form: str, lang: str) -> None:
    text = half(small_book(lang), form)

    assert COMMIT in text
    assert not re.search(r"(?<!\\)<script>|<svg|<img|\bhref=|\bsrc=|url\(", text) or form == "txt"
    golden(f"digest.{lang}.{form}", text)


def test_styles_stand_on_the_elements_and_rules_for_screens_stay(small_book: Books) -> None:
    html = body(lambda form, rows: half(small_book("zh"), form, rows)).html

    assert "display: none" in html
    assert "@media" in html
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html


def test_a_mail_never_grows_beyond_what_readers_show(small_book: Books) -> None:
    tried: list[int] = []

    def long(form: str, rows: int) -> str:
        tried.append(rows)
        return f"<p>{'甲' * rows * 1000}</p>"

    found = body(long)

    assert len(found.html.encode()) < MOST_BYTES
    assert tried[-1] == tried[-2], "both halves hold the same rows"
    assert tried[-1] < 200


def test_what_is_left_out_is_counted(small_book: Books) -> None:
    for form in ("txt", "mail"):
        assert "2 more: kam report digest" in half(small_book("en"), form, 1)
        assert "more: kam report digest" not in half(small_book("en"), form)

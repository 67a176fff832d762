"""Why the system or a network would not: its own English words, and Chinese ones for those that people meet."""

import errno
import re
from collections.abc import Mapping

from kamcli.model.finding import Say

BY_NUMBER: Mapping[int, str] = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.EISDIR: "这是目录，不是文件",
    errno.ENOTDIR: "路径中间有一段不是目录",
    errno.EEXIST: "已经存在",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正在运行，不能改",
    errno.ENOEXEC: "不是可以运行的程序",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接转了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "系统里打开的文件太多",
    errno.EIO: "磁盘读写出错",
    errno.EINVAL: "系统不接受这个值",
    errno.EXDEV: "不在同一个磁盘上",
    errno.ENOTEMPTY: "目录不是空的",
    errno.ENOMEM: "内存不够",
    errno.EFBIG: "文件太大",
    errno.ECONNREFUSED: "对方拒绝连接",
    errno.ECONNRESET: "对方断开了连接",
    errno.ECONNABORTED: "连接中断",
    errno.EPIPE: "连接已断开",
    errno.ETIMEDOUT: "超时，没有回答",
    errno.EHOSTUNREACH: "到不了那台机器",
    errno.ENETUNREACH: "网络不通",
    errno.EADDRNOTAVAIL: "这个地址不能用",
}
# what libraries say in words, as a part of a longer text
BY_WORDS: tuple[tuple[str, str], ...] = (
    (r"self[- ]signed certificate", "服务器的证书是自签的，本机不认"),
    (r"unable to get local issuer|unable to verify", "签发服务器证书的机构本机不认"),
    (r"certificate has expired", "服务器的证书已过期"),
    (r"certificate is not yet valid", "服务器的证书还没有生效"),
    (r"hostname mismatch|doesn't match|not valid for|ip address mismatch", "服务器的证书不是发给这个名称的"),
    (r"^certificate:|certificate verify failed", "服务器的证书核对不过"),
    (r"wrong version number|record layer failure|unknown protocol", "这个端口说的不是 TLS"),
    (r"starttls.*not supported|starttls extension", "服务器不支持 STARTTLS"),
    (r"auth extension not supported|no suitable authentication", "服务器不接受登录"),
    (r"name or service not known|nodename nor servname|getaddrinfo failed|no address assoc", "找不到这个服务器名称"),
    (r"temporary failure in name resolution", "暂时查不到服务器名称（域名解析没有回答）"),
    (r"codec can't encode|label (empty|too long)|idna", "这不是服务器名称"),
    (r"timed out|timeout", "超时，没有回答"),
    (r"connection unexpectedly closed|server not connected|please run connect|eof occurred", "服务器断开了连接"),
)
_NUMBER = re.compile(r"\[(?:Errno|WinError) (\d+)\]")
_REPLY = re.compile(r"[2-5]\d\d\b")


def reason(error: OSError) -> Say:
    """Why the system refused, in both languages."""
    english = error.strerror or str(error) or type(error).__name__
    chinese = BY_NUMBER.get(error.errno or 0)
    return Say(chinese, english) if chinese else worded(english)


def worded(text: str) -> Say:
    """What a library said in English, in both languages; as it is where nobody has Chinese words for it."""
    number = _NUMBER.search(text)
    if number and int(number[1]) in BY_NUMBER:
        return Say(BY_NUMBER[int(number[1])], text)
    lower = text.casefold()
    return Say(next((chinese for pattern, chinese in BY_WORDS if re.search(pattern, lower)), text), text)


def replied(text: str) -> bool:
    """Whether a text is a mail server's own reply (`550 no such user`), which is handed on as it is."""
    return _REPLY.match(text) is not None

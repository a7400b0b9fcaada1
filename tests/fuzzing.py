"""Requests that nobody means: drawn from a seed, so that any of them can be sent again.

A request is an environ as a server hands it over (PEP 3333): bytes in Latin-1, decoded once.
"""

import io
import random
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

from tests.newsroom.attacks import ATTACKS

METHODS = ["GET"] * 14 + "HEAD POST POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND get G\xe9T".split()
PARAMETERS = (
    "q type hospital specialty year from to page kind limit offset language sent opened message".split()
)
PARAMETERS += ["", "q[]", "q.x", "__proto__", "csrfmiddlewaretoken", "utm_source", "\x00", "é", "page"]
VALUES = [
    "", "0", "-1", "1", "2", "999", "1e400", "0x10", "٢٠٢٦", "²", "９９", "9" * 30, "9" * 5_000, "1" + "0" * 300, "NaN",
    "true", "null", "cochin", "communique", "2026", "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "1.5",
    "2026-W01", "-2026-01-01", "chirurgie", "mot " * 200, " ".join(map(str, range(200))), "x" * 10_000, "%" * 5_000,
    "'" * 3_000, '"' * 3_000, "(" * 1_000, "a & | ! ( :*", "a <-> b <2> c:AB", "\\", "\\x00", "\x00", "a\x00b", "\r\n",
    "\x1b[0m", "\x7f", "\ud800", "\ufffe", "\u202e", "\u200b", "é" * 500, "e\u0301" * 300, "🏥" * 50, "ﷺ" * 20, "İ", "ß",
    "../../etc/passwd", "..\\..\\", "/etc/passwd", "file:///etc/passwd", "http://evil.example/", "//evil.example",
    "' OR 1=1 --", "1; DROP TABLE x", "1) OR pg_sleep(9)--", "${7*7}", "{{7*7}}", "%s%n", "|id", "`id`", "*", "_", "-", "--",
    "fr", "en", "de", "xx-XX", "fr;q=9", "release", "etude", "cardiologie", "necker", "[]", "{}", "a=b", "&", "#", "?",
]  # fmt: skip
SOUND = [value for value in VALUES if value.isprintable()]  # the others are refused before any view
RAW = [
    "%00", "%FF", "%C3%28", "%ED%A0%80", "%F8%88%80%80%80", "%E0%80%AF", "%C0%AE%C0%AE/", "%", "%%", "%zz", "%u0041", "+",
    "%0d%0aX:%20y", "%2e%2e%2f", "%252e", "%2F", "%5C", "%7F", "%09", "\xff", "\xe9", "é", ";", "&&&", "====", "a=1;b=2",
]  # fmt: skip
SEGMENTS = [
    "",
    ".",
    "..",
    "x",
    "é",
    "x" * 300,
    "x" * 10_000,
    "rss",
    "atom",
    "feed.json",
    "page",
    "0",
    "-1",
    "9" * 40,
    "🏥",
]
SEGMENTS += [
    "index.php",
    ".env",
    ".git",
    "wp-login.php",
    "_util",
    "static",
    "a b",
    "a;b",
    "a:b",
    "~",
    "*",
    "'",
    '"',
    "<x>",
]
SEGMENTS += [
    "documents",
    "images",
    "pictures/00112233445566778899aabbccddeeff/a.jpg",
    "sitemap-0.xml",
    "sitemap-999.xml",
]
HEADERS = {
    "HTTP_HOST": ["testserver", "localhost", "evil.example", "", "a:b:c", "testserver:99999", "[::1", "test_server", "é", ".."],
    "HTTP_RANGE": ["bytes=0-", "bytes=-1", "bytes=5-2", "bytes=0-0,2-2", "bytes=" + "0-1," * 500, "x", "bytes=" + "9" * 40 + "-"],
    "HTTP_IF_NONE_MATCH": ["*", '"x"', 'W/"x"', '"' * 99, "x" * 9_000, "é", '"a", "b"'],
    "HTTP_IF_MATCH": ["*", '"x"', "x"],
    "HTTP_IF_RANGE": ['"x"', "Thu, 01 Jan 1970 00:00:00 GMT", "x"],
    "HTTP_IF_MODIFIED_SINCE": ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "x", "0", "Thu, 99 Foo -1"],
    "HTTP_ACCEPT_LANGUAGE": ["fr", "en;q=0.5,*;q=x", "x" * 5_000, "-", "fr-" * 900, "é", "*"],
    "HTTP_ACCEPT": ["*/*", "text/html;q=9", "x", "application/json", "/" * 500, "*/*;" * 500],
    "HTTP_ACCEPT_ENCODING": ["gzip", "br;q=1,*;q=0", "zstd", "x" * 999, "gzip;q=x", "identity;q=0", ",,,"],
    "HTTP_COOKIE": ["sessionid=x", "a=b; " * 200, "=", "sessionid=" + "\xe9" * 40, "$Version=1", "csrftoken=" + "x" * 5_000],
    "HTTP_REFERER": ["https://evil.example/", "x", "javascript:x", "\xe9"],
    "HTTP_ORIGIN": ["null", "https://evil.example", "x", "http://[::1"],
    "HTTP_SEC_FETCH_SITE": ["same-origin", "cross-site", "x"],
    "HTTP_USER_AGENT": ["", "x" * 9_000, "\xe9", "() { :;}; x"],
    "HTTP_X_FORWARDED_FOR": ["1.2.3.4", "x, y", "," * 999, "::1", "999.1.1.1", "\xe9"],
    "HTTP_X_FORWARDED_HOST": ["evil.example", "a,b"],
    "HTTP_X_FORWARDED_PROTO": ["https", "x", "https,http"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_AUTHORIZATION": ["Basic x", "Bearer " + "x" * 999, "Basic \xff", "x"],
    "HTTP_X_ORIGINAL_URL": ["/admin/"],
    "HTTP_CONTENT_ENCODING": ["gzip", "x"],
    "HTTP_TRANSFER_ENCODING": ["chunked", "x"],
    "HTTP_EXPECT": ["100-continue"],
    "HTTP_CONNECTION": ["upgrade", "close"],
    "HTTP_UPGRADE": ["websocket", "h2c"],
    "CONTENT_LENGTH": ["", "0", "-1", "x", "9" * 30, "3"],
}  # fmt: skip
TYPES = [
    "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/json",
    "text/plain", "", "x", "/", "multipart/form-data; boundary=\xe9", "application/x-www-form-urlencoded; charset=utf-7",
    "text/html; charset=x",
    "multipart/form-data; boundary=" + "x" * 300, "application/x-www-form-urlencoded; charset=utf-16",
]  # fmt: skip
PART = b'--x\r\nContent-Disposition: form-data; name="message"'
BODIES = [
    b"", b"x", b"message=x&kind=other", b"message=%00", b"message=\xff\xfe", b"=&=&" * 500, b'{"message": "x"}', b"[" * 5_000,
    b"{", PART + b"\r\n\r\nx\r\n--x--\r\n", PART + b'; filename="../a"\r\n\r\nx\r\n--x--\r\n', PART, b"--x--", b"\0" * 2_000,
    b"message=" + b"a" * 50_000, PART + b"; filename*=utf-8''%FF\r\nContent-Transfer-Encoding: base64\r\n\r\n=\r\n--x--\r\n",
    PART + b"\r\nContent-Length: -1\r\n\r\nx\r\n--x--\r\n", b"message=" + "été".encode("utf-16"), b"sent=1&opened=x&message=m",
]  # fmt: skip


@dataclass
class Fuzz:
    """One request of a seed: told by its number."""

    seed: int
    number: int
    environ: dict

    def __str__(self) -> str:
        shown = {k: v for k, v in self.environ.items() if isinstance(v, str) and v}
        return f"seed {self.seed}, request {self.number}: {str(shown)[:900]}"


def requests(seed: int, count: int, addresses: list[str]) -> list[Fuzz]:
    draw = random.Random(seed)
    return [Fuzz(seed, number, _environ(draw, addresses)) for number in range(count)]


def _environ(draw: random.Random, addresses: list[str]) -> dict:
    path, _, query = draw.choice(addresses).partition("?")
    path, query = _path(draw, path), _query(draw, query)
    method = draw.choice(METHODS)
    body = draw.choice(BODIES) if method not in {"GET", "HEAD"} or draw.random() < 0.02 else b""
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.encode("utf-8", "replace").decode("latin-1"),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": draw.choice(["127.0.0.1", "::1", "", "x"]),
        "CONTENT_LENGTH": str(len(body)) if body else "",
        "CONTENT_TYPE": draw.choice(TYPES) if body else "",
        "wsgi.url_scheme": draw.choice(["http", "https"]),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for _ in range(draw.choice([0, 0, 0, 1, 2, 4])):
        name = draw.choice(list(HEADERS))
        environ[name] = draw.choice(HEADERS[name])
    return environ


def _path(draw: random.Random, path: str) -> str:
    match draw.randrange(8):
        case 0:
            return path.rstrip("/")
        case 1:
            return (
                path + draw.choice([quote(draw.choice(SEGMENTS)), draw.choice(RAW)]) + draw.choice(["/", ""])
            )
        case 2:
            parts = path.split("/")
            parts[draw.randrange(len(parts))] = quote(draw.choice(SEGMENTS + ATTACKS), errors="replace")
            return "/".join(parts) if draw.random() < 0.9 else "//" + "/".join(parts)
    return path


def _query(draw: random.Random, query: str) -> str:
    pairs = [query] if query and draw.random() < 0.5 else []
    for _ in range(draw.choice([0, 1, 1, 2, 3, 8])):
        name = draw.choice(PARAMETERS)
        value = draw.choice(VALUES if draw.random() < 0.1 else SOUND if draw.random() < 0.8 else ATTACKS)
        encoded = value.encode("utf-8", "surrogatepass")
        if draw.random() < 0.05:
            encoded = value.encode("latin-1", "replace")
        pairs.append(f"{quote(name)}={draw.choice(RAW) if draw.random() < 0.05 else quote(encoded)}")
    if draw.random() < 0.02:
        pairs = ["&".join(f"a{number}=b" for number in range(3_000))]
    return "&".join(pairs)

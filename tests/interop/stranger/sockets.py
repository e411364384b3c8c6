"""Bytes on the socket that no honest client sends (issue "Bad input"; stack.md 1.3 and 2)."""
import socket
import time

from peers.report import wait_for


def exchange(world, data, seconds=5.0, keep=False):
    """Everything the server answers until it closes or `seconds` are over."""
    with socket.create_connection(("127.0.0.1", world.ekiben.port), timeout=seconds) as connection:
        connection.settimeout(0.4 if keep else seconds)
        answer = b""
        try:
            connection.sendall(data)
            while piece := connection.recv(65536):
                answer += piece
        except OSError:
            pass
        return answer


def status(answer):
    try:
        return int(answer.split(b" ", 2)[1])
    except (IndexError, ValueError):
        return 0


def run(report, world):
    host = world.ekiben.browser().host.encode()
    page = f"/@{world.ekiben.handle}".encode()
    inbox = f"/users/{world.ekiben.handle}/inbox".encode()
    end = b"Connection: close\r\n\r\n"

    def is_status(sentence, data, expected, **more):
        answer = exchange(world, data, **more)
        report.check(sentence, status(answer) in expected, (expected, answer[:300]))
        return answer

    is_status("a plain request is answered", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + end, (200,))
    is_status("Content-Length and Transfer-Encoding together are 400",
              b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400,))
    is_status("two Content-Lengths are 400", b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", (400,))
    for length in (b"+5", b"-1", b"0x5", b"5, 5", b"99999999999999999999999", b" ", b"5 5"):
        is_status(f"Content-Length {length.decode()!r} is refused", b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: " + length + b"\r\n\r\nhello", (400, 413))
    for coding in (b"gzip", b"chunked, gzip", b"xchunked", b"chunked\r\nTransfer-Encoding: chunked", b"\x0bchunked"):
        is_status(f"Transfer-Encoding {coding[:20].decode()!r} is refused",
                  b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nTransfer-Encoding: " + coding + b"\r\n\r\n0\r\n\r\n", (400, 501))
    for size in (b"-1", b"0x5", b"5;" + b"a" * 100000, b"FFFFFFFFFFFFFFFFF", b"g", b""):
        is_status(f"a chunk of size {size[:8].decode()!r} is refused",
                  b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nTransfer-Encoding: chunked\r\n\r\n" + size + b"\r\nhello\r\n0\r\n\r\n", (400, 413, 431))
    is_status("two Hosts are 400", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\nHost: evil.example\r\n\r\n", (400,))
    is_status("no Host is 400", b"GET " + page + b" HTTP/1.1\r\n\r\n", (400,))
    is_status("a Host that is another is 421", b"GET " + page + b" HTTP/1.1\r\nHost: evil.example\r\n" + end, (421,))
    is_status("an absolute target of another host is refused", b"GET http://evil.example" + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + end, (400, 421))
    is_status("a bare LF is 400", b"GET " + page + b" HTTP/1.1\nHost: " + host + b"\n\n", (400,))
    is_status("a bare LF within the head is 400", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\nX: y\r\n\r\n", (400,))
    is_status("a folded header is 400", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\nX: a\r\n b\r\n\r\n", (400,))
    is_status("a space before the colon is 400", b"GET " + page + b" HTTP/1.1\r\nHost : " + host + b"\r\n\r\n", (400,))
    is_status("a NUL in a header is 400", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\nX: a\0b\r\n\r\n", (400,))
    is_status("a lone CR in a header is 400", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\nX: a\rSet-Cookie: b\r\n\r\n", (400,))
    is_status("a header without a name is 400", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n: x\r\n\r\n", (400,))
    is_status("a version that is none is refused", b"GET " + page + b" HTTP/9.9\r\nHost: " + host + b"\r\n\r\n", (400, 505))
    is_status("no version is refused", b"GET " + page + b"\r\n\r\n", (400, 0))
    is_status("a target with a space is 400", b"GET /a b HTTP/1.1\r\nHost: " + host + b"\r\n\r\n", (400,))
    is_status("a target of 20,000 bytes is refused", b"GET /" + b"a" * 20000 + b" HTTP/1.1\r\nHost: " + host + b"\r\n\r\n", (400, 414, 431))
    is_status("a header of 100,000 bytes is refused", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\nX: " + b"a" * 100000 + b"\r\n\r\n", (400, 431))
    is_status("1,000 headers are refused", b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + b"X: y\r\n" * 1000 + b"\r\n", (400, 431))
    is_status("a body of 2 GB is refused before it is sent", b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 2000000000\r\n\r\n", (413,))
    is_status("nonsense is 400", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"A" * 200 + b"\r\n\r\n", (400, 0))
    is_status("CONNECT is refused", b"CONNECT evil.example:443 HTTP/1.1\r\nHost: " + host + b"\r\n\r\n", (400, 404, 405, 421, 501))
    is_status("TRACE is refused", b"TRACE / HTTP/1.1\r\nHost: " + host + b"\r\n\r\n", (400, 404, 405, 501))
    for path in (b"/../../etc/passwd", b"/static/../../etc/passwd", b"/static/%2e%2e/%2e%2e/etc/passwd", b"/%00", b"//evil.example/", b"/@alice%2f..%2f", b"/static/..%5c..%5cx", b"/%"):
        answer = exchange(world, b"GET " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + end)
        report.check(f"{path.decode()} finds nothing and leads nowhere", status(answer) in (400, 404) and b"root:" not in answer, answer[:200])
    answer = exchange(world, b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\nX-T: a%0d%0aSet-Cookie: x=y\r\nAccept-Language: en%0d%0aX: y\r\n" + end)
    report.check("percent-encoded line ends in a header stay what they are", status(answer) == 200 and b"set-cookie" not in answer.lower(), answer[:300])
    answer = exchange(world, b"GET /%0d%0aSet-Cookie:%20x=y HTTP/1.1\r\nHost: " + host + b"\r\n" + end)
    report.check("and in a target", b"\r\nset-cookie" not in answer.lower() and status(answer) in (400, 404), answer[:300])

    four = b"".join(b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n\r\n" for _ in range(3)) + b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + end
    report.equal("four pipelined requests get four answers", exchange(world, four).count(b"HTTP/1.1 200"), 4)
    slowly = _bytewise(world, b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + end)
    report.equal("a request that comes byte by byte is answered", status(slowly), 200)
    smuggle = (b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nContent-Type: application/activity+json\r\nContent-Length: 44\r\n\r\n"
               + b"GET /smuggled HTTP/1.1\r\nHost: evil.example\r\n\r\n"[:44] + b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n" + end)
    answer = exchange(world, smuggle)
    report.check("a body is never read as the next request", b" 421 " not in answer and answer.count(b"HTTP/1.1 ") <= 2, answer[:200])
    chunked = (b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nContent-Type: application/activity+json\r\nTransfer-Encoding: chunked\r\n" + end
               + b"2\r\n{}\r\n0\r\n\r\n")
    report.equal("a chunked body is read (and refused for want of a signature)", status(exchange(world, chunked)), 401)
    expect = exchange(world, b"POST " + inbox + b" HTTP/1.1\r\nHost: " + host + b"\r\nContent-Type: application/activity+json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n" + end, 2)
    report.check("Expect: 100-continue is answered", b" 100 " in expect or status(expect) in (401, 417), expect[:100])
    many(report, world, host, page)


def _bytewise(world, data):
    with socket.create_connection(("127.0.0.1", world.ekiben.port), timeout=5) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in data:
            connection.sendall(bytes([byte]))
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


def many(report, world, host, page):
    """Connections that never say anything, and requests that never end."""
    idle, slow = [], []
    try:
        for number in range(200):
            for kept, start in ((idle, b""), (slow, b"GET " + page + b" HTTP/1.1\r\nHost: " + host + b"\r\n")):
                connection = socket.socket()
                connection.settimeout(5)
                connection.bind((f"127.0.{64 + number // 50}.{1 + number % 50}", 0))
                try:
                    connection.connect(("127.0.0.1", world.ekiben.port))
                    connection.sendall(start)
                except OSError:
                    pass
                kept.append(connection)
        times = []
        browser = world.ekiben.browser()
        for _ in range(50):
            begun = time.monotonic()
            report_status = browser.get("/@" + world.ekiben.handle).status
            times.append(time.monotonic() - begun if report_status == 200 else 9)
        report.check("200 silent and 200 slow connections do not slow a page", sorted(times)[47] < 0.1, sorted(times)[-4:])
        begun = time.monotonic()

        def closed(connection):
            connection.settimeout(0.01)
            try:
                while connection.recv(4096):
                    pass
                return True
            except socket.timeout:
                return False
            except OSError:
                return True

        report.check("a head that does not end is given up after its deadline, with 408 or silently",
                     wait_for(lambda: all(closed(connection) for connection in slow[:10]), 20, 0.5), time.monotonic() - begun)
    finally:
        for connection in idle + slow:
            connection.close()
    report.equal("and the server is well", world.ekiben.browser().get("/@" + world.ekiben.handle).status, 200)

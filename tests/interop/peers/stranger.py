"""A scripted server: serves actors, records every request, and misbehaves where it is told to."""
import http.server
import json
import socket
import socketserver
import threading
import time

from . import signatures
from .report import wait_for

CONTEXT = ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"]
ACTIVITY = "application/activity+json"


class Recorded:
    def __init__(self, handler, body):
        self.method, self.path, self.body, self.at = handler.command, handler.path, body, time.time()
        self.headers = {name.lower(): value for name, value in handler.headers.items()}

    def json(self):
        return json.loads(self.body)


class Actor:
    """One person on a stranger's server. `document` may be changed by the test."""

    def __init__(self, server, name, key=None):
        self.server, self.name, self.key = server, name, key or signatures.Key()
        self.id = f"{server.base}/users/{name}"
        self.key_id, self.inbox = self.id + "#main-key", self.id + "/inbox"
        self.document = {
            "@context": CONTEXT, "id": self.id, "type": "Person", "preferredUsername": name, "name": name.title(), "inbox": self.inbox,
            "outbox": self.id + "/outbox", "followers": self.id + "/followers", "url": self.id,
            "publicKey": {"id": self.key_id, "owner": self.id, "publicKeyPem": self.key.public_pem},
        }
        self._counter = 0

    def new_id(self, kind):
        self._counter += 1
        return f"{self.id}/{kind}/{self._counter}-{time.time_ns()}"

    def activity(self, kind, target, **more):
        return {"@context": CONTEXT[0], "id": self.new_id(kind.lower()), "type": kind, "actor": self.id, "object": target, **more}

    def follow(self, target):
        return self.activity("Follow", target)

    def received(self, kind=None):
        """Activities that arrived in this actor's inbox (or the shared one) and were answered 2xx."""
        found = []
        for request in list(self.server.requests):
            if request.method == "POST" and request.path in (f"/users/{self.name}/inbox", "/inbox") and getattr(request, "status", 0) // 100 == 2:
                activity = request.json()
                addressed = activity.get("object", {})
                if (kind is None or activity.get("type") == kind) and (not isinstance(addressed, dict) or addressed.get("actor", self.id) == self.id):
                    found.append(activity)
        return found

    def wait_received(self, kind, count=1, seconds=10):
        return wait_for(lambda: len(self.received(kind)) >= count, seconds)


class Stranger:
    """http on an address of its own (each address is another host). Default answers: actors, 202 for inboxes, 404.
    `special[path]` takes over: a callable of the handler that returns nothing and has answered, or (status, type, bytes[, headers])."""

    def __init__(self, address="127.0.0.1", port=0):
        self.requests, self.actors, self.special, self.connections = [], {}, {}, 0
        self.inbox_status, self._open = 202, set()
        stranger = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version, timeout = "HTTP/1.1", 60

            def log_message(self, *_):
                pass

            def setup(self):
                super().setup()
                stranger.connections += 1
                stranger._open.add(self.connection)

            def finish(self):
                stranger._open.discard(self.connection)
                super().finish()

            def answer(self, status, kind="text/plain", body=b"", headers=()):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                request = Recorded(self, body)
                stranger.requests.append(request)
                special = stranger.special.get(self.path.split("?")[0])
                try:
                    if special is not None:
                        given = special(self)
                        if given is not None:
                            self.answer(*given)
                        request.status = given[0] if given else 0
                    elif self.command == "POST":
                        request.status = stranger.inbox_status
                        self.answer(request.status)
                    else:
                        actor = stranger.actors.get(self.path)
                        request.status = 200 if actor else 404
                        self.answer(request.status, ACTIVITY, json.dumps(actor.document).encode() if actor else b"{}")
                except OSError:
                    self.close_connection = True

            do_GET = do_POST = do_HEAD = do

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads, allow_reuse_address, request_queue_size = True, True, 256

            def handle_error(self, *_):  # connections that ekiben gives up are part of the tests
                pass

        self._server = Server((address, port), Handler)
        self.port = self._server.server_address[1]
        self.host = f"{address}:{self.port}"
        self.base = f"http://{self.host}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        """Also ends the connections that peers keep open: a host that is down answers nobody."""
        self._server.shutdown()
        self._server.server_close()
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def actor(self, name, key=None):
        actor = Actor(self, name, key)
        self.actors[f"/users/{name}"] = actor
        return actor

    def gets(self, path=None):
        return [request for request in list(self.requests) if request.method == "GET" and (path is None or request.path == path)]


class Sender:
    """Posts to one ekiben: honest by default, each part can be replaced."""

    def __init__(self, ekiben):
        self.ekiben = ekiben

    def post(self, actor, activity, path=None, body=None, key=None, key_id=None, signed=signatures.CAVAGE_POST, date=None, host=None,
             algorithm="rsa-sha256", target=None, after=None, headers=None, signature=None, source=None, timeout=30):
        """`after(headers, body)` may change both once they are signed and returns the body. Gives status, headers, seconds."""
        path = path or f"/users/{self.ekiben.handle}/inbox"
        body = json.dumps(activity).encode() if body is None else body
        sent = {"host": host or self.ekiben.browser().host, "date": date or signatures.http_date(), "digest": signatures.digest(body), "content-type": ACTIVITY}
        sent |= {name.lower(): value for name, value in (headers or {}).items() if value is not None}
        for name in [name for name, value in (headers or {}).items() if value is None]:
            sent.pop(name.lower(), None)
        if signature is None:
            sent["signature"] = signatures.cavage(key or actor.key, key_id or actor.key_id, "POST", target or path, sent, signed, algorithm)
        elif signature:
            sent["signature"] = signature
        if after:
            body = after(sent, body)
        return self.send("POST", path, sent, body, source, timeout)

    def post_9421(self, actor, activity, components=None, path=None, after=None, **options):
        path = path or f"/users/{self.ekiben.handle}/inbox"
        body = json.dumps(activity).encode()
        sent = {"host": self.ekiben.browser().host, "content-type": ACTIVITY, "content-digest": signatures.content_digest(body)}
        values = {"@method": "POST", "@target-uri": self.ekiben.base + path, "@authority": sent["host"], "@path": path, "@scheme": "http",
                  "@request-target": path, "@query": "?", **{name: value for name, value in sent.items()}}
        names = components or ("@method", "@target-uri", "content-digest")
        sent["signature-input"], sent["signature"] = signatures.rfc9421(actor.key, actor.key_id, [(name, values[name]) for name in names], **options)
        if after:
            body = after(sent, body)
        return self.send("POST", path, sent, body)

    def get(self, actor, path, accept=ACTIVITY, key_id=None, key=None):
        sent = {"host": self.ekiben.browser().host, "date": signatures.http_date(), "accept": accept}
        sent["signature"] = signatures.cavage(key or actor.key, key_id or actor.key_id, "GET", path, sent, signatures.CAVAGE_GET)
        return self.send("GET", path, sent, None)

    def send(self, method, path, headers, body, source=None, timeout=30):
        import http.client

        connection = http.client.HTTPConnection("127.0.0.1", self.ekiben.port, timeout=timeout, source_address=source and (source, 0))
        started = time.monotonic()
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.title(), value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return Reply(answer.status, answer.msg, content, time.monotonic() - started)


class Reply:
    def __init__(self, status, headers, body, seconds):
        self.status, self.headers, self.body, self.seconds = status, headers, body, seconds

    def __repr__(self):
        return f"<{self.status} after {self.seconds:.2f} s {self.body[:150]!r}>"

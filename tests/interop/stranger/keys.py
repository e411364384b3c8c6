"""Keys that lie, hang, redirect, are huge or never come (walk 1; B1, B2, B4, B11, B13, B17, B26-B33, B43)."""
import json
import threading
import time

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from peers import signatures
from peers.report import wait_for

ACTIVITY = "application/activity+json"
DEFERRED_SECONDS = 10.5  # design walk 1: at most 8 s, and some room for a busy machine


def run(report, world):
    shapes(report, world)
    lies(report, world)
    redirects(report, world)
    names(report, world)
    sizes(report, world)
    hanging(report, world)
    rotation(report, world)


def _post(world, actor, **change):
    return world.send.post(actor, actor.follow(world.me), **change)


def _document(actor, **change):
    return json.dumps({**actor.document, **change}).encode()


def shapes(report, world):
    """Honest peers whose documents look different (items 21, 23, 24)."""
    def follows(sentence, actor):
        reply = _post(world, actor)
        report.check(sentence, reply.status == 202 and actor.wait_received("Accept"), reply)

    separate = world.actor("separate")
    separate.key_id = separate.id + "/main-key"
    separate.document["publicKey"]["id"] = separate.key_id
    stub = {name: separate.document[name] for name in ("@context", "id", "type", "preferredUsername", "publicKey")}
    separate.server.special[f"/users/{separate.name}/main-key"] = lambda _: (200, ACTIVITY, json.dumps(stub).encode())
    follows("23 a key that is a document of its own, with a stub of the actor", separate)
    several = world.actor("several")
    several.document["publicKey"] = [{"id": several.id + "#old", "owner": several.id, "publicKeyPem": signatures.Key().public_pem}, several.document["publicKey"]]
    follows("24 several keys in an array", several)
    odd = world.actor("odd")
    odd.document |= {"inbox": {"id": odd.inbox}, "outbox": [odd.id + "/outbox"], "icon": [{"type": "Image", "url": odd.id + "/icon.png"}], "type": ["Person"]}
    odd.document["type"] = "Person"
    follows("21 inbox as an object, outbox as an array, icon as an array", odd)
    linked = world.actor("linked")
    linked.server.special[f"/users/{linked.name}"] = lambda _: (200, 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"', _document(linked))
    follows("33 ld+json with the AS2 profile", linked)
    group = world.actor("group")
    group.document["type"] = "Group"
    follows("30 a Group", group)


def lies(report, world):
    def refused(sentence, actor, status=(401,), **change):
        before = world.followers()
        reply = _post(world, actor, **change)
        report.check(sentence, reply.status in status and world.followers() == before, reply)

    victim = world.actor("victim")
    thief = world.actor("thief")
    thief.document["publicKey"]["owner"] = victim.id
    reply = world.send.post(thief, {**victim.follow(world.me), "actor": victim.id}, key_id=thief.key_id)
    report.equal("B11 a key that names somebody else as its owner is not believed", reply.status, 401, reply)
    posing = world.actor("posing")
    posing.server.special[f"/users/{posing.name}"] = lambda _: (200, ACTIVITY, _document(posing, id=victim.id))
    refused("B1 a document whose id is somebody else's", posing)
    for kind in ("text/html", "application/json", "application/ld+json", "image/png", "text/plain; application/activity+json"):
        wrong = world.actor("wrong")
        wrong.server.special[f"/users/{wrong.name}"] = lambda _, kind=kind, wrong=wrong: (200, kind, _document(wrong))
        refused(f"B2 a document of type {kind}", wrong)
    for status, expected in ((404, (401,)), (410, (401,)), (403, (401,)), (500, (503, 401)), (503, (503,)), (204, (401, 503))):
        absent = world.actor("absent")
        absent.server.special[f"/users/{absent.name}"] = lambda _, status=status, absent=absent: (status, ACTIVITY, _document(absent) if status != 204 else b"")
        refused(f"49 a key whose host answers {status}", absent, expected)
    for sentence, document in (("no JSON", b"<html>"), ("an empty document", b""), ("an array", b"[]"), ("a number", b"7"), ("nested 10,000 deep (B44)", b'{"a":' * 10000 + b"1" + b"}" * 10000),
                               ("broken UTF-8", b'{"id":"\xff\xfe"}')):
        broken = world.actor("broken")
        broken.server.special[f"/users/{broken.name}"] = lambda _, document=document: (200, ACTIVITY, document)
        refused(f"an actor document that is {sentence}", broken)
    small = world.actor("small", signatures.Key(1024))
    refused("B17 a key of 1024 bits", small)
    for bits in (16384, 65536):
        huge = world.actor("huge")
        numbers = rsa.RSAPublicNumbers(65537, (1 << (bits - 1)) | 1)
        huge.document["publicKey"]["publicKeyPem"] = numbers.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
        refused(f"a key of {bits} bits", huge)
    for sentence, text in (("text", "hello"), ("empty", ""), ("a private key's header", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
                           ("a PEM without content", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n")):
        bad = world.actor("bad")
        bad.document["publicKey"]["publicKeyPem"] = text
        refused(f"a key that is {sentence}", bad)
    unlisted = world.actor("unlisted")
    unlisted.server.special["/keys/1"] = lambda _: (200, ACTIVITY, json.dumps(
        {"@context": unlisted.document["@context"], "id": unlisted.server.base + "/keys/1", "owner": unlisted.id, "publicKeyPem": unlisted.key.public_pem}).encode())
    refused("B11 a key that its owner's document does not name", unlisted, key_id=unlisted.server.base + "/keys/1")
    nameless = world.actor("nameless")
    del nameless.document["inbox"]
    refused("18 an actor without an inbox is not a follower", nameless, (401, 202))


def redirects(report, world):
    private = world.forbidden()
    inner = private.actor("inner")

    def not_dialled(sentence, reply, status=(401, 503)):
        report.check(sentence, reply.status in status and private.connections == 0, (reply, private.connections))

    not_dialled("B26 a key on a private address is never asked for", _post(world, inner))
    for host in (f"[::ffff:{_address_of(private)}]", f"[::{_address_of(private)}]", f"[64:ff9b::{_address_of(private)}]", "[::1]", "localhost", "0.0.0.0", "127.1",
                 "0x7f.0.200.1", "2130757633", "0177.0.200.1", "169.254.169.254", "10.0.0.1", "192.168.0.1", "[fe80::1]", "[fd00::1]", "255.255.255.255", "224.0.0.1"):
        reply = _post(world, inner, key_id=f"http://{host}:{private.port}/users/inner#main-key")
        not_dialled(f"B26/B27 nor on {host}", reply, (400, 401, 503))
    report.equal("B16 userinfo in a key id is refused", _post(world, inner, key_id=f"http://user@{private.host}/users/inner#main-key").status, {400, 401})
    for scheme in ("ftp", "gopher", "data", "unix"):
        report.equal(f"B28 {scheme}: is refused", _post(world, inner, key_id=f"{scheme}://{private.host}/users/inner#main-key").status, {400, 401})

    for code in (301, 302, 307, 308):
        led = world.actor("led")
        led.server.special[f"/users/{led.name}"] = lambda _, code=code: (code, "text/plain", b"", [("Location", inner.id)])
        not_dialled(f"B28 a {code} into a private range is not followed", _post(world, led))
    to_file = world.actor("tofile")
    to_file.server.special["/users/tofile"] = lambda _: (302, "text/plain", b"", [("Location", "file:///etc/passwd")])
    not_dialled("B28 nor one to a file", _post(world, to_file))
    loop = world.actor("loop")
    loop.server.special["/users/loop"] = lambda _: (302, "text/plain", b"", [("Location", loop.id)])
    reply = _post(world, loop)
    report.check("B33 a redirect loop ends after three hops", reply.status in (401, 503) and len(loop.server.gets()) <= 4, (reply, len(loop.server.gets())))
    honest, moved = world.actor("landlord"), world.actor("moved")
    moved.server.special["/users/moved"] = lambda _: (302, "text/plain", b"", [("Location", honest.server.base + "/users/moved-copy")])
    honest.server.special["/users/moved-copy"] = lambda _: (200, ACTIVITY, _document(moved))
    reply = _post(world, moved)
    report.equal("B4 a document that came from another host after a redirect is not believed", reply.status, {401, 503}, reply)
    leaked = [request for request in honest.server.requests if "signature" in request.headers and moved.server.host in request.headers.get("signature", "")]
    report.check("B28 and no signature made for one host was sent to another", not leaked, leaked)


def names(report, world):
    """B28, B29: what a name's addresses are is asked once, checked, and the checked address is dialled."""
    honest = world.named("honest.test").actor("named")
    reply = _post(world, honest)
    report.check("a follower whose host is found by the configured DNS server", reply.status == 202 and honest.wait_received("Accept"), reply)
    for sentence, addresses in (("B26 a name that means a private address", None), ("B27 a name that means a mapped one", ["::ffff:127.0.200.9"]), ("B29 a name that means ::1", ["::1"]),
                                ("B29 a name that means fd00::1", ["fd00::1"])):
        server = world.named(f"n{abs(hash(sentence)) % 10**8}.test", addresses or ["127.0.1.1"])
        private = world.forbidden(server.port)
        if addresses is None:
            world.names.zone[server.host.split(":")[0]] = [private.host.split(":")[0]]
        reply = _post(world, server.actor("sly"))
        report.check(sentence + " is not dialled", reply.status in (401, 503) and private.connections == server.connections == 0, (reply, private.connections, server.connections))
    server = world.host()
    private = world.forbidden(server.port)
    world.names.zone["rebinding.test"] = [server.host.split(":")[0], private.host.split(":")[0]]
    server.host = f"rebinding.test:{server.port}"
    server.base = f"http://{server.host}"
    for number in range(6):
        _post(world, server.actor(f"turn{number}"))
    time.sleep(0.5)
    report.check("B28 a name that means another address each time it is asked leads to the checked one only", private.connections == 0 and server.connections > 0,
                 (private.connections, server.connections, world.names.queries[-12:]))
    for name, answers in (("silent.test", ["silent"]), ("broken.test", ["servfail"])):
        reply = _post(world, world.named(name, answers).actor("lost"))
        report.check(f"a name server that is {name.split('.')[0]}: 503 in time", reply.status == 503 and reply.seconds < DEFERRED_SECONDS, reply)
    nobody = world.named("nobody.test", ["127.0.1.1"])
    del world.names.zone["nobody.test"]
    reply = _post(world, nobody.actor("lost"))
    report.check("a name that does not exist: refused in time", reply.status in (401, 503) and reply.seconds < DEFERRED_SECONDS, reply)


def _address_of(private):
    return private.host.split(":")[0]


def sizes(report, world):
    """B31, B32, B37: how much is read."""
    big = world.actor("big")
    written = []

    def flood(handler, length=True):
        handler.send_response(200)
        handler.send_header("Content-Type", ACTIVITY)
        if length:
            handler.send_header("Content-Length", str(50_000_000))
        handler.send_header("Connection", "close")
        handler.end_headers()
        sent = 0
        try:
            while sent < 50_000_000:
                sent += handler.wfile.write(b'{"a":"' + b"x" * 65536)
        finally:
            written.append(sent)

    big.server.special["/users/big"] = flood
    reply = _post(world, big)
    report.equal("a document that says it has 50 MB is not read", reply.status, {401, 503}, reply)
    endless = world.actor("endless")
    endless.server.special["/users/endless"] = lambda handler: flood(handler, False)
    reply = _post(world, endless)
    report.equal("nor one without a length that does not end", reply.status, {401, 503}, reply)
    wait_for(lambda: len(written) == 2, 5)
    report.check("and the connection was closed long before", len(written) == 2 and max(written) < 12_000_000, written)  # socket buffers included
    bomb = world.actor("bomb")
    import gzip
    bomb.server.special["/users/bomb"] = lambda _: (200, ACTIVITY, gzip.compress(b" " * 30_000_000), [("Content-Encoding", "gzip")])
    reply = _post(world, bomb)
    report.equal("B32 a compressed document that was not asked for is refused", reply.status, {401, 503}, reply)
    headers = world.actor("headers")
    headers.server.special["/users/headers"] = lambda handler: (200, ACTIVITY, _document(headers), [(f"X-{i}", "y" * 1000) for i in range(2000)])
    reply = _post(world, headers)
    report.equal("B31 an answer with two megabytes of headers is refused", reply.status, {401, 503}, reply)


def hanging(report, world):
    """The answer is deferred, nobody else waits, and then it is truthful."""
    page = world.ekiben.browser()
    hung = [world.actor(f"hung{i}") for i in range(5)]
    released = threading.Event()
    for actor in hung:
        for i in range(12):
            actor.server.special[f"/users/{actor.name}-{i}"] = lambda _: released.wait(30) and None
    replies = []

    def one(actor, i):
        replies.append(world.send.post(actor, actor.follow(world.me), key_id=f"{actor.server.base}/users/{actor.name}-{i}#main-key"))

    started = time.monotonic()
    threads = [threading.Thread(target=one, args=(actor, i)) for actor in hung for i in range(12)]
    for thread in threads:
        thread.start()
    time.sleep(1.0)
    quick = []
    honest = world.actor("meanwhile")
    for _ in range(40):
        begun = time.monotonic()
        if page.get(f"/@{world.ekiben.handle}").status == 200:
            quick.append(time.monotonic() - begun)
    at_once = [reply for reply in replies if reply.seconds < 2]
    report.check("walk 1: pages are quick while 60 posts wait for keys", len(quick) == 40 and sorted(quick)[38] < 0.1, sorted(quick)[-3:])
    reply = _post(world, honest)
    report.check("and an honest follow is taken at once", reply.status == 202 and reply.seconds < 2, reply)
    report.check("over eight a key host are answered 503 at once", len(at_once) == 20 and all(reply.status == 503 for reply in at_once),
                 [(reply.status, round(reply.seconds, 2)) for reply in replies])
    for thread in threads:
        thread.join(30)
    released.set()
    report.check("the others are told 503 when the key does not come", len(replies) == 60 and all(reply.status == 503 for reply in replies),
                 [(reply.status, round(reply.seconds, 2)) for reply in replies])
    report.check("all of them with Retry-After (item 110)", all((reply.headers.get("Retry-After") or "").isdigit() for reply in replies),
                 [reply.headers.get("Retry-After") for reply in replies][:5])
    report.check("none waited longer than the deadline", max(reply.seconds for reply in replies) < DEFERRED_SECONDS and time.monotonic() - started < DEFERRED_SECONDS + 3,
                 max(reply.seconds for reply in replies))

    late = world.actor("late")
    late.server.special["/users/late"] = lambda _: (time.sleep(2), (200, ACTIVITY, _document(late)))[1]
    replies.clear()
    threads = [threading.Thread(target=lambda: replies.append(_post(world, late))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    report.check("a key that comes late is waited for: 202 truthfully", [reply.status for reply in replies] == [202] * 5 and min(reply.seconds for reply in replies) > 1.5,
                 replies)
    report.equal("B43 five posts under one key cost one fetch", len(late.server.gets("/users/late")), 1)
    drip = world.actor("drip")

    def dripping(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", ACTIVITY)
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.5)

    drip.server.special["/users/drip"] = dripping
    reply = _post(world, drip)
    report.check("B31 a key that drips byte by byte is given up in time", reply.status == 503 and reply.seconds < DEFERRED_SECONDS, reply)
    silent = world.actor("silent")
    silent.server.close()
    reply = _post(world, silent)
    report.check("49 a key host that refuses connections is 503 at once", reply.status == 503 and reply.seconds < 3, reply)
    missing = world.actor("missing")
    missing.server.special["/users/missing"] = lambda _: (404, ACTIVITY, b"{}")
    statuses = [_post(world, missing).status for _ in range(5)]
    report.check("B33 a key that is not there is remembered for a while", set(statuses) <= {401, 503} and len(missing.server.gets()) <= 2, (statuses, len(missing.server.gets())))


def rotation(report, world):
    turning = world.actor("turning")
    report.check("46 a follower", _post(world, turning).status == 202 and turning.wait_received("Accept"))
    turning.key = signatures.Key()
    turning.document["publicKey"]["publicKeyPem"] = turning.key.public_pem
    reply = _post(world, turning)
    report.check("46 a new key under the same id is fetched and believed", reply.status == 202, reply)
    report.equal("46 with one more fetch", len(turning.server.gets("/users/turning")), {2, 3})
    stolen = signatures.Key()
    before = len(turning.server.gets())
    statuses = {_post(world, turning, key=stolen).status for _ in range(10)}
    report.check("46 forged signatures under it do not fetch again and again", statuses <= {401, 503} and len(turning.server.gets()) - before <= 1,
                 (statuses, len(turning.server.gets()) - before))
    changed = {**turning.document, "publicKey": {**turning.document["publicKey"], "publicKeyPem": stolen.public_pem}}
    reply = world.send.post(turning, turning.activity("Update", changed))
    report.equal("B13 an Update of the actor that brings another key is taken", reply.status, 202, reply)
    time.sleep(1)
    report.equal("B13 but that key is not believed: only the origin is", _post(world, turning, key=stolen).status, {401, 503})
    report.equal("B13 the origin's is", _post(world, turning).status, 202)

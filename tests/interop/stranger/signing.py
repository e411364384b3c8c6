"""Signatures that are wrong in each part, and the two kinds that are right (items 39-56)."""
import time

from peers import signatures
from peers.report import wait_for

REFUSED = (401,)


def run(report, world):
    send, me = world.send, world.me
    settled = world.followers()
    honest = world.actor("honest")
    follow = honest.follow(me)
    answer = send.post(honest, follow)
    report.equal("58 a Follow signed as Mastodon signs it is taken", answer.status, 202, answer)
    report.check("68 and answered with an Accept", honest.wait_received("Accept"), honest.server.requests)
    accepts(report, world, honest, follow)
    report.check("and counted", wait_for(lambda: world.followers() == settled + 1, 5), world.followers)
    before = world.followers()

    evil, other = world.actor("evil"), world.actor("other")

    def refused(sentence, status=REFUSED, actor=None, activity=None, **change):
        who = actor or honest
        reply = send.post(who, activity or who.follow(me), **change)
        return report.equal(sentence, reply.status, set(status), reply)

    refused("a POST without a signature is 401", signature=False)
    refused("a signature that is no signature is refused", (400, 401), signature="nonsense")
    refused("an empty signature is refused", (400, 401), signature=f'keyId="{honest.key_id}",headers="date",signature=""')
    refused("a body changed by one byte is 401 (item 42)", after=lambda sent, body: body[:-1] + b" }")
    refused("a body and digest changed after signing is 401", after=lambda sent, body: _replace(sent, "digest", body + b" "))
    refused("42 a digest that is no digest is 400", (400,), headers={"digest": "SHA-256"})
    refused("42 a digest of another algorithm alone is refused", (400, 401), headers={"digest": "MD5=1B2M2Y8AsgTpgAmY7PhCfg=="})
    refused("40 a POST whose digest is not signed is 401", signed=("(request-target)", "host", "date"))
    refused("a POST without a digest is refused", (400, 401), headers={"digest": None}, signed=("(request-target)", "host", "date"))
    refused("40 neither date nor (created) signed is 401", signed=("(request-target)", "host", "digest"))
    refused("43 a date two hours ago is 401 (B12)", date=signatures.http_date(-7200))
    refused("43 a date two hours ahead is 401 (B12)", date=signatures.http_date(7200))
    refused("a date that is no date is refused", (400, 401), date="yesterday")
    refused("signed for another path is 401 (B10)", target="/users/somebody/inbox")
    refused("signed for another method's target is 401", after=lambda sent, body: _resign(sent, body, honest, "GET", world))
    refused("signed for another host is 401 (K)", after=lambda sent, body: _resign_host(sent, body, honest, world))
    refused("a signature by another's key is 401", key=evil.key)
    refused("62 the key of one for the activity of another is refused or dropped (B9)", {202, 401, 403}, actor=evil, activity=honest.follow(me))
    refused("B17 an algorithm that makes a secret of the public key is refused", (400, 401), algorithm="hmac-sha256")
    refused("45 a parameter twice is refused", (400, 401), after=lambda sent, body: (sent.update(signature=sent["signature"] + f',keyId="{honest.key_id}"'), body)[1])
    refused("a signature cut short is refused", (400, 401), after=lambda sent, body: (sent.update(signature=sent["signature"][:-8] + '"'), body)[1])
    refused("a key id without a document is 401", key_id=honest.server.base + "/users/nobody#main-key")
    refused("a key id of no URL is refused", (400, 401), key_id="honest")
    refused("48 an acct: key id is refused", (400, 401), key_id=f"acct:honest@{honest.server.host}")
    refused("a key id that names a file is refused", (400, 401), key_id="file:///etc/passwd#main-key")
    refused("the shared inbox refuses just the same", path="/inbox", key=evil.key)
    report.equal("none of them changed anything", world.followers(), before)

    for algorithm in ("hs2019", None):
        reply = send.post(other, other.follow(me), algorithm=algorithm)
        report.equal(f"39 algorithm={algorithm} is taken and verified by the key's own kind", reply.status, 202, reply)
    reply = send.post(other, other.follow(me), after=lambda sent, body: (sent.update(signature="Signature " + sent["signature"].replace(",", ", ")), body)[1])
    report.equal("45 a scheme prefix and spaces after commas are taken", reply.status, 202, reply)
    reply = send.post(other, other.follow(me), after=lambda sent, body: (sent.update(digest=sent.pop("digest")), body)[1])
    report.equal("45 header order does not matter", reply.status, 202, reply)
    report.check("and one follower more is counted", wait_for(lambda: world.followers() == before + 1, 5), world.followers)

    replay(report, world, other)
    newer(report, world)


def _replace(sent, name, body):
    sent[name] = signatures.digest(body)
    return body


def _resign(sent, body, actor, method, world):
    sent["signature"] = signatures.cavage(actor.key, actor.key_id, method, f"/users/{world.ekiben.handle}/inbox", sent)
    return body


def _resign_host(sent, body, actor, world):
    sent["signature"] = signatures.cavage(actor.key, actor.key_id, "POST", f"/users/{world.ekiben.handle}/inbox", {**sent, "host": "victim.example"})
    return body


def accepts(report, world, actor, follow):
    """What an honest peer checks of the Accept."""
    request = next(request for request in actor.server.requests if request.method == "POST")
    accept = request.json()
    report.equal("68 the Accept holds the whole Follow, id and all (item 76)", {name: accept["object"][name] for name in ("id", "type", "actor", "object")},
                 {name: follow[name] for name in ("id", "type", "actor", "object")})
    report.check("the Accept has an id on ekiben's host, the owner as actor, AS2 first in @context (items 36, 38)", accept["id"].startswith(world.ekiben.base)
                 and accept["actor"] == world.me and (accept["@context"] if isinstance(accept["@context"], str) else accept["@context"][0]).startswith("https://www.w3.org/ns/"), accept)
    claim = signatures.parse_cavage(request.headers.get("signature", ""))
    report.equal("39 signed as everyone accepts it", claim.get("headers", "").split(), list(signatures.CAVAGE_POST))
    report.equal("by the owner's key", claim.get("keyId"), world.me + "#main-key")
    key = world.ekiben.get_json(f"/users/{world.ekiben.handle}")["publicKey"]["publicKeyPem"]
    report.check("and the signature holds", lambda: signatures.verifies(key, "POST", request.path, request.headers, request.headers["signature"]), request.headers)
    report.equal("with the digest of its body", request.headers.get("digest"), signatures.digest(request.body))
    report.check("109 a User-Agent that says who it is", "ekiben" in request.headers.get("user-agent", "") and world.ekiben.base in request.headers.get("user-agent", ""),
                 request.headers.get("user-agent"))
    report.equal("35 and the content type that everyone accepts", request.headers.get("content-type"), "application/activity+json")
    fetch = actor.server.gets(f"/users/{actor.name}")
    report.check("56 the actor was fetched with a signature of the instance actor", fetch and f"{world.ekiben.base}/actor#main-key" in fetch[0].headers.get("signature", ""),
                 [request.headers for request in fetch])
    if fetch:
        key = world.ekiben.get_json("/actor")["publicKey"]["publicKeyPem"]
        report.check("that holds", lambda: signatures.verifies(key, "GET", fetch[0].path, fetch[0].headers, fetch[0].headers["signature"]), fetch[0].headers)
        report.equal("34 with the Accept header that everyone knows", fetch[0].headers.get("accept"),
                     'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"')
    report.equal("the actor was fetched once", len(fetch), 1)


def replay(report, world, actor):
    """B12: the same bytes again, within the window."""
    kept, before = {}, world.followers()
    undo_follow = actor.follow(world.me)
    reply = world.send.post(actor, undo_follow, after=lambda sent, body: (kept.update(sent=dict(sent), body=body), body)[1])
    report.equal("a Follow", reply.status, 202)
    actor.wait_received("Accept")
    undo = world.send.post(actor, actor.activity("Undo", undo_follow))
    report.equal("then its Undo", undo.status, 202)
    after_undo = before - 1
    report.check("takes it away", wait_for(lambda: world.followers() == after_undo, 5), world.followers)
    again = world.send.send("POST", f"/users/{world.ekiben.handle}/inbox", kept["sent"], kept["body"])
    report.equal("B12 the Follow replayed is answered", again.status, {202, 401}, again)
    time.sleep(1)
    report.equal("B12 and changes nothing", world.followers(), after_undo)


def newer(report, world):
    """RFC 9421 as Mastodon 4.5 and Fedify send it (items 51, 54, 55)."""
    send, me, before = world.send, world.me, world.followers()
    modern = world.actor("modern")

    def status(sentence, expected, **options):
        reply = send.post_9421(modern, modern.follow(me), **options)
        report.equal(sentence, reply.status, expected, reply)

    status("51 an RFC 9421 signature over method, target and digest is taken", 202)
    report.check("51 and its follow accepted", modern.wait_received("Accept"))
    status("55 derived components one by one", 202, components=("@method", "@authority", "@path", "@target-uri", "content-digest"))
    status("51 without an alg parameter the key's kind decides", 202, algorithm=None)
    status("51 the method not covered is 401", {401}, components=("@target-uri", "content-digest"))
    status("51 the digest not covered is 401", {401}, components=("@method", "@target-uri"))
    status("51 created an hour and more ago is 401", {401}, created=int(time.time()) - 7200)
    status("51 created in the future is 401", {401}, created=int(time.time()) + 7200)
    status("B17 an algorithm of another family is refused", {400, 401}, algorithm="hmac-sha256")
    status("a body changed is 401", {401}, after=lambda sent, body: body[:-1] + b" }")
    status("51 a Content-Digest that is no dictionary is 400", {400}, after=lambda sent, body: (sent.update({"content-digest": "sha-256"}), body)[1])
    status("the signature under another label is refused", {400, 401}, after=lambda sent, body: (sent.update({"signature": sent["signature"].replace("sig1", "sig2")}), body)[1])
    status("a broken Signature-Input is refused", {400, 401}, after=lambda sent, body: (sent.update({"signature-input": sent["signature-input"][:-5]}), body)[1])
    reply = send.post_9421(modern, modern.follow(me), after=lambda sent, body: (sent.update({"signature-input": sent["signature-input"] + ", " + sent["signature-input"].replace(
        "sig1", "sig9")}), body)[1])
    report.equal("51 two signatures are not one", reply.status, {400, 401}, reply)
    report.check("one follower more", wait_for(lambda: world.followers() == before + 1, 5), world.followers)
    wrong = send.get(modern, f"/users/{world.ekiben.handle}", key=signatures.Key())
    report.equal("57 a public document is given to a GET whose signature fails, as to one without, or refused", wrong.status, {200, 401}, wrong)
    report.equal("57 and to a signed GET", send.get(modern, f"/users/{world.ekiben.handle}").status, 200)

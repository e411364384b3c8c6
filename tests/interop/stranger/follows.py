"""Follow, Undo, Block, Delete, as other servers send them and as nobody should (items 58-71, 77; B5, B7-B9, B12, B21-B23)."""
import json
import time

from peers import owner_pages
from peers.report import wait_for


def run(report, world):
    send, me = world.send, world.me
    inbox, shared = f"/users/{world.ekiben.handle}/inbox", "/inbox"
    settled = world.followers()

    def followed(actor, activity=None, path=inbox, **change):
        reply = send.post(actor, activity or actor.follow(me), path=path, **change)
        return reply.status == 202 and actor.wait_received("Accept")

    def total_becomes(expected):
        return wait_for(lambda: world.followers() == expected, 6)

    anna, berta = world.actor("anna"), world.actor("berta")
    first = anna.follow(me)
    report.check("58 a Follow to the personal inbox", followed(anna, first) and total_becomes(settled + 1), world.followers)
    report.check("58 a Follow to the shared inbox", followed(berta, path=shared) and total_becomes(settled + 2), world.followers)
    send.post(anna, first, path=shared)
    report.check("61 the same activity to the other inbox too has one effect", total_becomes(settled + 2), world.followers)
    again = anna.follow(me)
    send.post(anna, again)
    report.check("68 a repeated Follow under another id is accepted again, with the new id",
                 wait_for(lambda: any(accept["object"]["id"] == again["id"] for accept in anna.received("Accept")), 10), lambda: anna.received())
    report.check("68 and counted once", total_becomes(settled + 2), world.followers)

    report.equal("B8 somebody else's Undo is answered", send.post(berta, berta.activity("Undo", again)).status, {202, 401, 403})
    time.sleep(1)
    report.equal("B8 and undoes nothing", world.followers(), settled + 2)
    report.equal("62 an Undo whose actor is not the signer is refused or dropped", send.post(berta, {**berta.activity("Undo", again), "actor": anna.id}).status, {202, 400, 401, 403})
    time.sleep(1)
    report.equal("62 and undoes nothing", world.followers(), settled + 2)
    report.equal("an Undo of what never was is answered 202", send.post(berta, berta.activity("Undo", anna.id + "/follow/never")).status, 202)
    report.equal("76 an Undo that names the Follow by id", send.post(anna, anna.activity("Undo", again["id"])).status, 202)
    report.check("76 takes it away", total_becomes(settled + 1), world.followers)
    report.check("a Follow whose object is embedded", followed(anna, anna.follow({"id": me, "type": "Person"})) and total_becomes(settled + 2), world.followers)
    report.equal("76 an Undo that embeds the Follow under an unknown id", send.post(
        anna, anna.activity("Undo", {"id": anna.id + "/other", "type": "Follow", "actor": anna.id, "object": me})).status, 202)
    report.check("76 takes it away by its actor and object", total_becomes(settled + 1), world.followers)

    for sentence, activity in (
        ("of somebody who is not here", anna.follow(world.ekiben.base + "/users/nobody")),
        ("of another server's actor", anna.follow(berta.id)),
        ("of nothing", {**anna.follow(me), "object": None}),
        ("of a number", {**anna.follow(me), "object": 7}),
        ("of the instance actor", anna.follow(world.ekiben.base + "/actor")),
    ):
        status = send.post(anna, activity).status
        report.check(f"a Follow {sentence} is answered without harm", status in (202, 400, 404), status)
    foreign = {**anna.follow(me), "id": berta.id + "/follow/1"}
    report.equal("B8 an activity whose id is on another host is refused or forgotten", send.post(anna, foreign).status, {202, 400, 401, 403})
    nameless = anna.follow(me)
    del nameless["id"]
    report.equal("a Follow without an id is answered", send.post(anna, nameless).status, {202, 400})
    other = {**anna.follow(me), "actor": {"id": anna.id}}
    time.sleep(1.5)
    report.equal("none of them counted, or only the last two", world.followers() - settled, {1, 2})
    report.equal("an actor given as an object", send.post(anna, other).status, {202, 400})
    send.post(anna, anna.activity("Undo", {"id": other["id"], "type": "Follow", "actor": anna.id, "object": me}))
    report.check("and gone again", total_becomes(settled + 1), world.followers)

    report.equal("75 an unknown activity is 202 and nothing", send.post(anna, anna.activity("Dance", me)).status, 202)
    for kind in ("Like", "Announce", "Create", "Flag", "Move", "QuoteRequest", "Add", "Remove", "Accept", "Reject", "EmojiReact", "View", "Question"):
        report.equal(f"75 {kind} is answered 202 and does no harm", send.post(anna, anna.activity(kind, {"id": anna.id + "/x", "type": "Note", "attributedTo": anna.id})).status, 202)
    report.equal("71 a Block by a follower", send.post(berta, berta.activity("Block", me)).status, 202)
    report.check("71 takes the follower away", total_becomes(settled), world.followers)

    deletion(report, world, settled)
    blocked(report, world, settled)
    bodies(report, world)


def deletion(report, world, settled):
    send = world.send
    unknown = world.actor("unknown")
    for kind in ("Delete", "Update"):
        reply = send.post(unknown, unknown.activity(kind, unknown.id), path="/inbox")
        report.equal(f"59 a {kind} of an unknown actor by itself is 202 at once", reply.status, 202, reply)
    gone = unknown.activity("Delete", {"id": unknown.id, "type": "Tombstone"})
    report.equal("59 with a Tombstone too", send.post(unknown, gone, signature=f'keyId="{unknown.key_id}",headers="(request-target) host date digest",signature="AAAA"').status, {202, 401})
    time.sleep(0.5)
    report.equal("59 without asking its server anything", (len(unknown.server.requests), unknown.server.connections), (0, 0))
    wrong = send.post(unknown, {**unknown.activity("Delete", world.me)}, path="/inbox")
    report.equal("a Delete of the owner by a stranger is refused or forgotten", wrong.status, {202, 401, 403})

    leaving = world.actor("leaving")
    report.check("67 a follower", send.post(leaving, leaving.follow(world.me)).status == 202 and wait_for(lambda: world.followers() == settled + 1, 6))
    leaving.server.special[f"/users/{leaving.name}"] = lambda _: (410, "text/plain", b"")
    reply = send.post(leaving, leaving.activity("Delete", leaving.id), path="/inbox")
    report.equal("67 deletes its account", reply.status, 202, reply)
    report.check("67 and is gone from the followers", wait_for(lambda: world.followers() == settled, 6), world.followers)

    vanished = world.actor("vanished")
    report.check("67 another", send.post(vanished, vanished.follow(world.me)).status == 202 and wait_for(lambda: world.followers() == settled + 1, 6))
    forger = world.actor("forger")
    reply = send.post(forger, {**forger.activity("Delete", vanished.id), "actor": vanished.id})
    report.equal("B9 a Delete of somebody else is refused or dropped", reply.status, {202, 400, 401, 403}, reply)
    time.sleep(1)
    report.equal("B9 and nobody is gone", world.followers(), settled + 1)
    send.post(vanished, vanished.activity("Undo", vanished.follow(world.me)))
    report.check("and leaves by itself", wait_for(lambda: world.followers() == settled, 6), world.followers)


def blocked(report, world, settled):
    """The owner's block holds for every kind of request that says who it is (items 57, B23)."""
    send, actor = world.send, world.actor("pest")
    report.check("a follower who will be blocked", send.post(actor, actor.follow(world.me)).status == 202 and wait_for(lambda: world.followers() == settled + 1, 6))
    owner = world.ekiben.owner()
    owner_pages.press(owner, actor.id, "block")
    report.check("blocked by the owner, no follower any more", wait_for(lambda: world.followers() == settled, 6), world.followers)
    report.equal("57 a signed GET of the actor by somebody blocked is refused", send.get(actor, f"/users/{world.ekiben.handle}").status, {403, 404, 401})
    report.equal("57 of the followers too (B23)", send.get(actor, f"/users/{world.ekiben.handle}/followers").status, {403, 404, 401})
    report.equal("57 others are answered as before", send.get(world.actor("nice"), f"/users/{world.ekiben.handle}").status, 200)
    accepts = len(actor.received("Accept"))
    report.equal("B23 a Follow by somebody blocked is answered", send.post(actor, actor.follow(world.me)).status, {202, 403})
    time.sleep(1.5)
    report.equal("B23 but not accepted and not counted", (world.followers(), len(actor.received("Accept"))), (settled, accepts))
    owner_pages.press(owner, actor.id, "unblock")
    report.check("unblocked, a Follow is accepted again", send.post(actor, actor.follow(world.me)).status == 202 and wait_for(lambda: world.followers() == settled + 1, 6), world.followers)
    owner_pages.press(owner, actor.id, "remove")
    report.check("removed by the owner, no follower any more", wait_for(lambda: world.followers() == settled, 6), world.followers)
    report.check("and told so by a Reject", actor.wait_received("Reject"), lambda: actor.received())


def bodies(report, world):
    """What is refused before anything else is done with it (items 35, 60; B15, B32, B42, B44)."""
    send, actor = world.send, world.actor("bodies")
    settled = world.followers()
    report.check("a follower for the bodies", send.post(actor, actor.follow(world.me)).status == 202 and wait_for(lambda: world.followers() == settled + 1, 6))
    before = world.followers()

    def refused(sentence, status, **change):
        reply = send.post(actor, None, **{"body": b"{}", **change})
        report.equal(sentence, reply.status, set(status), reply)

    refused("60 a body over 1 MB is 413", (413,), body=b'{"a":"' + b"x" * (1 << 20) + b'"}')
    refused("malformed JSON is 400", (400,), body=b'{"type":"Follow"')
    refused("no body is 400", (400,), body=b"")
    refused("an array is 400", (400,), body=b"[]")
    refused("a string is 400", (400,), body=b'"Follow"')
    refused("B44 JSON 5,000 deep is 400", (400,), body=b'{"a":' * 5000 + b"1" + b"}" * 5000)
    refused("B44 arrays 100,000 deep are 400", (400,), body=b"[" * 100000 + b"]" * 100000)
    refused("broken UTF-8 is 400", (400,), body=b'{"type":"Follow","id":"\xff\xfe"}')
    refused("a body without an actor is refused or forgotten", (202, 400, 401, 403), body=b'{"type":"Follow"}')
    refused("a text that says it is HTML is refused", (400, 406, 415), body=json.dumps(actor.follow(world.me)).encode(), headers={"content-type": "text/html"})
    refused("a form is refused", (400, 406, 415), body=b"type=Follow", headers={"content-type": "application/x-www-form-urlencoded"})
    refused("B32 a compressed body is 415", (415,), headers={"content-encoding": "gzip"})
    twice = actor.follow(world.me)
    text = json.dumps(twice)[:-1] + f', "actor": "{world.me}"}}'
    reply = send.post(actor, None, body=text.encode())
    report.equal("B15 a key twice is read one way only", reply.status, {202, 400, 401, 403}, reply)
    lists = {**actor.activity("Create", {"id": actor.id + "/n", "type": "Note"}), "to": ["https://x.example/" + str(i) for i in range(20000)]}
    report.equal("B37 twenty thousand addressees are answered", send.post(actor, lists).status, {202, 400})
    ld = {**actor.follow(world.me), "@graph": [{"id": "x"}], "@included": [], "@reverse": {}, "signature": {"type": "RsaSignature2017"}}
    report.equal("B14 JSON-LD's tricks are only unknown keys", send.post(actor, ld).status, 202)
    page = world.ekiben.browser()
    report.equal("a GET of the inbox is refused", page.request("GET", f"/users/{world.ekiben.handle}/inbox").status, {401, 403, 404, 405})
    reply = send.post(actor, actor.follow(world.me), path="/users/nobody/inbox")
    report.equal("an inbox that is not there is 404", reply.status, {404, 401}, reply)
    report.equal("none of these changed the followers", world.followers(), before)
    send.post(actor, actor.activity("Undo", actor.follow(world.me)))
    report.check("and the sender leaves", wait_for(lambda: world.followers() == before - 1, 6), world.followers)

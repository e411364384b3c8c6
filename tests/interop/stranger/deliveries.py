"""Accepts on their way: the peer is down, slow, redirecting, gone (items 105-110). begin() posts the follows, finish() looks what came."""
import signal
import time

from peers import signatures
from peers.report import wait_for
from peers.stranger import Stranger


def begin(report, world):
    send, me = world.send, world.me
    state = {}

    def follower(name, answer):
        actor = world.actor(name)
        if answer is not None:
            actor.server.special[f"/users/{name}/inbox"] = answer
        reply = send.post(actor, actor.follow(me))
        report.equal(f"{name}: the Follow is taken", reply.status, 202, reply)
        state[name] = actor
        return actor

    attempts = {"failing": 0, "busy": 0}

    def failing(_):
        attempts["failing"] += 1
        return (503, "text/plain", b"") if attempts["failing"] == 1 else (202, "text/plain", b"")

    def busy(_):
        attempts["busy"] += 1
        return (429, "text/plain", b"", [("Retry-After", "2")]) if attempts["busy"] == 1 else (202, "text/plain", b"")

    follower("failing", failing)
    follower("busy", busy)
    follower("forbidding", lambda _: (403, "text/plain", b""))
    target = world.actor("target")
    state["target"] = target
    follower("redirecting", lambda _: (307, "text/plain", b"", [("Location", target.inbox)]))
    follower("hanging", lambda _: (time.sleep(20), None)[1])
    down = world.actor("down")
    reply = send.post(down, down.follow(me))  # the key is known from here on
    down.wait_received("Accept")
    send.post(down, down.activity("Undo", down.follow(me)))
    down.server.close()
    down.server.requests.clear()
    reply = send.post(down, down.follow(me))
    report.equal("down: the Follow is taken", reply.status, 202, reply)
    state["down"], state["attempts"], state["at"] = down, attempts, time.monotonic()
    healthy = state["healthy"] = world.actor("healthy")
    started = time.monotonic()
    send.post(healthy, healthy.follow(me))
    report.check("a healthy peer's Accept does not wait for a hanging one", healthy.wait_received("Accept", seconds=3) and time.monotonic() - started < 3)
    # The peer that was down comes back at the same address, while ekiben is killed and started in between.
    refused = f"{down.inbox} "
    report.check("down: the first attempt fails", wait_for(lambda: "attempt 1" in world.ekiben.log().split(refused)[-1].split("\n")[0], 10), world.ekiben.log)
    world.ekiben.restart(signal.SIGKILL)
    host, port = down.server.host.rsplit(":", 1)
    again = Stranger(host, int(port))
    world.processes.at_end(again.close)
    again.actors = {f"/users/{down.name}": down}
    down.server = again
    return state


def finish(report, world, state):
    """About 15 s and more after begin()."""
    ekiben = world.ekiben
    failing, busy, down = state["failing"], state["busy"], state["down"]
    report.check("110 Retry-After of a busy peer is honoured: the Accept arrives two seconds later and not before",
                 wait_for(lambda: len(_posts(busy)) >= 2, 20) and _posts(busy)[1].at - _posts(busy)[0].at >= 1.9, [request.at for request in _posts(busy)])
    report.check("106 an Accept answered 503 is tried again within a minute", wait_for(lambda: state["attempts"]["failing"] >= 2, 60), state["attempts"])
    report.check("106 an Accept to a peer that was down arrives when it is back, though ekiben was killed in between",
                 down.wait_received("Accept", seconds=60), lambda: down.server.requests)
    posts = _posts(failing)
    if len(posts) >= 2:
        report.check("108 each attempt is signed afresh", posts[0].headers["signature"] != posts[1].headers["signature"] and posts[0].headers["date"] != posts[1].headers["date"])
        key = ekiben.get_json(f"/users/{ekiben.handle}")["publicKey"]["publicKeyPem"]
        report.check("108 and both signatures hold", lambda: all(signatures.verifies(key, "POST", post.path, post.headers, post.headers["signature"]) for post in posts[:2]))
        report.equal("108 of the same activity", posts[0].body, posts[1].body)
    report.equal("108 a redirect is not followed", len(_posts(state["target"])), 0)
    report.equal("106 a 403 is final", len(_posts(state["forbidding"])), 1)
    before = world.followers()
    for actor in (state[name] for name in ("failing", "busy", "forbidding", "redirecting", "hanging", "down", "healthy")):
        world.send.post(actor, actor.activity("Undo", actor.follow(world.me)))
    report.check("they all leave", wait_for(lambda: world.followers() == before - 7, 10), world.followers)


def _posts(actor):
    return [request for request in list(actor.server.requests) if request.method == "POST"]



"""A thousand forged activities: what they may cost (B42, B43; design walk 1)."""
import concurrent.futures
import json
import pathlib
import time

from peers import signatures
from peers.report import wait_for

FORGED = 1000
FETCHES_PER_HOST = 400  # above what the budget gives, far below what was asked for


def run(report, world):
    send, me = world.send, world.me
    victim = world.host()
    forger = world.actor("forger")
    before = world.followers()
    cpu = _cpu(world)

    def forged(number):
        activity = {**forger.follow(me), "id": f"{victim.base}/users/u{number}/follow", "actor": f"{victim.base}/users/u{number}"}
        try:
            return send.post(forger, activity, key_id=f"{victim.base}/users/u{number}#main-key", source=f"127.0.{100 + number % 20}.{1 + number % 200}").status
        except OSError:
            return 0

    started = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(forged, range(FORGED)))
    seconds = time.monotonic() - started
    counts = {status: statuses.count(status) for status in set(statuses)}
    report.check(f"B43 {FORGED} forged activities under {FORGED} key ids are all refused", set(statuses) <= {401, 429, 503}, counts)
    report.check(f"B43 and cost their pretended host at most {FETCHES_PER_HOST} requests", len(victim.gets()) <= FETCHES_PER_HOST, len(victim.gets()))
    print(f"# {FORGED} forged in {seconds:.1f} s: {counts}, {len(victim.gets())} requests to the pretended host, "
          f"{(_cpu(world) - cpu) / FORGED * 1e6:.0f} us of CPU each", flush=True)
    known = world.actor("known")
    report.check("a follower", send.post(known, known.follow(me)).status == 202 and known.wait_received("Accept"))
    stolen, fetched = signatures.Key(), len(known.server.gets())
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        statuses = list(pool.map(lambda n: send.post(known, known.follow(me), key=stolen, source=f"127.0.{120 + n % 5}.{1 + n % 200}").status, range(300)))
    report.check("46 300 forged ones under a known key are refused and cost one fetch", set(statuses) <= {401, 429, 503} and len(known.server.gets()) - fetched <= 1,
                 ({status: statuses.count(status) for status in set(statuses)}, len(known.server.gets()) - fetched))
    report.check("an honest stranger is taken meanwhile", send.post(honest := world.actor("honest2"), honest.follow(me)).status == 202)
    report.check("and only the honest ones are counted", wait_for(lambda: world.followers() == before + 2, 6), world.followers)
    crowd(report, world)


def crowd(report, world):
    """Many real followers at once, each from a host of its own, some twice."""
    before = world.followers()
    actors = [world.actor(f"c{number}") for number in range(60)]
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(lambda actor: world.send.post(actor, actor.follow(world.me)).status, actors * 2))
    report.equal("60 new followers, each asking twice, are all taken", sorted(set(statuses)), [202])
    report.check("each gets an Accept", wait_for(lambda: all(actor.received("Accept") for actor in actors), 20), lambda: sum(bool(actor.received("Accept")) for actor in actors))
    report.check("each is counted once", wait_for(lambda: world.followers() == before + 60, 10), world.followers)
    browser = world.ekiben.owner()
    report.equal("the owner's list of followers is bounded and there", browser.get("/my/followers").status, 200)
    text = json.dumps(world.ekiben.get_json(f"/users/{world.ekiben.handle}/followers"))
    report.check("the collection's first answer is bounded", len(text) < 20_000, len(text))
    log = world.ekiben.log()
    report.check("the log stayed short", len(log.splitlines()) < 2000, len(log.splitlines()))
    report.check("and holds neither keys nor signatures", "PRIVATE KEY" not in log and "signature=" not in log.lower())
    size = sum(path.stat().st_size for path in pathlib.Path(world.ekiben.data).rglob("*") if path.is_file())
    report.check("the directory stayed small", size < 30_000_000, size)
    print(f"# VmRSS {world.ekiben.memory_kib()} KiB, VmHWM {world.ekiben.memory_kib('VmHWM')} KiB, directory {size} bytes", flush=True)


def _cpu(world):
    fields = pathlib.Path(f"/proc/{world.ekiben.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100

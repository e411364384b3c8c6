"""snac (Debian package snac2) as a peer over plain http: its own files tell what it believes."""
import json
import re
import shutil
import subprocess

from .process import PEERS, free_port


def program():
    installed = shutil.which("snac")
    return installed or str(PEERS / "snac/usr/bin/snac")


class Snac:
    def __init__(self, processes, name="snac", users=("bob",)):
        self.processes, self.name = processes, name
        self.port = free_port()
        self.host = f"127.0.0.1:{self.port}"
        self.base = f"http://{self.host}"
        self.directory = processes.scratch / name
        self._run("init", input=f"127.0.0.1\n{self.port}\n{self.host}\n\n\n")
        settings = json.loads((self.directory / "server.json").read_text())
        # plain http, and minutes that a test can wait for
        settings |= {"protocol": "http", "queue_retry_minutes": 0, "queue_retry_max": 20, "dbglevel": 1}
        (self.directory / "server.json").write_text(json.dumps(settings))
        for user in users:
            self._run("adduser", user)

    def _run(self, command, *arguments, input="", seconds=30):
        done = subprocess.run([program(), command, str(self.directory), *arguments], input=input, capture_output=True, text=True, timeout=seconds)
        return done.stdout + done.stderr

    def start(self):
        self.processes.start(self.name, [program(), "httpd", self.directory])
        self.processes.wait_until_listening(self.name, "127.0.0.1", self.port)
        return self

    def stop(self):
        return self.processes.stop(self.name)

    def restart(self):
        self.stop()
        return self.start()

    def find(self, address):
        """What its WebFinger look-up of a handle says, as text."""
        return self._run("webfinger", address.lstrip("@"))

    def request_actor(self, user, url):
        return self._run("actor", user, url)

    def follow(self, user, address):
        return self._run("follow", user, address)

    def unfollow(self, user, actor):
        return self._run("unfollow", user, actor)

    def actor(self, user):
        return f"{self.base}/{user}"

    def following(self, user):
        """Its own record: actor id → "Accept" once accepted, "Follow" while pending."""
        found = {}
        for file in (self.directory / "user" / user / "following").glob("*.json"):
            if file.stem.endswith("_a"):  # a copy of the actor
                continue
            try:
                entry = json.loads(file.read_text())
            except ValueError:  # being written
                continue
            followed = entry.get("actor") if entry.get("type") == "Accept" else entry.get("object")
            found[followed if isinstance(followed, str) else str(followed)] = entry.get("type")
        return found

    def accepted(self, user, actor):
        return self.following(user).get(actor) == "Accept"

    def queue_is_empty(self):
        return not any((self.directory / "queue").glob("*.json")) and not any((self.directory / "user").glob("*/queue/*.json"))

    def log_lines(self, pattern):
        log = self.processes.logs / f"{self.name}.log"
        return [line for line in log.read_text(errors="replace").splitlines() if re.search(pattern, line)]

"""The Fedify bot as a peer: a Node process that is asked by lines of JSON and tells what Fedify accepted."""
import itertools
import json
import pathlib
import subprocess
import threading
import time

from .process import PEERS, free_port

HERE = pathlib.Path(__file__).resolve().parents[1] / "fedify"


class Fedify:
    def __init__(self, processes, origin, dns, authority, name="fedify", first_knock="rfc9421"):
        self.processes, self.name, self.port, self.origin = processes, name, free_port(), origin
        self.events, self._answers, self._numbers = [], {}, itertools.count(1)
        self._changed = threading.Condition()
        modules = PEERS / "npm/node_modules"
        environment = {"TEST_DNS": dns, "TEST_MODULES": str(modules), "NODE_EXTRA_CA_CERTS": str(authority), "TEST_FIRST_KNOCK": first_knock}
        self.process = processes.start(name, [modules / ".bin/node", "--require", HERE / "names.cjs", HERE / "bot.mjs", origin, self.port],
                                       env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        threading.Thread(target=self._read, daemon=True).start()
        if not self.wait_event("listening", seconds=20):
            raise RuntimeError(f"{name} did not start: {processes.tail(name)}")

    def _read(self):
        with open(self.processes.logs / f"{self.name}.events.log", "w") as log:
            for line in self.process.stdout:
                log.write(line.decode())
                log.flush()
                with self._changed:
                    try:
                        told = json.loads(line)
                    except ValueError:  # Fedify's own logging
                        continue
                    if "answer" in told:
                        self._answers[told["answer"]] = told
                    else:
                        self.events.append(told)
                    self._changed.notify_all()

    def ask(self, do, seconds=30, **arguments):
        number = next(self._numbers)
        self.process.stdin.write((json.dumps({"n": number, "do": do, **arguments}) + "\n").encode())
        self.process.stdin.flush()
        with self._changed:
            if not self._changed.wait_for(lambda: number in self._answers, seconds):
                return {"error": f"no answer within {seconds} s"}
            return self._answers[number]

    def mark(self):
        return len(self.events)

    def wait_event(self, name, seconds=15.0, since=0, **fields):
        """The first event of that name whose fields agree, or None."""
        def find():
            return next((event for event in self.events[since:] if event.get("event") == name
                         and all(event.get(key) == value for key, value in fields.items())), None)
        with self._changed:
            self._changed.wait_for(find, seconds)
            return find()

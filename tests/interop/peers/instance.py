"""An ekiben of the test's own: set up by command, served on loopback, stopped and started again."""
import json
import os
import pathlib
import re
import signal
import subprocess
import time

from .browser import Browser
from .process import BUILD, accepts, clean_environment, free_port

EKIBEN = pathlib.Path(os.environ.get("EKIBEN", BUILD / "ekiben")).resolve()
PASSWORD = "correct horse battery staple"
ACTIVITY = 'application/activity+json'


class Instance:
    """`base_url` None: http on a free port of 127.0.0.1. `allow`/`names` become --allow and --map. `configuration` is ekiben.conf's text."""

    def __init__(self, processes, name="ekiben", base_url=None, domain=None, handle="alice", allow=("127.0.0.0/8",), names=None,
                 configuration="", development=True, authority=None, connect=None, display_name=None, environment=None):
        self.processes, self.name, self.handle, self.authority = processes, name, handle, authority
        self.port = free_port()
        self.base = base_url or f"http://127.0.0.1:{self.port}"
        self.domain = domain or self.base.split("//")[1]
        self.data = processes.scratch / name
        self.allow, self.names, self.development = list(allow), dict(names or {}), development
        self.connect, self.environment = connect, environment or {}
        command = [EKIBEN, "setup", "--data", self.data, "--base-url", self.base, "--handle", handle, "--name", display_name or handle.title(),
                   "--language", "en"] + (["--domain", domain] if domain else [])
        done = subprocess.run([str(part) for part in command], env=clean_environment({"EKIBEN_PASSWORD": PASSWORD}), capture_output=True, timeout=30, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"setup ended with {done.returncode}: {done.stdout}{done.stderr}")
        if configuration:
            (self.data / "ekiben.conf").write_text(configuration)

    @property
    def actor(self):
        return f"{self.base}/users/{self.handle}"

    @property
    def address(self):
        return f"@{self.handle}@{self.domain}"

    @property
    def pid(self):
        return self.processes.running[self.name].pid

    def command(self):
        line = [EKIBEN, "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}"]
        if self.development:
            line += ["--development"]
            for allowed in self.allow:
                line += ["--allow", allowed]
            for host, address in self.names.items():
                line += ["--map", f"{host}={address}"]
        return line

    def start(self, seconds=20):
        self.processes.start(self.name, self.command(), env=self.environment)
        self.processes.wait_until_listening(self.name, "127.0.0.1", self.port, seconds)
        return self

    def stop(self, how=signal.SIGTERM):
        return self.processes.stop(self.name, how)

    def restart(self, how=signal.SIGTERM):
        self.stop(how)
        end = time.monotonic() + 5
        while accepts("127.0.0.1", self.port) and time.monotonic() < end:
            time.sleep(0.02)
        return self.start()

    def browser(self, language="en", direct=False):
        """Through the proxy where there is one; `direct` speaks to ekiben's own socket."""
        if self.connect and not direct:
            return Browser(self.base, connect=self.connect, authority=self.authority, language=language)
        browser = Browser(self.base, connect=("127.0.0.1", self.port), authority=self.authority, language=language)
        browser.secure = False
        return browser

    def owner(self):
        browser = self.browser()
        browser.log_in(self.handle, PASSWORD)
        return browser

    def get_json(self, path, accept=ACTIVITY):
        answer = self.browser().request("GET", path, headers={"Accept": accept})
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}: {answer.text[:200]}")
        return json.loads(answer.body)

    def followers_total(self):
        return self.get_json(f"/users/{self.handle}/followers")["totalItems"]

    def followers_on_page(self):
        """The number that the profile page shows, or None."""
        text = re.sub(r"<[^>]+>", " ", self.browser().get(f"/@{self.handle}").text)
        text = re.sub(r"\s+", " ", text)
        found = re.search(r"(\d+) followers?|followers?:? (\d+)", text, re.IGNORECASE)
        return int(found.group(1) or found.group(2)) if found else None

    def memory_kib(self, key="VmRSS"):
        return int(re.search(key + r":\s+(\d+)", pathlib.Path(f"/proc/{self.pid}/status").read_text()).group(1))

    def log(self):
        return (self.processes.logs / f"{self.name}.log").read_text(errors="replace")

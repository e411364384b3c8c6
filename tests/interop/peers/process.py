"""Programs that a test starts: each with its own log, each ended by its pid."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILD = pathlib.Path(os.environ.get("EKIBEN_BUILD", ROOT / "build"))
PEERS = pathlib.Path(os.environ.get("EKIBEN_PEERS", BUILD / "peers"))


def free_port(address="127.0.0.1"):
    with socket.socket() as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


def accepts(address, port):
    try:
        socket.create_connection((address, port), timeout=0.5).close()
        return True
    except OSError:
        return False


def clean_environment(more=None):
    """Without the tests' own EKIBEN_* words: the binary refuses what it does not know."""
    return {name: value for name, value in os.environ.items() if not name.startswith("EKIBEN_")} | (more or {})


class Processes:
    """Everything one test program started, and its directory of scratch files."""

    def __init__(self, name):
        logs = pathlib.Path(os.environ.get("EKIBEN_LOGS", BUILD / "logs"))
        self.logs = logs / name
        shutil.rmtree(self.logs, ignore_errors=True)
        self.logs.mkdir(parents=True)
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix=f"ekiben-{name}-"))
        self.running = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for name in reversed(list(self.running)):
            self.stop(name)
        for closer in getattr(self, "closers", []):
            closer()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def at_end(self, closer):
        self.closers = getattr(self, "closers", []) + [closer]

    def start(self, name, command, env=None, stdin=None, stdout=None, cwd=None):
        log = open(self.logs / f"{name}.log", "ab")
        process = subprocess.Popen([str(part) for part in command], env=clean_environment(env), cwd=cwd,
                                   stdin=stdin or subprocess.DEVNULL, stdout=stdout or log, stderr=log)
        log.close()
        self.running[name] = process
        return process

    def wait_until_listening(self, name, address, port, seconds=15):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.running[name].poll() is not None:
                raise RuntimeError(f"{name} ended with {self.running[name].returncode}: {self.tail(name)}")
            if accepts(address, port):
                return
            time.sleep(0.02)
        raise RuntimeError(f"{name} does not listen on {address}:{port}: {self.tail(name)}")

    def stop(self, name, how=signal.SIGTERM, seconds=10):
        """The exit code; SIGKILL when it does not end in time."""
        process = self.running.pop(name, None)
        if process is None:
            return None
        if process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(5)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        return process.returncode

    def tail(self, name, lines=25):
        try:
            return "\n".join((self.logs / f"{name}.log").read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""

    def print_tails(self):
        for log in sorted(self.logs.glob("*.log")):
            print(f"# --- end of {log.name}")
            for line in self.tail(log.stem).splitlines():
                print("# " + line[:300])

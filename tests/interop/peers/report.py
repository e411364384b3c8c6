"""One line per finding, so that a person and a script read the same thing."""
import os
import signal
import sys
import time
import traceback


class Report:
    """`ok N - sentence` / `not ok N - sentence`, then `N passed, N failed`. Ends the program when `limit_seconds` have passed."""

    def __init__(self, name, limit_seconds):
        self.name, self.passed, self.failed = name, 0, 0
        self.started = time.monotonic()
        signal.signal(signal.SIGALRM, self._too_long)
        signal.alarm(limit_seconds)

    def _too_long(self, *_):
        raise TimeoutError(f"{self.name} took longer than it may")

    def check(self, sentence, outcome, detail=""):
        """`outcome` is a truth value, or a callable whose exception counts as a failure."""
        try:
            good = outcome() if callable(outcome) else outcome
        except TimeoutError:
            raise
        except Exception as error:  # a failed expectation must not hide the ones after it
            good, detail = False, detail or f"{type(error).__name__}: {error}"
        if good:
            self.passed += 1
        else:
            self.failed += 1
        number = self.passed + self.failed
        print(f"{'ok' if good else 'not ok'} {number} - {sentence}", flush=True)
        if not good and callable(detail):
            try:
                detail = detail()
            except Exception as error:
                detail = f"({type(error).__name__}: {error})"
        if not good and detail != "":
            print("\n".join("# " + line for line in str(detail)[:2000].splitlines()), flush=True)
        return bool(good)

    def equal(self, sentence, found, expected, detail=""):
        expected_text = expected if isinstance(expected, str) else repr(expected)
        good = found in expected if isinstance(expected, set) else found == expected  # a set: any of these
        return self.check(sentence, good, f"found {found!r}, expected {expected_text} {detail}")

    def section(self, title, body):
        """One part of a test: when it breaks, the parts after it still run."""
        print(f"# {title}", flush=True)
        begun = time.monotonic()
        try:
            body()
            print(f"# {title}: {time.monotonic() - begun:.1f} s", flush=True)
        except TimeoutError:
            raise
        except Exception as error:
            self.check(f"{title}: ran to its end", False, "".join(traceback.format_exception(error))[-1500:])

    def skip(self, sentence, why):
        print(f"# skipped: {sentence}: {why}", flush=True)

    def end(self):
        signal.alarm(0)
        print(f"# {self.name}: {time.monotonic() - self.started:.1f} s")
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 0 if self.failed == 0 and self.passed > 0 else 1


def run(name, limit_seconds, body):
    """Runs `body(report, processes)`; ends every process it started whatever happens; exits with the outcome."""
    from .process import Processes

    report = Report(name, limit_seconds)
    with Processes(name) as processes:
        try:
            body(report, processes)
        except BaseException as error:  # also the alarm: say it, end the processes, fail
            signal.alarm(0)
            report.check(f"{name} ran to its end", False, "".join(traceback.format_exception(error)))
            if os.environ.get("EKIBEN_TAIL_LOGS", "1") == "1":
                processes.print_tails()
            if isinstance(error, KeyboardInterrupt):
                raise
        else:
            if report.failed and os.environ.get("EKIBEN_TAIL_LOGS", "1") == "1":
                processes.print_tails()
    sys.exit(report.end())


def wait_for(what, seconds=10.0, every=0.05):
    """What `what()` returned as soon as it is true; its last false value when the time is over."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value or time.monotonic() > end:
            return value
        time.sleep(every)

"""Runs the stages of tests/run and counts what the tests themselves count.

A case is: a Catch2 test case, a fuzzer that ran its time, a line `ok`/`not ok` of a program, a check of a whole stage (it builds, it is
formatted). Everything is bounded in time; processes are ended with their own group and by their own id."""
import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LOGS = BUILD / "logs"
CORES = os.cpu_count() or 1
STAGES = ["release", "format", "unit", "asan", "fuzz", "system", "interop", "tsan"]
# The sanitized build is the one debug build with tests: "unit" (gcc, no sanitizers, quick to build again) is for the day's work, when named.
DEFAULT_STAGES = [stage for stage in STAGES if stage != "unit"]
CLANG = "19"  # new enough for libFuzzer and the same in Debian 12 and 13
TSAN_FOLDERS = ["store", "system/http", "system/net", "workers"]

GCC_DEBUG = ["-Dbuildtype=debug"]
CLANG_COMMON = ["-Dbuildtype=plain", "-Doptimization=1", "-Dwerror=false", "-Db_lundef=false"]  # gcc's warnings are the errors
# One build for the sanitized tests and for the fuzzers.
CLANG_ASAN = [*CLANG_COMMON, "-Db_sanitize=address,undefined", "-Dcpp_args=-g1 -fno-omit-frame-pointer -fno-sanitize-recover=all -fsanitize=fuzzer-no-link"]
CLANG_TSAN = [*CLANG_COMMON, "-Db_sanitize=thread", "-Dcpp_args=-g1 -fno-omit-frame-pointer"]


class Tally:
    """What passed and failed, printed as it comes."""

    def __init__(self):
        self.passed, self.failed = 0, 0
        self.started = time.monotonic()

    def add(self, name, passed, failed, seconds, log=None, tail=""):
        self.passed += passed
        self.failed += failed
        outcome = "ok    " if failed == 0 else "FAILED"
        print(f"{outcome} {name}: {passed} passed" + (f", {failed} failed" if failed else "") + f" ({seconds:.1f} s)", flush=True)
        if failed:
            if tail:
                print("\n".join("    " + line for line in tail.splitlines()[-40:]), flush=True)
            if log:
                print(f"    whole log: {log.relative_to(ROOT)}", flush=True)

    def check(self, name, good, seconds=0.0, log=None, tail=""):
        self.add(name, int(good), int(not good), seconds, log, tail)
        return good


def run(command, log, seconds, environment=None, cwd=ROOT):
    """Runs `command` with its output in `log`; returns (exit status or None when its time was over, seconds taken)."""
    log.parent.mkdir(parents=True, exist_ok=True)
    begin = time.monotonic()
    with open(log, "wb") as out:
        process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd=cwd,
                                   env=os.environ | (environment or {}), start_new_session=True)
        try:
            status = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            status = None
        try:
            os.killpg(process.pid, signal.SIGKILL)  # whatever it left behind in its own session
        except ProcessLookupError:
            pass
        process.wait()
        if status is None:
            out.write(f"\n--- ended after {seconds} s, the time it may take\n".encode())
    return status, time.monotonic() - begin


def text_of(path):
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def jobs():
    """As many compilers as there are cores and memory for (a sanitized one takes up to 1.2 GB)."""
    for line in text_of(Path("/proc/meminfo")).splitlines():
        if line.startswith("MemAvailable:"):
            return max(1, min(CORES, int(line.split()[1]) // 1_200_000))
    return CORES


def compiler_environment(family):
    """ccache where there is one; the base directory lets clones in other folders share what it holds."""
    cc, cxx = ("gcc", "g++") if family == "gcc" else (f"clang-{CLANG}", f"clang++-{CLANG}")
    cache = "ccache " if shutil.which("ccache") else ""
    return {"CC": cache + cc, "CXX": cache + cxx, "CCACHE_BASEDIR": str(ROOT), "CCACHE_NOHASHDIR": "1", "CCACHE_SLOPPINESS": "time_macros"}


def build(tally, name, family, options, targets):
    """Configures build/NAME and builds `targets` of it; the folder, or None (counted as failed)."""
    folder = BUILD / name
    environment = compiler_environment(family)
    log = LOGS / f"{name}-build.log"
    if not (folder / "build.ninja").exists():
        status, seconds = run(["meson", "setup", folder, ROOT, *options], log, 300, environment)
        if status != 0:
            tally.check(f"{name}: meson setup", False, seconds, log, text_of(log))
            return None
    status, seconds = run(["ninja", "-C", folder, "-j", jobs(), "-k", "20", *targets(folder)], log, 2400, environment)
    text = text_of(log)
    failed = [line for line in text.splitlines() if "FAILED:" in line or "error:" in line or "undefined reference" in line or "warning" in line]
    tally.check(f"{name}: builds", status == 0, seconds, log, "\n".join(failed[:30]) or text)
    return folder if status == 0 or list((folder / "tests").glob("test_*")) else None


def catch2_counts(xml, status):
    """(passed, failed) as Catch2 counted them; a program that did not come to its end failed in the case it was in."""
    total = re.search(r'<OverallResultsCases successes="(\d+)" failures="(\d+)"', xml)
    if total and status is not None:
        passed, failed = int(total[1]), int(total[2])
        if status != 0 and failed == 0:
            failed = 1  # a sanitizer spoke at the end: a leak
        return passed, failed
    return len(re.findall(r'<OverallResult success="true"', xml)), len(re.findall(r'<OverallResult success="false"', xml)) + 1


def unit_tests(tally, stage, folder, names, seconds, environment, parallel):
    programs = [path for path in sorted((folder / "tests").glob("test_*")) if path.is_file() and os.access(path, os.X_OK)]
    if names is not None:
        programs = [path for path in programs if path.name in names]
        for name in sorted(set(names) - {path.name for path in programs}):
            tally.check(f"{stage}: {name} is there", False)

    def one(program):
        xml, log = LOGS / stage / f"{program.name}.xml", LOGS / stage / f"{program.name}.log"
        xml.parent.mkdir(parents=True, exist_ok=True)
        xml.unlink(missing_ok=True)
        status, taken = run([program, "--reporter", f"xml::out={xml}", "--reporter", "console::colour-mode=none"], log, seconds, environment)
        return program.name, *catch2_counts(text_of(xml), status), taken, log

    with ThreadPoolExecutor(parallel) as pool:
        for name, passed, failed, taken, log in pool.map(one, programs):
            tally.add(f"{stage}: {name}", passed, failed, taken, log, text_of(log))


def stage_release(tally, options):
    environment = compiler_environment("gcc") | {"EKIBEN_WERROR": "true"}
    log = LOGS / "release-build.log"
    status, seconds = run(["packaging/start", "--build-only"], log, 2400, environment)
    tally.check("release: builds", status == 0, seconds, log, text_of(log))


def stage_unit(tally, options):
    folder = build(tally, "debug", "gcc", GCC_DEBUG, lambda folder: ["unit_tests"])
    if folder:
        unit_tests(tally, "unit", folder, None, 240, {}, CORES)


def sanitizer_environment():
    return {
        "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1:detect_leaks=1",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
        "TSAN_OPTIONS": f"halt_on_error=0:second_deadlock_stack=1:exitcode=66:suppressions={ROOT}/tests/tsan_suppressions.txt",
        "ASAN_SYMBOLIZER_PATH": f"/usr/bin/llvm-symbolizer-{CLANG}",
    }


def stage_asan(tally, options):
    folder = build(tally, "asan", "clang", CLANG_ASAN, lambda folder: ["unit_tests"])
    if folder:
        unit_tests(tally, "asan", folder, None, 400, sanitizer_environment(), CORES)


def stage_tsan(tally, options):
    names = ["test_" + folder.replace("/", "_") for folder in TSAN_FOLDERS]
    folder = build(tally, "tsan", "clang", CLANG_TSAN, lambda folder: ["tests/" + name for name in names])
    if folder:
        unit_tests(tally, "tsan", folder, names, 600, sanitizer_environment(), 1)


def stage_fuzz(tally, options):
    sources = sorted((ROOT / "tests/fuzz").glob("fuzz_*.cpp"))
    folder = build(tally, "asan", "clang", CLANG_ASAN, lambda folder: ["fuzzers"])
    if not folder:
        return

    def one(source):
        name = source.stem.removeprefix("fuzz_")
        program, log, found = folder / "tests/fuzz" / source.stem, LOGS / "fuzz" / f"{name}.log", BUILD / "fuzz" / name
        found.mkdir(parents=True, exist_ok=True)
        if not program.exists():
            return name, False, 0.0, log, "listed in tests/fuzz/meson.build?"
        seeds = ROOT / "tests/fuzz/corpus" / name
        status, taken = run([program, f"-max_total_time={options.fuzz_seconds}", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1",
                             f"-artifact_prefix={LOGS}/fuzz/{name}-", found, *([seeds] if seeds.is_dir() else [])],
                            log, options.fuzz_seconds + 120, sanitizer_environment())
        return name, status == 0, taken, log, text_of(log)

    with ThreadPoolExecutor(CORES) as pool:
        for name, good, taken, log, tail in pool.map(one, sources):
            tally.check(f"fuzz: {name}", good, taken, log, tail)


def stage_format(tally, options):
    tool = shutil.which(f"clang-format-{CLANG}")
    if not tool:
        print(f"SKIPPED format: clang-format-{CLANG} is not here, and another version would format otherwise", flush=True)
        return
    files = [path for top in ("src", "tests") for path in sorted((ROOT / top).rglob("*"))
             if path.suffix in (".h", ".cpp", ".c") and "node_modules" not in path.parts]
    log = LOGS / "format.log"
    status, seconds = run([tool, "--dry-run", "-Werror", *files], log, 300)
    wrong = sorted(set(re.findall(rf"^({re.escape(str(ROOT))}/\S+?):\d+", text_of(log), re.MULTILINE)))
    tally.check("format: every C++ file is as clang-format leaves it", status == 0, seconds, log, "\n".join(wrong))


def line_programs(tally, stage, programs, seconds):
    """Programs that print `ok N - sentence` and `not ok N - sentence`."""
    environment = {"EKIBEN": str(BUILD / "ekiben"), "EKIBEN_LOGS": str(LOGS / stage)}
    (LOGS / stage).mkdir(parents=True, exist_ok=True)
    for program in programs:
        log = LOGS / stage / f"{program.parent.name}-{program.name}.log"
        status, taken = run([program], log, seconds, environment)
        text = text_of(log)
        passed, failed = len(re.findall(r"^ok\b", text, re.MULTILINE)), len(re.findall(r"^not ok\b", text, re.MULTILINE))
        if (status != 0 and failed == 0) or passed + failed == 0:
            failed += 1
        wrong = "\n".join(re.findall(r"^not ok\b.*(?:\n# .*)*", text, re.MULTILINE))
        tally.add(f"{stage}: {program.name}", passed, failed, taken, log, (wrong + "\n" if wrong else "") + ("" if wrong else text))


def executables(folder):
    return [path for path in sorted((ROOT / "tests" / folder).glob("run*")) if path.is_file() and os.access(path, os.X_OK)]


def peers_are_there(tally):
    """What the stranger, snac, Fedify and the browser need; looked at once."""
    if not hasattr(tally, "peers"):
        log = LOGS / "interop-install.log"
        status, seconds = run(["packaging/dependencies", "--for", "interop"], log, 900)
        tally.peers = tally.check("the peers are installed", status == 0, seconds, log, text_of(log))
    return tally.peers


def stage_system(tally, options):
    peers_are_there(tally)  # run_old_kernel has the stranger's conversation
    line_programs(tally, "system", executables("app") + executables("system_level"), 600)


def stage_interop(tally, options):
    if peers_are_there(tally):
        line_programs(tally, "interop", executables("interop") + executables("browser"), 600)


def main():
    arguments = argparse.ArgumentParser(prog="tests/run")
    arguments.add_argument("--only", default=",".join(DEFAULT_STAGES), help="stages, with commas: " + " ".join(STAGES) + "; all but unit, whose tests asan runs too, when not given")
    arguments.add_argument("--fuzz-seconds", type=int, default=5, help="for each fuzzer")
    options = arguments.parse_args()
    wanted = options.only.split(",")
    unknown = sorted(set(wanted) - set(STAGES))
    if unknown:
        arguments.error("unknown stage " + ", ".join(unknown))
    tally = Tally()
    for stage in STAGES:
        if stage in wanted:
            begin = time.monotonic()
            print(f"== {stage}", flush=True)
            globals()["stage_" + stage](tally, options)
            print(f"== {stage}: {time.monotonic() - begin:.0f} s", flush=True)
    print(f"{time.monotonic() - tally.started:.0f} s in all")
    print(f"{tally.passed} passed, {tally.failed} failed", flush=True)
    sys.exit(0 if tally.failed == 0 and tally.passed > 0 else 1)


main()

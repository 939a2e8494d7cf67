"""Run the whole suite, group by group, and name what could not run.

On SQLite first, in parallel; then the groups that need PostgreSQL, Redis or a browser, where those are found.
`--db postgres` runs everything on PostgreSQL instead. PORTAL_REQUIRE=browser,postgres,redis makes a missing
one a failure. What follows the options goes to pytest.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support import services  # noqa: E402

MAIN = "main"
NO_TESTS = 5


@dataclass(frozen=True)
class Group:
    """One pytest run: what it selects and the environment it needs."""

    name: str
    select: str
    environment: dict


@dataclass(frozen=True)
class Result:
    """How a group ended."""

    name: str
    line: str
    failed: bool


def plan_groups(only: str, database_url: str) -> list[Group]:
    """Return the groups in the order in which they run."""
    base = {"DATABASE_URL": database_url}
    postgres = services.find("postgres").address
    plain = "not redis and not browser" + ("" if database_url else " and not postgres")
    groups = [
        Group(MAIN, plain, base),
        Group("postgres", "postgres", {"DATABASE_URL": postgres}),
        Group("redis", "redis", {**base, "REDIS_URL": services.find("redis").address}),
        Group("browser", "browser", base),
    ]
    if database_url:  # the main group has the postgres tests in it already
        groups = [group for group in groups if group.name != "postgres"]
    return [group for group in groups if only in {"", group.name}]


@contextmanager
def migrated_template(database_url: str):
    """Migrate one SQLite file for all processes of all groups; on PostgreSQL each migrates for itself."""
    with tempfile.TemporaryDirectory(prefix="asn-portal-template-") as folder:
        name = str(Path(folder) / "template.sqlite3")
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "asn_portal.settings.test",
            "DATABASE_URL": f"sqlite:///{name}",
        }
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        made = (
            not database_url
            and not subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        )
        if made:
            os.environ["PORTAL_TEST_TEMPLATE"] = name
        yield


def run_group(group: Group, arguments: list[str]) -> Result:
    """Run one group, or say why it cannot run."""
    found = services.Service(address="yes") if group.name == MAIN else services.find(group.name)
    if not found.address:
        missing = group.name in services.required()
        return Result(
            group.name, f"{'MISSING, but required' if missing else 'skipped'}: {found.reason}", missing
        )
    print(
        f"\n== {group.name} ({'PostgreSQL' if group.environment['DATABASE_URL'] else 'SQLite'}) ==",
        flush=True,
    )
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment.update({key: value for key, value in group.environment.items() if value})
    command = [sys.executable, "-m", "pytest", "-q", "-m", group.select, *spread(group)]
    started = time.monotonic()
    code = subprocess.run([*command, *arguments], cwd=ROOT, env=environment, check=False).returncode
    outcome = {0: "passed", NO_TESTS: "no such tests"}.get(code, f"FAILED (status {code})")
    # With arguments of one's own (a file, -k) a group may well be empty; in the whole suite it may not.
    failed = code not in ({0, NO_TESTS} if arguments else {0})
    return Result(group.name, f"{outcome} in {time.monotonic() - started:.0f} s", failed)


def spread(group: Group) -> list[str]:
    """One process per core; a group of a few tests is done sooner by one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    is_small = group.name in {"postgres", "redis"}
    return ["-n", "0"] if is_small else ["-n", str(cores), "--dist", "worksteal"]


def postgres_address() -> str:
    """Return the PostgreSQL server for --db postgres, or end with one line."""
    found = services.find("postgres")
    if not found.address:
        sys.exit(f"--db postgres: {found.reason}")
    return found.address


def run_benchmarks(arguments: list[str]) -> int:
    """Run the benchmarks one after the other, on PostgreSQL where it is found.

    A missed target is printed and fails nothing; only a broken run does. Files named first replace all of them.
    """
    found = services.find("postgres")
    print(f"Benchmarks on {'PostgreSQL' if found.address else 'SQLite (' + found.reason + ')'}", flush=True)
    environment = {**os.environ, **({"DATABASE_URL": found.address} if found.address else {})}
    files = sorted(str(path) for path in (ROOT / "tests" / "benchmarks").glob("bench_*.py"))
    options = ["-p", "no:randomly", "-q", "-s", "-o", "python_files=bench_*.py"]
    command = [sys.executable, "-m", "pytest", *options, *(arguments or files)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    """Run the groups and print the summary."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--only", choices=[MAIN, *services.GROUPS], default="")
    parser.add_argument("--bench", action="store_true", help="the benchmarks instead of the tests")
    options, arguments = parser.parse_known_args()
    if options.bench:
        return run_benchmarks(arguments)
    database_url = postgres_address() if options.db == "postgres" else ""
    started = time.monotonic()
    with migrated_template(database_url):
        results = [run_group(group, arguments) for group in plan_groups(options.only, database_url)]
    print(f"\n== summary ({time.monotonic() - started:.0f} s) ==")
    for result in results:
        print(f"{result.name:9} {result.line}")
    return int(any(result.failed for result in results))


if __name__ == "__main__":
    sys.exit(main())

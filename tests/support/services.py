"""Which of the outside services are here: Chromium, PostgreSQL, Redis. Standard library and psycopg2 only."""

import os
import shutil
import socket
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

GROUPS = ("postgres", "redis", "browser")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Service:
    """A service that was looked for: its address, or the reason why there is none."""

    address: str = ""
    reason: str = ""


@cache
def find(group: str) -> Service:
    """Look for the service of a test group."""
    return {"postgres": find_postgres, "redis": find_redis, "browser": find_browser}[group]()


def required() -> set[str]:
    """The groups that must not be missing (PORTAL_REQUIRE=browser,postgres,redis)."""
    wanted = {word.strip() for word in os.environ.get("PORTAL_REQUIRE", "").split(",") if word.strip()}
    unknown = wanted - set(GROUPS)
    if unknown:
        raise ValueError(f"PORTAL_REQUIRE knows {', '.join(GROUPS)}, not {', '.join(sorted(unknown))}.")
    return wanted


def find_browser() -> Service:
    """Return the path of an installed Chromium."""
    for name in BROWSERS:
        path = shutil.which(name)
        if path:
            return Service(address=path)
    return Service(reason="no chromium, chromium-browser or google-chrome on the PATH")


def find_redis() -> Service:
    """Return a Redis address that answers PING."""
    address = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/15"
    parts = urlsplit(address)
    host, port = parts.hostname or "127.0.0.1", parts.port or 6379
    try:
        with socket.create_connection((host, port), timeout=2) as link:
            link.sendall(b"PING\r\n")
            answer = link.recv(64)
    except OSError as error:
        return Service(reason=f"no Redis at {host}:{port} ({error.strerror or error})")
    if not answer.startswith((b"+PONG", b"-NOAUTH")):
        return Service(reason=f"what answers at {host}:{port} is not Redis")
    return Service(address=address)


def find_postgres() -> Service:
    """Return the address of a PostgreSQL server on which databases may be created."""
    named = os.environ.get("PORTAL_TEST_DATABASE_URL", "")
    if not named and os.environ.get("DATABASE_URL", "").startswith("postgres"):
        named = os.environ["DATABASE_URL"]
    candidates = [named] if named else ["postgres:///portal", "postgres://postgres@127.0.0.1:5432/portal"]
    reasons = []
    for address in candidates:
        reason = _postgres_problem(address)
        if not reason:
            return Service(address=address)
        reasons.append(reason)
    return Service(reason="; ".join(dict.fromkeys(reasons)))


def _postgres_problem(address: str) -> str:
    import psycopg2

    parts = urlsplit(address)
    try:
        link = psycopg2.connect(
            dbname="postgres",
            user=parts.username,
            password=parts.password,
            host=parts.hostname,
            port=parts.port,
            connect_timeout=3,
        )
        with link, link.cursor() as cursor:
            cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
            may_create = cursor.fetchone()[0]
        link.close()
    except psycopg2.Error as error:
        return str(error).strip().splitlines()[0]
    return "" if may_create else "the PostgreSQL user may not create databases"

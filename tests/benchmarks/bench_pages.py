"""Queries, server time and weight of every page, in a government of 50 and in one of 10,000 (issue 2 §7).

The figures count everything: session, user, actor and the frame of the page. The page is asked for once to warm
the caches of the process; the second answer counts. BENCH_PEOPLE=2000 makes the large government smaller;
BENCH_SHOW=/karier/ prints the statements of such addresses.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from asn_portal.demo.names import Registry
from tests.benchmarks.government import Place, analyse, build_place
from tests.benchmarks.targets import verdict

pytestmark = [pytest.mark.django_db, pytest.mark.no_template_check]
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "10000"))
SMALL = 50
ROUNDS = 3
MOST_QUERIES = 12
FIRST_LOAD, LATER_LOAD = 150_000, 40_000
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
EVERYBODY, DESK, OVERSEES = ("employee", "head", "HR"), ("HR",), ("head", "HR")

# Addresses with the keys of government.rows_of, and the roles that open them.
PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("/", EVERYBODY),
    ("/persetujuan/", OVERSEES),
    ("/pegawai/", OVERSEES),
    ("/pegawai/?q=sari", OVERSEES),
    ("/pegawai/?unit={unit}", OVERSEES),
    ("/pegawai/?after={token}", DESK),
    ("/pegawai/{person}/", OVERSEES),
    ("/pegawai/{person}/?tab=riwayat", OVERSEES),
    ("/pegawai/{person}/?tab=akses", DESK),
    ("/profil/", EVERYBODY),
    ("/profil/?tab=riwayat", EVERYBODY),
    ("/unit/", OVERSEES),
    ("/unit/{unit}/", OVERSEES),
    ("/cari/?q=sari", OVERSEES),
    ("/tim/", ("head",)),
    ("/tim/nilai/{appraisal}/", ("head",)),
    ("/tim/pengesahan/{period}/", ("head",)),
    ("/kinerja/", EVERYBODY),
    ("/kinerja/skp/{own_plan}/", EVERYBODY),
    ("/kinerja/skp/{other_plan}/", ("head",)),
    ("/kinerja/bukti/", ("employee", "head")),
    ("/kinerja/umpan-balik/", ("employee", "head")),
    ("/kinerja/penilaian/", ("employee", "head")),
    ("/karier/", EVERYBODY),
    ("/karier/{person}/", OVERSEES),
    ("/tahun/", DESK),
    ("/tahun/{cycle}/", DESK),
    ("/tahun/{cycle}/terlambat/", DESK),
    ("/koreksi/", DESK),
    ("/koreksi/saya/", ("employee",)),
    ("/impor/", DESK),
    ("/akses/", DESK),
    ("/akun/undangan/", DESK),
    ("/akun/", ("employee",)),
    ("/audit/", ("inspector",)),
    ("/audit/akses/", ("inspector",)),
    ("/pemberitahuan/", EVERYBODY),
    ("/pelatihan/", EVERYBODY),
    ("/pelatihan/saya/", EVERYBODY),
    ("/pelatihan/kelas/{class}/", EVERYBODY),
    ("/pelatihan/kelola/", DESK),
    ("/pelatihan/kelola/program/", DESK),
    ("/pelatihan/kelola/penyelenggara/", DESK),
    ("/pelatihan/jp/", EVERYBODY),
    ("/pelatihan/jp/unit/", OVERSEES),
    ("/pelatihan/sertifikat/", DESK),
    ("/mentoring/", EVERYBODY),
    ("/mentoring/pegawai-baru/", OVERSEES),
    ("/standar/", EVERYBODY),
    ("/standar/{standard}/", EVERYBODY),
    ("/kenaikan-pangkat/", OVERSEES),
    ("/kenaikan-pangkat/{proposal}/", DESK),
    ("/kenaikan-pangkat/nominatif/", DESK),
    ("/kenaikan-pangkat/nominatif/{listing}/", DESK),
    ("/apresiasi/", EVERYBODY),
    ("/apresiasi/saya/", ("employee",)),
    ("/apresiasi/usulan/", OVERSEES),
    ("/apresiasi/calon/", DESK),
    ("/apresiasi/jenis/", DESK),
    ("/jadwal/", DESK),
)


@dataclass
class Figure:
    """What one page costs for one role in one government."""

    queries: int
    seconds: float
    html: int
    assets: int


@pytest.fixture
def places(settings) -> tuple[Place, Place]:
    """A small and a large government in one database."""
    registry, start = Registry(seed=7), perf_counter()
    small, large = build_place("KCL", SMALL, registry), build_place("BSR", PEOPLE, registry)
    analyse()
    print(f"\n{connection.vendor}: {small.size:,} and {large.size:,} people, {perf_counter() - start:.0f} s")
    return small, large


def visitor(place: Place, role: str) -> Client:
    """Return a browser of somebody: signed in, and taking gzip."""
    client = Client(HTTP_ACCEPT_ENCODING="gzip")
    client.force_login(place.users[role], backend=BACKEND)
    return client


def address(page: str, place: Place, role: str, client: Client) -> str:
    """Return the address with the keys of the place, or "" where the role has no such page."""
    rows: dict[str, object] = dict(place.rows[role])
    if "{token}" in page:
        rows["token"] = next_token(client)
    name = re.search(r"{(\w+)}", page)
    return page.format(**rows) if name is None or rows[name[1]] else ""


def next_token(client: Client) -> str:
    """Return the token of the second page of the people list; a small government has none."""
    text = client.get("/pegawai/", headers={"accept-encoding": "identity"}).content.decode()
    found = re.search(r"after=([^\"&#]+)", text)
    return found[1] if found else "-"


def measure(client: Client, url: str, weights: dict[str, int]) -> Figure:
    """Open a page until its time is known; a page that is not 200 ends the run."""
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, f"{url}: {answer.status_code}"
    url = answer.redirect_chain[-1][0] if answer.redirect_chain else url
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    queries = len(captured)  # the next request empties the log
    if os.environ.get("BENCH_SHOW", "\0") in url:
        print(url, *(query["sql"] for query in captured.captured_queries), sep="\n  ")
    seconds = median(timed(lambda: client.get(url)) for _round in range(ROUNDS))
    html = transferred(answer)
    text = client.get(url, headers={"accept-encoding": "identity"}).content.decode()
    return Figure(queries, seconds, html, sum(asset_weights(client, text, weights)))


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of one call."""
    start = perf_counter()
    work()
    return perf_counter() - start


def transferred(answer) -> int:
    """Return the bytes on the wire: body and header lines."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return len(body) + sum(len(f"{name}: {value}\r\n") for name, value in answer.items())


def asset_weights(client: Client, html: str, weights: dict[str, int]) -> list[int]:
    """Return the weights of style sheets, scripts and images of a page, each fetched once."""
    tree = BeautifulSoup(html, "html.parser")
    links = [tag.get("href", "") for tag in tree.select("link[rel~=stylesheet], link[rel~=icon]")]
    sources = [tag["src"] for tag in tree.select("script[src], img[src]")]
    wanted = {url for url in [*links, *sources] if url.startswith("/")}
    for url in wanted - set(weights):
        answer = client.get(url)
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        weights[url] = transferred(answer)
    return [weights[url] for url in wanted]


def test_pages(places):
    figures: dict[tuple[str, str], list[Figure]] = {}
    weights: dict[str, int] = {}
    for role in (*EVERYBODY, "inspector"):
        clients = [visitor(place, role) for place in places]
        for page in [page for page, roles in PAGES if role in roles]:
            urls = [
                address(page, *pair, client)
                for *pair, client in zip(places, [role] * 2, clients, strict=True)
            ]
            if all(urls):
                pairs = zip(clients, urls, strict=True)
                figures[page, role] = [measure(client, url, weights) for client, url in pairs]
    report(figures)


def report(figures: dict[tuple[str, str], list[Figure]]) -> None:
    """Print a line for each page and role, then one for each target."""
    print(f"{'page':36} {'role':10} queries {SMALL:>4} {PEOPLE:>6}   time ratio      ms   HTML KB")
    for (page, role), (small, large) in figures.items():
        flag = " OVER" if large.queries > MOST_QUERIES else ""
        flag += " GROWS" if large.queries > small.queries else ""
        ratio = large.seconds / small.seconds
        print(
            f"{page:36} {role:10} {small.queries:12} {large.queries:6} {ratio:10.1f} x"
            f" {large.seconds * 1000:9.0f} {large.html / 1000:8.1f}{flag}"
        )
    large_ones = {f"{page} ({role})": pair[1] for (page, role), pair in figures.items()}
    growth = {f"{page} ({role})": pair[1].queries - pair[0].queries for (page, role), pair in figures.items()}
    most = max(large_ones, key=lambda name: large_ones[name].queries)
    grows = max(growth, key=lambda name: growth[name])
    first = max(large_ones, key=lambda name: large_ones[name].html + large_ones[name].assets)
    later = max(large_ones, key=lambda name: large_ones[name].html)
    total = large_ones[first].html + large_ones[first].assets
    print()
    verdict("queries of a page", large_ones[most].queries, MOST_QUERIES, most)
    verdict(f"more queries at {PEOPLE:,} than at {SMALL}", growth[grows], 0, grows)
    verdict("first load, KB", total / 1000, FIRST_LOAD / 1000, first)
    verdict("later load, KB", large_ones[later].html / 1000, LATER_LOAD / 1000, later)

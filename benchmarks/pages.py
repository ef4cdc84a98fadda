"""
Pages per second of a real server with the demo newspaper, as ratios measured side by side.

Every page is asked for in turn, round after round, so that whatever else the machine does falls
on all alike; the yardstick is /healthz, the least that this server can answer. `make bench` runs
it; PAGES_ROUNDS and PAGES_CONNECTIONS change the load.
"""

import http.client
import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from demo_server import YARDSTICK, get, serving

ROUNDS = int(os.environ.get("PAGES_ROUNDS", "6"))
CONNECTIONS = int(os.environ.get("PAGES_CONNECTIONS", "8"))
REQUESTS = 25  # a connection and page, in one round


def main():
    with serving() as port:
        _report(_measure(port, _pages(port)))


def _pages(port: int) -> dict[str, str]:
    """The most discussed story and the fronts, found as a reader would find them."""
    return {
        "bare answer": YARDSTICK,
        "front page": "/",
        "section front": "/city/",
        "article, 28 comments": _path_of("open-the-half-of-line-4-we-have", port),
    }


def _path_of(slug: str, port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/opinion/")
    page = connection.getresponse().read().decode()
    end = page.index(slug)
    return page[page.rindex('"', 0, end) + 1 : end] + slug + "/"


def _measure(port: int, pages: dict[str, str]) -> dict[str, list[float]]:
    """Seconds of every request, by page; the first round only warms up."""
    seconds = {name: [] for name in pages}
    with ThreadPoolExecutor(CONNECTIONS) as readers:
        for round_ in range(ROUNDS + 1):
            for name, path in pages.items():
                runs = readers.map(lambda _, path=path: _read(port, path), range(CONNECTIONS))
                if round_:
                    seconds[name].extend(second for run in runs for second in run)
                else:
                    list(runs)
    return seconds


def _read(port: int, path: str) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    for _ in range(REQUESTS):
        begun = time.perf_counter()
        status, _ = get(port, path, connection)
        times.append(time.perf_counter() - begun)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    return times


def _report(seconds: dict[str, list[float]]):
    bare = statistics.median(seconds["bare answer"])
    print(f"{'page':24}{'per second':>12}{'median ms':>12}{'times bare':>12}")
    for name, times in seconds.items():
        median = statistics.median(times)
        rate = CONNECTIONS * len(times) / sum(times)
        print(f"{name:24}{rate:12.0f}{median * 1000:12.1f}{median / bare:12.1f}")


if __name__ == "__main__":
    main()

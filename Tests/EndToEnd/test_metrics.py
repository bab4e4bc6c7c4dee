"""`/metrics`: what a Prometheus on the same host reads, and nobody else."""

import http.client
import re
from contextlib import closing
from urllib.parse import urlsplit

from monitoring import numbers, scrape
from support import Hook, wait_for

LINE = re.compile(r"""
    \# \s (HELP|TYPE) \s [a-z_]+ \s .+
  | [a-z_]+ (\{ ([a-z_]+="([^"\\]|\\.)*" ,?)+ \})? \s (-?[0-9.]+(e[+-]?\d+)?|\+Inf|NaN)
""", re.VERBOSE)


def test_every_line_is_one_that_prometheus_reads(waymark):
    answer = scrape(waymark.url)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.body.decode().splitlines()
    assert len(lines) > 60
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    kinds = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(kinds) == len(set(kinds))


def test_only_the_monitoring_s_address_is_answered(waymark):
    answer = scrape(waymark.url, "127.0.0.2")
    assert answer.status == 404
    assert b"waymark_" not in answer.body


def test_numbers_follow_what_happens(waymark, shop):
    hook = Hook(shop)
    before = numbers(waymark.url)
    for _ in range(5):
        hook.send()
    assert hook.post({"customer_id": "x"}, {"X-Webhook-Signature": "sha256=00"}).status == 401
    assert len(hook.events()) == 5

    def grown(name: str, by: float) -> bool:
        return numbers(waymark.url).get(name, 0) >= before.get(name, 0) + by

    accepted = 'waymark_posts_total{scheme="waymark",outcome="accepted"}'
    refused = 'waymark_posts_total{scheme="waymark",outcome="wrong_signature"}'
    assert grown(accepted, 5) and grown(refused, 1)
    assert grown('waymark_request_seconds_count{route="intake",status="2xx"}', 5)
    assert grown('waymark_request_seconds_count{route="intake",status="4xx"}', 1)
    assert grown('waymark_request_seconds_bucket{route="webhooks",status="2xx",le="+Inf"}', 1)
    assert grown('waymark_commit_deliveries_total{to="database"}', 5)
    wait_for(lambda: grown("waymark_applied_total", 5), 20, "work's counts do not arrive")
    now = numbers(waymark.url)
    assert now["waymark_database_up"] == 1 and now["waymark_observation_age_seconds"] < 20
    assert now['waymark_processes{role="serve"}'] == now['waymark_processes{role="work"}'] == 1
    assert now['waymark_pool_threads{pool="api"}'] == 8
    assert now['waymark_pool_busy_threads{pool="api"}'] >= 1
    assert now["process_resident_memory_bytes"] > 1_000_000


def test_a_seat_of_the_live_stream_is_counted(waymark, shop):
    cookie = "; ".join(f"{each.name}={each.value}" for each in shop.cookies)
    before = numbers(waymark.url)["waymark_live_seats"]
    connection = http.client.HTTPConnection(urlsplit(waymark.url).netloc, timeout=15)
    connection.request("GET", "/api/events/stream", headers={"Cookie": cookie})
    with closing(connection), connection.getresponse() as stream:
        assert stream.status == 200
        wait_for(lambda: numbers(waymark.url)["waymark_live_seats"] > before, 5, "no seat counts")

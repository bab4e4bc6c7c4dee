"""`waymark demo`: a year through the webhook, the same however often it is sent."""

from support import wait_for


def test_the_demos_year_is_counted_once_and_verified(waymark, client):
    def customers() -> int:
        return client.get("/api/customer-journey/health").json["customers_count"]

    before = customers()
    for _ in range(2):
        sent = waymark.waymark("demo", "--no-live", "--customers", "40", "--seed", "3")
        assert sent.returncode == 0, sent.stderr
        assert "history of 40 customers" in sent.stdout
    wait_until_applied(waymark)
    assert customers() == before + 40

    verified = waymark.waymark("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert ", 0 differences" in verified.stdout


def wait_until_applied(waymark) -> None:
    wait_for(
        lambda: "nothing waits" in waymark.waymark("doctor").stdout, 30,
        "the demo's deliveries were not applied")

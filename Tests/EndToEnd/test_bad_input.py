"""Fields that senders get wrong, through nginx: refused with all reasons, kept where they were
signed, and without any effect on what counts."""

import pytest

from support import LEFT_OUT, check_problem, payload

REQUIRED = ["customer_id", "event", "stage", "timestamp"]
LONGEST_NAME = "n" * 255
LONGEST_EMAIL = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.com"


def purchase(value) -> dict:
    return {"event": "purchase_made", "stage": "purchase", "metadata": {"value": value}}


@pytest.mark.parametrize("fields, faults", [
    pytest.param({name: LEFT_OUT}, [f"{name}: is missing"], id=f"without-{name}")
    for name in REQUIRED
] + [
    pytest.param({name: ""}, [f"{name}: is empty"], id=f"empty-{name}") for name in REQUIRED
] + [
    pytest.param({name: " \t"}, [f"{name}: is empty"], id=f"blank-{name}")
    for name in ["event", "stage", "timestamp"]
] + [
    pytest.param({name: None}, [f"{name}: is null"], id=f"null-{name}") for name in REQUIRED
] + [
    pytest.param({name: value}, [f"{name}: is {kind}"], id=f"{name}-is-{kind}")
    for name, value, kind in [
        ("customer_id", True, "true or false"), ("customer_id", 1.5, "a number"),
        ("customer_id", -1, "a number"), ("event", 7, "a number"), ("stage", [], "a list"),
        ("timestamp", 1705312200, "a number"), ("metadata", "source", "text"),
        ("metadata", [], "a list"), ("customer_name", 5, "a number"),
        ("customer_email", {}, "an object"), ("event_id", {}, "an object"),
    ]
] + [
    pytest.param({"event": "bought"}, ["event: is “bought”, which is not known"], id="new-event"),
    pytest.param({"stage": "nirvana"}, ["stage: is “nirvana”, which is not known"], id="new-stage"),
    pytest.param({"stage": "Purchase"}, ["stage: is “Purchase”, which"], id="capital-stage"),
    pytest.param({"customer_id": "c" * 192}, ["customer_id: is too long"], id="long-customer"),
    pytest.param({"event_id": "e" * 192}, ["event_id: is too long"], id="long-event-id"),
    pytest.param({"customer_name": "ä" * 256}, ["customer_name: is too long"], id="long-name"),
    pytest.param({"customer_email": f"a{LONGEST_EMAIL}"}, ["customer_email: is"], id="long-email"),
    pytest.param(
        {"metadata": {"note": "x" * 65_536}}, ["metadata: is too long"], id="long-metadata"),
    pytest.param({"customer_id": "a\u0000b"}, ["customer_id: has control"], id="nul-customer"),
    pytest.param(purchase("a lot"), ["metadata.value: is “a lot”"], id="worded-value"),
    pytest.param(purchase(-1), ["metadata.value: is “-1”"], id="negative-value"),
    pytest.param(purchase(10**12), ["metadata.value: is “1000000000000”"], id="huge-value"),
    pytest.param(dict.fromkeys(REQUIRED, LEFT_OUT), [
        f"{name}: is missing" for name in REQUIRED], id="without-anything"),
    pytest.param({
        "customer_id": [], "event": "bought", "stage": "", "timestamp": "yesterday",
        "event_id": "e" * 192, "customer_name": 5, "customer_email": "nobody", "metadata": 1,
    }, [
        "customer_id: is a list", "event: is “bought”", "stage: is empty",
        "timestamp: is “yesterday”", "event_id: is too long", "customer_name: is a number",
        "customer_email: is “nobody”", "metadata: is a number",
    ], id="everything-at-once"),
])
def test_all_faults_of_the_fields_are_listed_at_once(hook, fields, faults):
    details = check_problem(hook.post(payload(**fields)), 400)
    for detail, fault in zip(details, faults, strict=True):
        assert detail.startswith(fault) and "; expected " in detail
    hook.check_refusals(["; ".join(details)])


def test_bad_timestamps_are_refused(hook):
    bad = [
        "yesterday", "2024-01-15", "2024-01-15T10:30:00", "15.01.2024 10:30", "1705312200",
        "2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z",
        "2024-01-15T24:00:00Z", "2024-01-15T10:60:00Z", "2024-01-15T10:30:00+25:00",
        "2024-01-15T10:30:00.Z", "1969-12-31T23:59:59Z", "10000-01-01T00:00:00Z",
        "2024-01-15T10:30:00Z; DROP TABLE events", "٢٠٢٤-٠١-١٥T١٠:٣٠:٠٠Z",
    ]
    for text in bad:
        [detail] = check_problem(hook.post(payload(timestamp=text)), 400)
        assert detail.startswith(f"timestamp: is “{text[:40]}”")
    assert len(hook.deliveries("quarantined")) == len(bad)
    assert hook.events() == []


def test_bad_email_addresses_are_refused(hook):
    bad = [
        "john", "@example.com", "john@", "john@example", "john@@example.com", "a@b@example.com",
        "john doe@example.com", "john@exa mple.com", ".john@example.com", "jo..hn@example.com",
        "john@-example.com", "john@example..com", "<john@example.com>", f"{'a' * 65}@example.com",
        "john@example.com, jane@example.com", "john@example.com\nBcc: jane@example.com",
    ]
    for text in bad:
        [detail] = check_problem(hook.post(payload(customer_email=text)), 400)
        assert detail.startswith("customer_email: is “")
    assert len(hook.deliveries("quarantined")) == len(bad)
    assert hook.events() == []


@pytest.mark.parametrize("fields", [
    pytest.param({"customer_id": "c" * 191}, id="longest-customer"),
    pytest.param({"customer_id": 12345}, id="whole-number-as-customer"),
    pytest.param({"customer_id": "Zoë 🦊 عميل"}, id="any-script-as-customer"),
    pytest.param({"event_id": "🦊" * 191}, id="longest-event-id"),
    pytest.param({"customer_name": "🦊" * 255}, id="longest-name"),
    pytest.param({"customer_name": " "}, id="blank-name-is-none"),
    pytest.param({"customer_email": LONGEST_EMAIL}, id="longest-email"),
    pytest.param({"customer_email": None, "metadata": None}, id="null-is-left-out"),
    pytest.param({"metadata": {"note": "x" * (65_536 - 12)}}, id="longest-metadata"),
    pytest.param({"metadata": {"note": "\u0000 \u001b[31m"}}, id="controls-in-metadata"),
    pytest.param({"surprise": {"of": ["any", 1, None]}, "CUSTOMER_ID": 1}, id="unknown-fields"),
    pytest.param(purchase(0), id="worthless-purchase"),
    pytest.param(purchase("999999999999.9999"), id="dearest-purchase"),
])
def test_what_just_fits_is_taken(hook, fields):
    sent = hook.send(**fields)
    [event] = hook.events()
    assert event["customer"]["customer_id"] == str(sent["customer_id"])
    assert event["metadata"] == (sent.get("metadata") or {})

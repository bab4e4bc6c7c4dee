"""How a period ran, step by step: over all steps it is what the journey's report says."""

from datetime import date, timedelta

import pytest

from support import Hook

DAYS_AGO = [0, 0, 1, 5, 6, 7, 13, 29, 30, 59, 89, 90, 130, 179, 200, 364, 365, 395, 500, 729]
SOURCES = ["organic", "chat"]
STAGES = ["awareness", "consideration", "purchase", "retention", "advocacy"]


@pytest.fixture(scope="module")
def sent(found) -> Hook:
    """Customers of the last two years, each of whom comes a little further than the one before."""
    hook = Hook(found("Shop with a history"))
    today = date.fromisoformat(hook.admin.get("/api/journey").json["today"])
    for number, ago in enumerate(DAYS_AGO):
        for step, stage in enumerate(STAGES[number % 2:1 + number % 5]):
            day = min(today, today - timedelta(days=ago - 3 * step))
            hook.send(customer_id=str(number), event_id=f"{number}{stage}", stage=stage,
                      timestamp=f"{day}T00:00:0{step}Z", metadata={"source": SOURCES[number % 2]})
    assert hook.events()
    return hook


def added(steps: list[dict]) -> dict:
    """All that came in these steps."""
    entered = {stage: sum(step["entered"][stage] for step in steps) for stage in STAGES}
    return {"new": sum(step["new"] for step in steps), **entered}


def reported(report: dict, name: str) -> dict:
    return {each["id"]: each[name] for each in report["stages"]}


@pytest.mark.parametrize("query", [
    "period=7d", "period=30d", "period=90d", "period=12m", "period=12m&compare=yoy",
    "period=30d&compare=off", "period=30d&source=organic", "period=12m&source=chat",
    "period=custom&from={first}&to={last}", "period=custom&from={first}&to={last}&compare=yoy",
])
def test_all_steps_together_are_the_period_and_the_one_before(sent, query):
    first, last = (date.today() - timedelta(days=ago) for ago in (400, 20))
    query = query.format(first=first, last=last)
    report = sent.admin.get(f"/api/journey?{query}").json
    course = sent.admin.get(f"/api/journey/course?{query}").json
    assert [course[name] for name in ("period", "compare", "today")] == [
        report[name] for name in ("period", "compare", "today")]
    steps = course["steps"]
    customers = sum(source["customers"] for source in report["sources"])
    assert customers and added(steps) == {"new": customers, **reported(report, "entered")}
    if "off" in query:
        assert {step["previous"] for step in steps} == {None}
        return
    before = added([step["previous"] for step in steps])
    assert before.pop("new") and before == reported(report, "previous")


def test_a_step_opens_as_many_new_customers_as_it_counts(sent):
    for period, counts in (("7d", [7]), ("12m", [12, 13])):
        steps = sent.admin.get(f"/api/journey/course?period={period}").json["steps"]
        assert len(steps) in counts
        for step in steps:
            listed = sent.admin.get(
                f"/api/customers?first_seen_from={step['from']}&first_seen_to={step['to']}").json
            assert len(listed["customers"]) == step["new"]

"""A paused connection: what its sender posts meanwhile is kept, and applied when it is resumed."""

from support import wait_for


def change(hook, paused: bool) -> None:
    path = f"/api/connections/{hook.id}"
    assert hook.admin.call("PATCH", path, {"paused": paused}).status == 200


def test_posts_to_a_paused_connection_wait_until_it_is_resumed(hook):
    change(hook, paused=True)
    sent = []

    def held() -> list[dict]:
        """A change counts a second later: posts until one is held."""
        sent.append(hook.send()["customer_id"])
        return [each for each in hook.deliveries("pending") if each["reason"]]

    [waiting] = wait_for(held, 10, "no post is held though the connection is paused")
    assert waiting["reason"] == "It waits until its connection is resumed."
    assert waiting["next_attempt_at"] is None
    assert hook.connection["health"]["state"] == "paused"
    change(hook, paused=False)
    wait_for(lambda: not hook.deliveries("pending"), 20, "what was held stays held")
    applied = [event["customer"]["customer_id"] for event in hook.events()]
    assert sorted(applied) == sorted(sent)

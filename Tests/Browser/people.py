"""People and settings as the API answers about them: an organisation with a team of its own."""

from playwright.sync_api import Page

from answers import answer_with

EARLIER = "2026-11-01T10:00:00Z"
LATER = "2027-02-01T10:00:00Z"

MEMBERS = [
    {"id": "11", "name": "Owner", "email": "owner@example.com", "role": "owner", "you": True,
     "totp": True, "joined_at": EARLIER, "last_seen_at": EARLIER},
    {"id": "12", "name": "Second Member", "email": "second@example.com", "role": "analyst",
     "you": False, "totp": False, "joined_at": EARLIER, "last_seen_at": None},
]
INVITATION = {"id": "21", "email": "third@example.com", "role": "viewer",
              "invited_by": {"id": "11", "name": "Owner"}, "created_at": EARLIER,
              "expires_at": LATER}
SESSIONS = [
    {"id": "31", "current": True, "browser": "Chromium on Linux", "agent": "one",
     "address": "127.0.0.1", "organisation": {"id": "1", "name": "My shop"},
     "created_at": EARLIER, "seen_at": EARLIER, "expires_at": LATER},
    {"id": "32", "current": False, "browser": "Firefox on Windows", "agent": "two",
     "address": "192.0.2.7", "organisation": {"id": "1", "name": "My shop"},
     "created_at": EARLIER, "seen_at": EARLIER, "expires_at": LATER},
]
TOKEN = {"id": "41", "name": "Warehouse", "hint": "wm_AbCd1234…", "scopes": ["read", "export"],
         "created_at": EARLIER, "created_by": {"id": "11", "name": "Owner"},
         "last_used_at": None, "expires_at": LATER}
ENTRIES = [
    {"id": "52", "at": EARLIER, "action": "member.role_changed",
     "by": {"kind": "person", "id": "11", "name": "Owner"}, "address": "192.0.2.7",
     "subject": {"kind": "member", "id": "12", "name": "Second Member"},
     "before": {"role": "viewer"}, "after": {"role": "analyst"}, "request_id": "abc123"},
    {"id": "51", "at": EARLIER, "action": "session.opened",
     "by": {"kind": "person", "id": "11", "name": "Owner"}, "address": "192.0.2.7",
     "subject": None, "before": None, "after": None, "request_id": None},
]
NAMES = {"awareness": "Lead", "consideration": None, "purchase": None, "retention": None,
         "advocacy": None}
CODES = [f"code-{n}" for n in range(10)]


def profile(on: bool = False, left: int = 0, new_email: str | None = None) -> dict:
    return {"profile": {
        "id": "11", "name": "Owner", "email": "owner@example.com", "new_email": new_email,
        "created_at": EARLIER,
        "totp": {"on": on, "since": EARLIER if on else None, "recovery_codes_left": left}}}


def answer_as_people(page: Page) -> None:
    """Everything that the screens of Settings read."""
    for path, body in {
        "profile": profile(), "sessions": {"sessions": SESSIONS}, "members": {"members": MEMBERS},
        "invitations": {"invitations": [INVITATION]},
        "organisation": {"organisation": {
            "id": "1", "name": "My shop", "time_zone": "Africa/Accra", "next_time_zone": None,
            "currency": "EUR", "window_days": 90, "next_window_days": None,
            "stage_names": NAMES, "created_at": EARLIER}},
        "tokens": {"tokens": [TOKEN], "scopes": ["read", "write", "export"]},
        "audit": {"entries": ENTRIES, "next_cursor": None,
                  "actions": ["session.opened", "session.closed", "member.role_changed"]},
    }.items():
        answer_with(page, lambda url, path=path: url.split("?")[0].endswith(f"/api/{path}"), body)

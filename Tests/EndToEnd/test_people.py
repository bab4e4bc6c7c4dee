"""People on their way in and out: invitations, forgotten passwords, second factors, several
organisations, browsers that are signed out from afar, and what the log says of it all."""

import base64
import csv
import hashlib
import hmac
import io
import json
import struct
import time
import uuid

import pytest

from client import Answer, Client
from stream import listening
from support import check_problem

PASSWORD = "a few words that nobody guesses"


def address(name: str) -> str:
    return f"{name}-{uuid.uuid4().hex}@example.com"


def change(client: Client, method: str, path: str, body=None) -> Answer:
    """A change as the page makes it, which keeps the token that an answer brings."""
    answer = client.call(method, path, {} if body is None else body)
    if answer.status == 200 and "csrf" in answer.json:
        client.csrf = answer.json["csrf"]
    return answer


def token_of(answer: Answer, page: str, client: Client) -> str:
    start, _, token = answer.json["link"].partition("#")
    assert start == f"{client.url}/{page}" and len(token) == 43
    return token


def invite(shop: Client, role: str, **fields) -> str:
    made = change(shop, "POST", "/api/invitations", {"role": role, **fields})
    assert made.status == 201, made
    return token_of(made, "join", shop)


def join(shop: Client, role: str, email: str | None = None) -> tuple[Client, str]:
    """Somebody new, who came by an invitation and is signed in."""
    email = email or address(role)
    client = Client(shop.url)
    accepted = change(client, "POST", "/api/invitations/accept", {
        "token": invite(shop, role), "name": f"The {role}", "email": email, "password": PASSWORD})
    assert accepted.status == 200, accepted
    return client, email


def code_of(secret: str, step: int) -> str:
    """What an authenticator app shows: RFC 6238, as another implementation has it."""
    key = base64.b32decode(secret)
    mac = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    start = mac[-1] & 15
    number = struct.unpack(">I", mac[start:start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def actions(shop: Client, group: str) -> list[str]:
    return [entry["action"] for entry in shop.get(f"/api/audit?action={group}").json["entries"]]


@pytest.fixture
def team(found) -> Client:
    """The owner of an organisation of the test's own."""
    return found("Team shop")


def test_an_invitation_lets_somebody_in_once(team):
    email = address("guest")
    token = invite(team, "analyst", email=email)
    guest = Client(team.url)
    shown = guest.post("/api/invitations/open", {"token": token}).json["invitation"]
    assert (shown["organisation"]["name"], shown["role"]) == ("Team shop", "analyst")
    accepted = change(guest, "POST", "/api/invitations/accept", {
        "token": token, "name": "Ama Mensah", "password": PASSWORD})
    assert accepted.status == 200, accepted
    assert accepted.headers["Set-Cookie"].endswith("; Path=/; HttpOnly; SameSite=Lax")
    assert guest.get("/api/session").json["organisation"]["role"] == "analyst"
    check_problem(guest.post("/api/invitations/open", {"token": token}), 404)
    check_problem(guest.post("/api/tokens", {"name": "x", "scopes": ["read"]}), 403)
    names = [member["name"] for member in team.get("/api/members").json["members"]]
    assert "Ama Mensah" in names
    assert actions(team, "member") == ["member.joined"] * 2, "the shell's, and this one"


def test_a_forgotten_password_is_set_anew_by_a_link(team):
    viewer, email = join(team, "viewer")
    person = viewer.get("/api/session").json["person"]["id"]
    made = change(team, "POST", f"/api/members/{person}/reset")
    token = token_of(made, "reset", team)
    guest = Client(team.url)
    weak = guest.post("/api/reset", {"token": token, "password": "short"})
    assert check_problem(weak, 422) == ["password: 10 to 1024 characters"]
    assert guest.post("/api/reset", {"token": token, "password": PASSWORD[::-1]}).status == 200
    check_problem(guest.post("/api/reset", {"token": token, "password": PASSWORD}), 404)
    check_problem(viewer.get("/api/session"), 401)
    check_problem(Client(team.url).sign_in(email, PASSWORD), 401)
    assert Client(team.url).sign_in(email, PASSWORD[::-1]).status == 200


def test_a_second_factor_is_asked_for_and_taken_once(team):
    viewer, email = join(team, "viewer")
    secret = change(viewer, "POST", "/api/profile/totp", {"password": PASSWORD}).json["secret"]
    step = int(time.time()) // 30
    confirmed = change(
        viewer, "POST", "/api/profile/totp/confirm", {"code": code_of(secret, step)})
    assert confirmed.status == 200, confirmed
    codes = confirmed.json["recovery_codes"]
    assert len(codes) == 10
    sign_in = {"email": email, "password": PASSWORD}
    asked = Client(team.url).post("/api/login", sign_in)
    check_problem(asked, 401)
    assert asked.json["code_required"] is True
    used = Client(team.url).post("/api/login", {**sign_in, "code": code_of(secret, step)})
    assert used.json["code_wrong"] is True, "it confirmed"
    following = {**sign_in, "code": code_of(secret, step + 1)}
    assert Client(team.url).post("/api/login", following).status == 200
    assert Client(team.url).post("/api/login", {**sign_in, "code": codes[0]}).status == 200
    assert Client(team.url).post("/api/login", {**sign_in, "code": codes[0]}).status == 401
    assert actions(team, "totp") == ["totp.recovery_code", "totp.on"]


def test_who_lost_app_and_codes_is_let_in_by_the_operator(team, waymark):
    viewer, email = join(team, "viewer")
    secret = change(viewer, "POST", "/api/profile/totp", {"password": PASSWORD}).json["secret"]
    code = code_of(secret, int(time.time()) // 30)
    assert change(viewer, "POST", "/api/profile/totp/confirm", {"code": code}).status == 200
    assert Client(team.url).sign_in(email, PASSWORD).status == 401
    assert waymark.waymark("user", "totp-off", email).returncode == 0
    assert Client(team.url).sign_in(email, PASSWORD).status == 200
    newest = team.get("/api/audit?action=totp").json["entries"][0]
    assert (newest["action"], newest["by"]["kind"]) == ("totp.off", "shell")


def test_one_person_goes_between_organisations(team, neighbour):
    viewer, email = join(team, "viewer")
    token = invite(neighbour, "admin", email=email)
    stranger = Client(team.url)
    known = stranger.post("/api/invitations/accept", {
        "token": token, "name": "x", "password": PASSWORD})
    check_problem(known, 409)
    assert known.json["sign_in_required"] is True
    joined = change(viewer, "POST", "/api/invitations/accept", {"token": token})
    assert joined.json["organisation"]["role"] == "admin"
    homes = {home["name"]: home["id"] for home in joined.json["organisations"]}
    assert set(homes) == {"Team shop", "Shop next door"}
    assert viewer.get("/api/tokens").status == 200
    moved = change(
        viewer, "POST", "/api/session/organisation", {"organisation_id": homes["Team shop"]})
    assert moved.json["organisation"]["name"] == "Team shop"
    check_problem(viewer.get("/api/tokens"), 403)
    again = Client(team.url)
    assert again.sign_in(email, PASSWORD).json["organisation"]["name"] == "Team shop"


def test_a_browser_is_signed_out_from_another(team):
    viewer, email = join(team, "viewer")
    lost = Client(team.url)
    assert lost.sign_in(email, PASSWORD).status == 200
    sessions = viewer.get("/api/sessions").json["sessions"]
    assert [session["current"] for session in sessions].count(True) == 1
    [other] = [session["id"] for session in sessions if not session["current"]]
    assert change(viewer, "DELETE", f"/api/sessions/{other}").status == 200
    check_problem(lost.get("/api/session"), 401)
    check_problem(lost.get("/api/events/stream"), 401)
    assert lost.sign_in(email, PASSWORD).status == 200
    assert change(viewer, "DELETE", "/api/sessions").json["ended"] == 1
    check_problem(lost.get("/api/customers"), 401)
    assert viewer.get("/api/customers").status == 200


def test_who_is_signed_out_hears_nothing_more(team):
    viewer, email = join(team, "viewer")
    lost = Client(team.url)
    assert lost.sign_in(email, PASSWORD).status == 200
    with listening(viewer) as kept, listening(lost) as stream:
        assert change(viewer, "DELETE", "/api/sessions").status == 200
        stream.listener.join(timeout=15)
        assert not stream.listener.is_alive(), "the stream goes on"
        assert kept.listener.is_alive()


def test_a_new_password_ends_the_sessions_elsewhere(team):
    viewer, email = join(team, "viewer")
    elsewhere = Client(team.url)
    assert elsewhere.sign_in(email, PASSWORD).status == 200
    body = {"current": PASSWORD, "new": PASSWORD[::-1]}
    old = viewer.csrf
    assert change(viewer, "POST", "/api/profile/password", body).status == 200
    assert viewer.csrf != old
    assert change(viewer, "PATCH", "/api/profile", {"name": "Still here"}).status == 200
    check_problem(elsewhere.get("/api/session"), 401)


def test_a_member_is_removed_and_taken_back(team):
    viewer, _ = join(team, "viewer")
    person = viewer.get("/api/session").json["person"]["id"]
    assert change(team, "DELETE", f"/api/members/{person}").status == 200
    check_problem(viewer.get("/api/session"), 401)
    assert change(team, "POST", f"/api/members/{person}/restore").status == 200
    assert viewer.get("/api/session").status == 200
    assert actions(team, "member")[:2] == ["member.restored", "member.removed"]


def test_the_log_is_taken_away_as_a_table(team):
    join(team, "viewer")
    answer = team.get("/api/audit/export?format=csv&action=member")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert [row["action"] for row in rows] == ["member.joined"] * 2
    assert json.loads(rows[0]["after"])["role"] == "viewer"
    assert actions(team, "audit") == ["audit.exported"]


def test_a_new_time_zone_comes_into_force(team):
    asked = change(team, "PATCH", "/api/organisation", {"time_zone": "Africa/Accra"})
    assert asked.json["organisation"]["next_time_zone"] == "Africa/Accra"
    deadline = time.monotonic() + 20
    while team.get("/api/organisation").json["organisation"]["time_zone"] != "Africa/Accra":
        assert time.monotonic() < deadline, "the background does not come to it"
        time.sleep(0.2)


def test_links_reach_no_log(team, waymark):
    token = invite(team, "viewer")
    assert Client(team.url).post("/api/invitations/open", {"token": token}).status == 200
    logs = [path for path in waymark.var.rglob("*.log") if path.is_file()]
    assert logs
    for path in logs:
        assert token not in path.read_text(errors="replace"), path

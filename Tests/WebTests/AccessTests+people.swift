extension AccessTests {
    /// Signing in, and what is one's own.
    static let signInLines = [
        Line("GET /api/sign-in", everybody),
        Line("POST /api/login", everybody, body: "{}", 422),
        Line("POST /api/logout", people, body: "{}"),
        Line("GET /api/session", people),
        Line(
            "POST /api/session/organisation",
            people,
            body: #"{"organisation_id":"@organisation"}"#
        ),
        Line("GET /api/sessions", people),
        Line("DELETE /api/sessions", people),
        Line("DELETE /api/sessions/{id}", people, "/api/sessions/@session"),
        Line("POST /api/reset", everybody, body: "{}", 422),
        Line("POST /api/reset/request", everybody, body: "{}", 422),
        Line("GET /api/profile", people),
        Line("PATCH /api/profile", people, body: #"{"name":"New"}"#),
        Line("POST /api/profile/email", people, body: "{}", 422),
        Line("POST /api/email/confirm", everybody, body: "{}", 422),
        Line("POST /api/profile/password", people, body: "{}", 422),
        Line("POST /api/profile/totp", people, body: "{}", 422),
        Line("POST /api/profile/totp/confirm", people, body: "{}", 422),
        Line("POST /api/profile/totp/recovery-codes", people, body: "{}", 422),
        Line("POST /api/profile/totp/off", people, body: "{}", 422),
    ]

    /// The organisation and its people.
    static let peopleLines = [
        Line("GET /api/organisation", readers),
        Line("PATCH /api/organisation", managers, body: #"{"name":"New"}"#),
        Line("GET /api/members", people),
        Line(
            "PATCH /api/members/{id}",
            managers,
            "/api/members/@analyst",
            body: #"{"role":"viewer"}"#
        ),
        Line("DELETE /api/members/{id}", managers, "/api/members/@analyst"),
        Line(
            "POST /api/members/{id}/restore",
            managers,
            "/api/members/@gone/restore",
            body: "{}"
        ),
        Line(
            "POST /api/members/{id}/reset",
            owners,
            "/api/members/@analyst/reset",
            body: "{}",
            201
        ),
        Line("GET /api/invitations", managers),
        Line("POST /api/invitations", managers, body: #"{"role":"viewer"}"#, 201),
        Line("DELETE /api/invitations/{id}", managers, "/api/invitations/@invitation"),
        Line("POST /api/invitations/open", everybody, body: "{}", 422),
        Line("POST /api/invitations/accept", everybody, body: "{}", 422),
        Line("GET /api/audit", managers),
        Line("GET /api/audit/export", managers),
    ]
}

extension AccessTests {
    /// What people keep on customers.
    static let recordLines = [
        Line(
            "PUT /api/customers/{id}",
            writers,
            "/api/customers/@customer",
            body: #"{"name":"Ama Owusu"}"#
        ),
        Line(
            "POST /api/customers/{id}/merge",
            writers,
            "/api/customers/@customer/merge",
            body: #"{"with":"@merged"}"#,
            409
        ),
        Line("POST /api/merges/{id}/undo", writers, "/api/merges/@merge/undo", body: "{}", 202),
        Line("GET /api/tags", readers),
        Line("PUT /api/customers/{id}/tags/{tag}", writers, "/api/customers/@customer/tags/VIP"),
        Line("DELETE /api/customers/{id}/tags/{tag}", writers, "/api/customers/@customer/tags/VIP"),
        Line("GET /api/customers/{id}/notes", readers, "/api/customers/@customer/notes"),
        Line(
            "POST /api/customers/{id}/notes",
            writers,
            "/api/customers/@customer/notes",
            body: #"{"text":"Likes indigo"}"#,
            201
        ),
        Line(
            "GET /api/customers/{id}/notes/{note}",
            readers,
            "/api/customers/@customer/notes/@note"
        ),
        Line(
            "PUT /api/customers/{id}/notes/{note}",
            writers,
            "/api/customers/@customer/notes/@note",
            body: #"{"text":"Calls back at five"}"#,
            headers: [("If-Match", "\"1\"")]
        ),
        Line(
            "DELETE /api/customers/{id}/notes/{note}",
            writers,
            "/api/customers/@customer/notes/@note"
        ),
        Line(
            "POST /api/customers/{id}/notes/{note}/restore",
            writers,
            "/api/customers/@customer/notes/@removed_note/restore"
        ),
        Line(
            "GET /api/customers/{id}/notes/{note}/versions",
            readers,
            "/api/customers/@customer/notes/@note/versions"
        ),
    ]
}

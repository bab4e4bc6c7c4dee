extension AccessTests {
    /// Views of the list of customers, and jobs for all whom it shows.
    static let bulkLines = [
        Line("GET /api/views", people),
        Line("POST /api/views", people, body: #"{"name":"New","query":"stage=purchase"}"#, 201),
        Line("PATCH /api/views/{id}", managers, "/api/views/@view", body: #"{"name":"New"}"#),
        Line("DELETE /api/views/{id}", managers, "/api/views/@view"),
        Line(
            "POST /api/customers/bulk",
            writers,
            body: #"{"action":"tag","tag":"vip","query":{"stage":"purchase"}}"#,
            202
        ),
        Line("POST /api/customers/export", exporters, body: #"{"query":{}}"#, 202),
        Line("GET /api/jobs", readers),
        Line("GET /api/jobs/{id}", readers, "/api/jobs/@export"),
        Line("POST /api/jobs/{id}/cancel", writers, "/api/jobs/@tagging/cancel", body: "{}"),
        Line("POST /api/jobs/{id}/undo", writers, "/api/jobs/@tagged/undo", body: "{}", 202),
        Line("GET /api/jobs/{id}/file", exporters, "/api/jobs/@export/file"),
    ]
}

import HTTP
import Testing

/// Which path finds which action.
struct RouterTests {
    private let router = Router([
        .get("/", "home"),
        .get("/api/customers", "list"),
        .post("/api/customers", "create"),
        .get("/api/customers/stats", "stats"),
        .get("/api/customers/{id}", "show"),
        .delete("/api/customers/{id}", "remove"),
        .delete("/api/customers/{id}/segments/{segment}", "leave"),
        .get("/api/customers/stats/{year}", "year"),
        .put("/api/{kind}/old/copy", "copy"),
    ])

    private func found(_ method: HTTP.Method, _ path: String) -> String? {
        if case .found(let action, _) = router.match(method, path) { action } else { nil }
    }

    @Test(arguments: [
        (HTTP.Method.get, "/", "home"), (.get, "/api/customers", "list"),
        (.get, "/api/customers/", "list"), (.post, "/api/customers", "create"),
        (.get, "/api/customers/stats", "stats"), (.get, "/api/customers/7", "show"),
        (.get, "/api/customers/%73tats", "stats"), (.delete, "/api/customers/7", "remove"),
        (.delete, "/api/customers/7/segments/vip/", "leave"),
        (.get, "/api/customers/stats/2024", "year"), (.put, "/api/customers/old/copy", "copy"),
        (.head, "/api/customers/7", "show"),
    ])
    func `finds`(method: HTTP.Method, path: String, action: String) {
        #expect(found(method, path) == action)
    }

    @Test(arguments: [
        "/api", "/api/customers/7/segments", "/api/customers//", "//api/customers",
        "/API/customers",
        "/api/customers/7/segments//", "api/customers", "", "/api/customers/%zz",
        "/api/customers/%ff",
        "/api/customers/%",
    ])
    func `does not find`(path: String) {
        guard case .notFound = router.match(.get, path) else {
            Issue.record("found \(path)")
            return
        }
    }

    @Test(arguments: [
        ("/api/customers", [HTTP.Method.get, .head, .post]),
        ("/api/customers/7", [.get, .head, .delete]), ("/api/customers/7/segments/vip", [.delete]),
    ])
    func `says which methods there are`(path: String, methods: [HTTP.Method]) {
        guard case .methodNotAllowed(let allow) = router.match(.patch, path) else {
            Issue.record("found \(path)")
            return
        }
        #expect(allow == methods)
    }

    @Test func `gives the values by their names, decoded`() {
        guard
            case .found(_, let values) = router.match(
                .delete,
                "/api/customers/a%2Fb%20c+d/segments/%E2%82%AC"
            )
        else {
            Issue.record("found nothing")
            return
        }
        #expect(values["id"] == "a/b c+d")
        #expect(values["segment"] == "€")
        #expect(values["other"] == nil)
    }

    @Test func `HEAD has no page of its own where GET has none`() {
        let router = Router([.post("/x", 1)])
        guard case .methodNotAllowed(let allow) = router.match(.head, "/x") else {
            Issue.record("found /x")
            return
        }
        #expect(allow == [.post])
    }

    @Test func `every route is listed and found by its own pattern`() {
        #expect(router.routes.count == 9)
        for route in router.routes {
            #expect(found(route.method, route.pattern) == route.action)
        }
    }
}

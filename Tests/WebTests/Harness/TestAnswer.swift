import HTTP
import JSON

/// An answer as tests look at it.
struct TestAnswer {
    let response: Response

    init(_ response: Response) {
        self.response = response
    }

    var status: Int { response.status }
    var text: String { String(decoding: response.body, as: UTF8.self) }

    /// Null where the body is no JSON.
    var json: JSON {
        (try? JSON(parsing: response.body)) ?? .null
    }

    func headers(_ name: String) -> [String] {
        response.headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}

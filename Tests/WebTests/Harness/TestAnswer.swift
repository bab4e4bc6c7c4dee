import HTTP
import JSON

/// An answer as tests look at it.
struct TestAnswer {
    let response: Response

    init(_ response: Response) {
        self.response = response
    }

    var status: Int { response.status }
    /// What goes over the wire, piece by piece, where it is not held whole.
    var sent: [UInt8] {
        guard let source = response.source else { return response.body }
        var bytes: [UInt8] = []
        while bytes.count < source.count { bytes += source.bytes(bytes.count) }
        return bytes
    }
    var text: String { String(decoding: response.body, as: UTF8.self) }

    /// Null where the body is no JSON.
    var json: JSON {
        (try? JSON(parsing: response.body)) ?? .null
    }

    func headers(_ name: String) -> [String] {
        response.headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}

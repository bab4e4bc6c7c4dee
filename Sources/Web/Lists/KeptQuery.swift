internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// The query of a list of customers that is kept: in a view, or for a job.
struct KeptQuery {
    /// As the list's address has it.
    let text: String
    let query: CustomerQuery

    private static let longest = 2_000

    /// Reads one, and tells what is wrong with it; the expectation is the list's own.
    private init?(_ pairs: Query, faults: inout [String], _ visit: Visit) throws {
        let set = Query(pairs.pairs.filter { !$0.1.isEmpty })
        var fields = QueryFields(set)
        fields.refuseOthers(than: CustomerQuery.names)
        let organisation = try OwnOrganisation(visit.scope()).find()
        query = try CustomerQuery(&fields, of: organisation, at: visit.now)
        text = set.pairs.map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
        faults = fields.faults
        if text.utf8.count > KeptQuery.longest {
            faults.append("at most \(KeptQuery.longest) characters")
        }
        guard faults.isEmpty else { return nil }
    }

    /// Throws where the query names a connection that is not there.
    func check(_ visit: Visit) throws {
        if let connection = query.filter.connection {
            _ = try ConnectionStore(visit.scope()).require(connection)
        }
    }
}

extension KeptQuery {
    /// What stands behind the question mark of the list's address, out of a body.
    static func text(_ name: String, in fields: inout Fields, _ visit: Visit) throws -> KeptQuery? {
        let text = fields.value(name, "what stands behind the ? of the list's address") { json in
            json.text.map { $0.hasPrefix("?") ? String($0.dropFirst()) : $0 }
        }
        guard let text else { return nil }
        return try read(Query(parsing: text), name, in: &fields, visit)
    }

    /// The list's parameters as members of an object, out of a body.
    static func object(
        _ name: String,
        in fields: inout Fields,
        _ visit: Visit
    ) throws -> KeptQuery? {
        let expected = "an object with the list's parameters as texts"
        guard let pairs = fields.value(name, expected, KeptQuery.pairs) else { return nil }
        return try read(Query(pairs), name, in: &fields, visit)
    }

    private static func pairs(of json: JSON) -> [(String, String)]? {
        guard case .object(let object) = json else { return nil }
        let pairs = object.members.filter { $0.value != .null }.map { ($0.name, $0.value.text) }
        let texts = pairs.compactMap { name, text in text.map { (name, $0) } }
        return texts.count == pairs.count ? texts : nil
    }

    private static func read(
        _ pairs: Query,
        _ name: String,
        in fields: inout Fields,
        _ visit: Visit
    ) throws -> KeptQuery? {
        var faults: [String] = []
        let kept = try KeptQuery(pairs, faults: &faults, visit)
        for fault in faults { fields.fault("\(name).\(fault)") }
        return kept
    }
}

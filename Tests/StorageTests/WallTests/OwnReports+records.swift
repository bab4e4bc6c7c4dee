import Domain
import Storage
import Support

extension OwnReports {
    /// What people keep on customers, read and changed.
    func askRecords() throws {
        guard let tag = CustomerTag("T1"), let other = CustomerTag("T2") else {
            throw TestFault("no tag")
        }
        let (customer, note) = (Customer.ID(5_006), NoteRecord.ID(5_006))
        let author = Author(person: Person.ID(106), name: "x")
        let tags = TagStore(scope)
        _ = try tags.list(of: customer)
        _ = try tags.list(beginning: "t", after: nil, limit: 5)
        _ = try tags.spelling(of: tag)
        _ = try tags.find(tag, of: customer)
        _ = try tags.count(of: customer)
        try tags.remove(other, from: customer)
        let notes = NoteStore(scope)
        _ = try notes.list(of: customer, before: nil, limit: 50)
        _ = try notes.find(draft: "5106")
        if let found = try notes.find(note, of: customer) {
            _ = try notes.update(found, to: "y", by: author, at: now)
        }
        _ = try NoteHistory(scope).list(of: note, before: nil, limit: 50)
        _ = try notes.remove(note, of: customer, at: now)
        _ = try notes.restore(note, of: customer)
        let edits = CustomerEdits(scope)
        _ = try edits.list(of: customer)
        try edits.record(nil, in: .name, of: customer, id: TestShop.ids.next(), by: author, at: now)
        _ = try edits.owner(of: .external("c5006", in: Connection.ID(206)))
        _ = try CustomerHold(scope).take(customer)
        _ = try MergeRequests(scope).withdraw(Identifier(2_006))
    }
}

internal import Domain
internal import Storage

/// Carries out what a person typed about a customer: the customer's own row, the words by which
/// they are found, and what names them.
struct EditCustomer {
    let recount: CustomerRecount
    let ids: IdentifierSource

    /// Does nothing where somebody has typed something else meanwhile: that is a job of its own.
    func run(_ id: Edit.ID, sources: inout SourceStore) throws(StorageError) {
        let edits = EditStore(database: recount.database, organisation: recount.organisation)
        guard let edit = try edits.find(id) else { return }
        try recount.run([edit.customer], sources: &sources) { _ throws(StorageError) in
            try edits.name(edit) { ids.next() }
        }
    }
}

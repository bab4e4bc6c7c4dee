internal import Domain

/// Everything that a list of customers shows, in its order, as it was at one moment: for files.
///
/// Only a few rows are held at a time, however long the list is.
package struct CustomerExtract {
    /// Rows read at once.
    private static let step = 1_000

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// Reads the list from its beginning, inside one view of the database.
    ///
    /// - Parameter each: takes some rows; false to stop there.
    package func read(
        _ filter: CustomerFilter,
        by sort: CustomerSort,
        isDescending: Bool,
        each: ([ListedCustomer]) throws(StorageError) -> Bool
    ) throws(StorageError) {
        try scope.snapshot { () throws(StorageError) in
            let list = CustomerList(scope)
            guard let reader = try list.reader(filter, by: sort, isDescending: isDescending)
            else { return }
            var next: ListCursor?
            repeat {
                let page = try reader.page(
                    PageRequest(limit: CustomerExtract.step, cursor: next)
                )
                let rows = try list.customers(page.items.map(Customer.ID.init), filter.entrance)
                guard try each(rows) else { return }
                next = page.next
            } while next != nil
        }
    }
}

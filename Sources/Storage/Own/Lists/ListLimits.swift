/// How far a list looks: what keeps a page quick, however many rows there are and whatever is
/// asked of them.
package struct ListLimits: Sendable {
    /// So many rows that an index finds are counted, and looked at one by one.
    package var few = 2_000
    /// Rows looked through for a page where the index has what is asked.
    package var wide = 3_000
    /// Rows looked through for a page where every row has to be fetched.
    package var fetched = 800
    /// Rows looked through for a page where all names of every customer are compared. So many names
    /// of a kind that a search finds are read once instead.
    package var searched = 400

    /// As the API has it.
    package static let usual = ListLimits()

    package init() {}

    /// For the first page of a list: it comes sooner, and who shows it goes on where it stopped.
    var ofFirstPage: Self {
        var limits = self
        limits.fetched /= 2
        return limits
    }
}

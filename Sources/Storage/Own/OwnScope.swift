package import Domain
internal import MariaDB

/// One organisation's rows and nothing else, for as long as a caller is served.
///
/// All stores under `Own/` read and write through the views of the tenant wall: what they do not
/// see, they cannot touch, whatever a statement says.
package struct OwnScope {
    package let organisation: Organisation.ID
    let database: Database

    /// Enters the organisation on a session of the API's account.
    package init(_ organisation: Organisation.ID, on database: Database) throws(StorageError) {
        try database.enter(organisation)
        self.organisation = organisation
        self.database = database
    }

    /// Leaves the organisation, so that the session can serve another caller.
    package func leave() {
        database.leave()
    }

    /// Reads several things as they were at one moment: what is applied meanwhile shows in all of
    /// them or in none.
    package func snapshot<Result>(
        _ body: () throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        try database.transaction(seeing: .snapshot, body)
    }

    /// Runs the body as one transaction, anew where that lost against another one: all of it has
    /// to be in the database.
    package func transaction<Result>(
        _ body: () throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        try database.transaction(body)
    }
}

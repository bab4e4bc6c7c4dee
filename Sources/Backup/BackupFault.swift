internal import Machine
package import MariaDB

/// Why there is no backup, or none that can be restored, in words for whoever asked for it.
package struct BackupFault: DatabaseFailure, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    package init(_ error: DatabaseError) {
        self.init(error.debugDescription)
    }

    init(_ fault: MachineFault) {
        self.init(fault.description)
    }

    /// Runs what the system may refuse.
    static func carrying<Result>(
        _ work: () throws(MachineFault) -> Result
    ) throws(BackupFault) -> Result {
        do {
            return try work()
        } catch {
            throw BackupFault(error)
        }
    }
}

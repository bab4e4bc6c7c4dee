internal import Domain
internal import Glibc
internal import Storage

extension ProcessDeliveries {
    private static let mostRetries = 8

    /// Runs a transaction again where it lost against another one, a few times. A row that is there
    /// already is such a loss too: two lanes may name the same new customer at once.
    mutating func retrying<Result>(
        _ transaction: (inout ProcessDeliveries) throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        var retries = 0
        while true {
            do {
                return try transaction(&self)
            } catch {
                forget()
                retries += 1
                guard error.kind == .contended || error.kind == .duplicate,
                    retries <= ProcessDeliveries.mostRetries
                else { throw error }
                let pause = RetryPolicy.rest(after: retries, .random(in: 0..<1))
                usleep(UInt32(pause.wholeMicroseconds))
            }
        }
    }
}

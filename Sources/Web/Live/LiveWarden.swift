internal import Domain
internal import Storage

/// Looks now and then whether those who listen still may: whoever was signed out, removed or went
/// to another organisation, and whoever's token was revoked, hears no more.
struct LiveWarden {
    private static let pause = Duration.seconds(5)
    private static let batch = 500

    private let gate: Database
    private var lastRound = ContinuousClock.now

    init(gate: Database) {
        self.gate = gate
    }

    /// Those of the passes that have ended; none where it is not time for a round yet.
    mutating func ended(
        among passes: some Collection<LivePass>,
        at now: Instant
    ) throws(StorageError) -> Set<LivePass> {
        guard ContinuousClock.now - lastRound > LiveWarden.pause else { return [] }
        lastRound = .now
        return try LiveWarden.ended(among: Set(passes), at: now, gate)
    }

    /// The same at once.
    static func ended(
        among passes: Set<LivePass>,
        at now: Instant,
        _ gate: Database
    ) throws(StorageError) -> Set<LivePass> {
        var ended = passes
        let all = Array(passes)
        for start in stride(from: 0, to: all.count, by: batch) {
            let some = all[start..<min(start + batch, all.count)]
            ended.subtract(try live(some, at: now, gate))
        }
        return ended
    }

    private static func live(
        _ passes: ArraySlice<LivePass>,
        at now: Instant,
        _ gate: Database
    ) throws(StorageError) -> [LivePass] {
        var hashes: [[UInt8]] = []
        var tokens: [TokenRecord.ID] = []
        for pass in passes {
            switch pass {
            case .session(let hash, _): hashes.append(hash)
            case .token(let id, _): tokens.append(id)
            }
        }
        let sessions = try SessionStore(database: gate).places(of: hashes, at: now)
            .map { LivePass.session(tokenHash: $0.tokenHash, in: $0.organisation) }
        return try sessions
            + TokenDirectory(database: gate).live(among: tokens, at: now)
            .map { LivePass.token($0.id, of: $0.organisation) }
    }
}

internal import Glibc
internal import Synchronization

/// Another program that bytes pass through on their way to a file or from one, such as `zstd`.
///
/// It runs beside this one, on another core where there is one. What it says goes to our own
/// standard error.
package final class Filter {
    private let name: String
    private var process: pid_t = -1
    private var end: Int32 = -1

    /// One at a time, or a program that is started beside another inherits its pipe, which then does
    /// not end before both have.
    private static let starting = Mutex(())

    /// Runs a program that writes to the file what it makes of the bytes that it is given.
    package static func into(
        _ file: DraftFile,
        by command: [String]
    ) throws(MachineFault) -> Filter {
        try Filter(command) { ours, its in (its, file.descriptor, ours) }
    }

    /// Runs a program that hands on what it makes of a file's bytes.
    package static func from(
        path: String,
        by command: [String]
    ) throws(MachineFault) -> Filter {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw MachineFault(system: "read \(path)") }
        defer { close(file) }
        return try Filter(command, readsFromIt: true) { ours, its in (file, its, ours) }
    }

    /// Whether there is such a program on the PATH.
    package static func isInstalled(_ name: String) -> Bool {
        let path = unsafe getenv("PATH").map { text in unsafe String(cString: text) } ?? ""
        return path.split(separator: ":").contains { folder in
            unsafe access("\(folder)/\(name)", X_OK) == 0
        }
    }

    /// The first bytes of a file.
    package static func head(of path: String, count: Int) throws(MachineFault) -> [UInt8] {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw MachineFault(system: "read \(path)") }
        defer { close(file) }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = unsafe max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
        }
    }

    /// - Parameter connect: out of both ends of a pipe, its input, its output, and our end.
    private init(
        _ command: [String],
        readsFromIt: Bool = false,
        _ connect: (Int32, Int32) -> (input: Int32, output: Int32, ours: Int32)
    ) throws(MachineFault) {
        name = command.first ?? ""
        // A program that ends early is an answer of write(2), not a reason to die.
        _ = signal(SIGPIPE, SIG_IGN)
        let failure = try Filter.starting.withLock { _ throws(MachineFault) in
            let ends = try Filter.pipe()
            let (ours, its) = readsFromIt ? (ends[0], ends[1]) : (ends[1], ends[0])
            defer { close(its) }
            let connection = connect(ours, its)
            end = connection.ours
            return start(command, input: connection.input, output: connection.output)
        }
        guard failure == 0 else {
            close(end)
            end = -1
            errno = failure
            throw MachineFault(system: "run \(name)")
        }
    }

    deinit {
        if end >= 0 { close(end) }
        if process > 0 {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
    }

    /// Gives it bytes; waits while it has more than it can take.
    package func write(_ bytes: [UInt8]) throws(MachineFault) {
        guard Descriptor.write(bytes, to: end) else {
            throw MachineFault(system: "write to \(name)")
        }
    }

    /// What it has made; empty at the end.
    package func read() throws(MachineFault) -> [UInt8] {
        while true {
            var count = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, filled in
                count = unsafe Glibc.read(end, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count >= 0 { return bytes }
            guard errno == EINTR else { throw MachineFault(system: "read from \(name)") }
        }
    }

    /// Ends our side and waits for it; throws where it was not content.
    package func finish() throws(MachineFault) {
        close(end)
        end = -1
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        process = -1
        guard status == 0 else { throw MachineFault("\(name) failed; its own words are above") }
    }

    /// Both ends of a new pipe, which no other program keeps open.
    private static func pipe() throws(MachineFault) -> [Int32] {
        var ends: [Int32] = [-1, -1]
        guard unsafe Glibc.pipe(&ends) == 0 else { throw MachineFault(system: "make a pipe") }
        for each in ends { _ = fcntl(each, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    /// Starts the program; returns the system's number for what went wrong, or 0.
    private func start(_ command: [String], input: Int32, output: Int32) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var words = unsafe command.map { word in unsafe strdup(word) }
        unsafe words.append(nil)
        defer { unsafe words.forEach { word in unsafe free(word) } }
        return unsafe posix_spawnp(&process, name, &actions, nil, words, environ)
    }
}

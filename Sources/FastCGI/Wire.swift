internal import CFastCGI
internal import Glibc

/// The one place that touches libfcgi: one request at a time, read from a tray of records that the
/// gate has let through, answered to the peer's socket.
///
/// Not Sendable and not locked: it belongs to the channel that owns it.
@safe final class Wire {
    /// libfcgi keeps pointers to it, so its address never changes.
    private let request: UnsafeMutablePointer<FCGX_Request>

    init() {
        Self.library.prepare()
        unsafe request = .allocate(capacity: 1)
        unsafe request.initialize(to: FCGX_Request())
        unsafe FCGX_InitRequest(request, -1, 0)
    }

    deinit {
        unsafe FCGX_Free(request, 0)
        unsafe request.deallocate()
    }

    /// Reads the head of the request in the tray; false when libfcgi will not have it, which
    /// closes the tray.
    func open(_ tray: Int32) -> Bool {
        // Without "keep", libfcgi would close the descriptor before it reads; "detached" spares
        // the two seconds that it waits for the peer where it does close.
        unsafe request.pointee.ipcFd = tray
        unsafe request.pointee.keepConnection = 1
        unsafe request.pointee.detached = 1
        return unsafe FCGX_Accept_r(request) == 0
    }

    /// Shows each parameter, duplicates and all; the bytes of its name live as long as the call.
    func eachParameter(_ take: (_ name: Span<UInt8>, _ value: String) -> Void) {
        guard let list = unsafe request.pointee.envp else { return }
        var index = 0
        while let text = unsafe list[index] {
            // libfcgi keeps each as "NAME=value".
            if let mark = unsafe strchr(text, Int32(UInt8(ascii: "="))) {
                let name = unsafe UnsafeRawBufferPointer(start: text, count: mark - text)
                take(unsafe name.bindMemory(to: UInt8.self).span, unsafe String(cString: mark + 1))
            }
            index += 1
        }
    }

    /// Reads the body to its end; of the given length unless the records have fewer bytes.
    func body(length: Int) -> [UInt8] {
        guard length > 0 else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            let start = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?
                .assumingMemoryBound(to: CChar.self)
            count = unsafe Int(FCGX_GetStr(start, Int32(length), request.pointee.in))
        }
    }

    /// Ends the reading; what is written from now on goes to the peer.
    func turn(to socket: Int32) {
        unsafe request.pointee.ipcFd = socket
    }

    /// Writes bytes of the answer, through libfcgi's buffer; false when the peer is gone.
    func write(_ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let start = unsafe start else { return true }
            return unsafe FCGX_PutStr(start, Int32(buffer.count), request.pointee.out) >= 0
        }
    }

    /// Sends what the buffer holds; false when the peer is gone.
    func flush() -> Bool {
        unsafe FCGX_FFlush(request.pointee.out) == 0
    }

    /// Ends the request; true when the peer wants to keep the connection and everything reached
    /// it. Never closes the descriptor.
    func finish() -> Bool {
        let errors = unsafe FCGX_FClose(request.pointee.err)
        let answer = unsafe FCGX_FClose(request.pointee.out)
        let isKept = unsafe request.pointee.keepConnection != 0
        unsafe FCGX_Free(request, 0)
        return isKept && errors == 0 && answer == 0
    }

    /// Forgets a request that will not be answered.
    func abandon() {
        unsafe FCGX_Free(request, 0)
    }

    private static let library = Library()
}

/// libfcgi's own state in the process, made once.
private struct Library {
    /// Signals belong to main, so what libfcgi puts on two of them is taken back; a peer that is
    /// gone must be an error of a write and not the end of the process.
    init() {
        var term = sigaction()
        var user = sigaction()
        unsafe sigaction(SIGTERM, nil, &term)
        unsafe sigaction(SIGUSR1, nil, &user)
        FCGX_Init()
        unsafe sigaction(SIGTERM, &term, nil)
        unsafe sigaction(SIGUSR1, &user, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Touches the instance, which makes it.
    func prepare() {}
}

internal import CCurl
internal import Glibc

/// One transfer by libcurl, which is loaded for the first.
@safe struct CurlTransfer: ~Copyable {
    nonisolated(unsafe) private static let functions: curl_functions? = {
        var functions = unsafe curl_functions()
        guard unsafe curl_load(&functions) else { return nil }
        let code = unsafe functions.global_init(Int(CURL_GLOBAL_DEFAULT))
        return code == CURLE_OK ? unsafe functions : nil
    }()

    private let curl: curl_functions
    private let handle: UnsafeMutableRawPointer
    private var recipients: UnsafeMutablePointer<curl_slist>?

    init() throws(MailFault) {
        guard let curl = unsafe CurlTransfer.functions else {
            throw MailFault(description: "libcurl cannot be loaded: install libcurl4")
        }
        guard let handle = unsafe curl.easy_init() else {
            throw MailFault(description: "libcurl has no memory for a transfer")
        }
        unsafe self.curl = unsafe curl
        unsafe self.handle = unsafe handle
    }

    deinit {
        unsafe curl.easy_cleanup(handle)
        unsafe curl.slist_free_all(recipients)
    }

    func set(_ option: CURLoption, to text: String) {
        unsafe curl_set_text(curl.easy_setopt, handle, option, text)
    }

    func set(_ option: CURLoption, to number: Int) {
        unsafe curl_set_number(curl.easy_setopt, handle, option, number)
    }

    /// Sends a letter to one address.
    mutating func perform(sending letter: [UInt8], to recipient: String) throws(MailFault) {
        unsafe recipients = unsafe curl.slist_append(recipients, recipient)
        unsafe curl_set_pointer(curl.easy_setopt, handle, CURLOPT_MAIL_RCPT, recipients)
        set(CURLOPT_UPLOAD, to: 1)
        var letter = letter
        let length = letter.count
        let code = unsafe letter.withUnsafeMutableBytes { bytes in
            guard let file = unsafe fmemopen(bytes.baseAddress, length, "r") else {
                return CURLE_OUT_OF_MEMORY
            }
            defer { unsafe fclose(file) }
            unsafe curl_set_pointer(curl.easy_setopt, handle, CURLOPT_READDATA, file)
            return unsafe curl.easy_perform(handle)
        }
        try check(code)
    }

    func perform() throws(MailFault) {
        try check(unsafe curl.easy_perform(handle))
    }

    private func check(_ code: CURLcode) throws(MailFault) {
        guard code != CURLE_OK else { return }
        let words = unsafe curl.easy_strerror(code).map { unsafe String(cString: $0) }
        throw MailFault(description: words ?? "libcurl fails with code \(code.rawValue)")
    }
}

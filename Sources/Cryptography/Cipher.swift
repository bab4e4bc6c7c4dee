internal import COpenSSL

/// AES-256-GCM, once in one direction.
@safe
struct Cipher: ~Copyable {
    static let tagLength = 16

    private let context: OpaquePointer?
    private let key: [UInt8]
    private let nonce: [UInt8]

    /// The key has 32 bytes, the nonce 12.
    init(key: [UInt8], nonce: [UInt8]) {
        unsafe context = EVP_CIPHER_CTX_new()
        self.key = key
        self.nonce = nonce
    }

    deinit {
        unsafe EVP_CIPHER_CTX_free(context)
    }

    /// The ciphertext with its tag behind it. Encryption fails only without memory, where Swift
    /// itself stops too; there is no half-sealed secret to hand out.
    func seal(_ plain: [UInt8], with boundData: [UInt8]) -> [UInt8] {
        var sealed = Array(repeating: UInt8(0), count: plain.count)
        var tag = Array(repeating: UInt8(0), count: Cipher.tagLength)
        var length: Int32 = 0
        let isSealed =
            unsafe (EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
            && EVP_EncryptUpdate(context, nil, &length, boundData, Int32(boundData.count)) == 1
            && EVP_EncryptUpdate(context, &sealed, &length, plain, Int32(plain.count)) == 1
            && EVP_EncryptFinal_ex(context, nil, &length) == 1
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, Int32(tag.count), &tag) == 1)
        precondition(isSealed, "OpenSSL has no memory to seal a secret")
        return sealed + tag
    }

    /// The plain bytes, or nil where ciphertext, tag or bound data are not what was sealed.
    func open(_ sealed: [UInt8], with boundData: [UInt8]) -> [UInt8]? {
        let ciphertext = Array(sealed.dropLast(Cipher.tagLength))
        var tag = Array(sealed.suffix(Cipher.tagLength))
        var plain = Array(repeating: UInt8(0), count: ciphertext.count)
        var length: Int32 = 0
        let isGenuine =
            unsafe (EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
            && EVP_DecryptUpdate(context, nil, &length, boundData, Int32(boundData.count)) == 1
            && EVP_DecryptUpdate(context, &plain, &length, ciphertext, Int32(plain.count)) == 1
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, Int32(tag.count), &tag) == 1
            && EVP_DecryptFinal_ex(context, nil, &length) == 1)
        return isGenuine ? plain : nil
    }
}

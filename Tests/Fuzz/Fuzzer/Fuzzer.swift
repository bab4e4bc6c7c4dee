import Glibc
import Readers

/// What libFuzzer calls with every input: the reader that WAYMARK_FUZZ_READER names.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen.read(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

import Readers

/// libFuzzer's own entry point, as a function.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ read: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What libFuzzer calls with every input, under the name by which it looks for it.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    unsafe chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// SwiftPM links `main` to a function of the program's name, and this hands over to libFuzzer.
@_cdecl("fuzz_main")
public func enter(
    _ count: CInt,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
    var (count, words) = unsafe (count, words)
    return unsafe runDriver(&count, &words, readOneInput)
}

import Glibc
import Readers

/// One reader a process: libFuzzer keeps a corpus for each.
let chosen: Reader = {
    let name = unsafe getenv("WAYMARK_FUZZ_READER").map { unsafe String(cString: $0) } ?? ""
    guard let reader = Reader.named(name) else {
        print("WAYMARK_FUZZ_READER is none of \(Reader.all.map(\.name).joined(separator: ", "))")
        exit(2)
    }
    return reader
}()

import Logging
import Synchronization
import Testing

@testable import waymark

struct LineLogTests {
    @Test
    func `an event is one line: time, level, name and sorted fields`() {
        let line = written { logger in
            logger.warning(
                "delivery.dead",
                metadata: ["reason": "unknown stage", "delivery": "17"]
            )
        }
        #expect(
            line.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (.*)\n/)?.1
                == "warning delivery.dead delivery=17 reason=\"unknown stage\""
        )
    }

    @Test(arguments: [
        ("plain", "plain"), ("", "\"\""), ("a b", "\"a b\""), ("a\"b", "\"a\\\"b\""),
        ("a\nb", "\"a\\nb\""), ("a\u{1b}[2Jb", "\"a\\u{1b}[2Jb\""),
        ("a\u{2028}b", "\"a\\u{2028}b\""),
        ("a\u{202e}b", "\"a\\u{202e}b\""), ("k=v", "\"k=v\""), ("ümläut", "ümläut"),
    ])
    func `a value cannot end its line or pretend to be another field`(
        _ value: String,
        _ shown: String
    ) {
        #expect(LogText.quoted(value) == shown)
    }

    @Test
    func `what is below the level is not written`() {
        #expect(written { logger in logger.debug("noise") }.isEmpty)
    }

    private func written(_ body: (Logger) -> Void) -> String {
        let lines = Lines()
        body(
            Logger(label: "test") { _ in
                LineLogHandler(level: .info) { line in lines.text.withLock { text in text += line }
                }
            }
        )
        return lines.text.withLock { text in text }
    }

    private final class Lines: Sendable {
        let text = Mutex("")
    }
}

import Domain
import Foundation
import Logging
import Synchronization
import Testing

@testable import waymark

/// What an operator reads on a bad day.
struct LogBookTests {
    private final class Paper: Sendable {
        let text = Mutex("")
        let seconds = Mutex<Int64>(0)

        var lines: [String] {
            text.withLock { $0 }.split(separator: "\n").map { line in
                line.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
            }
        }
    }

    private let paper = Paper()
    private let book: LogBook

    init() {
        let paper = paper
        let log = Logger(label: "test") { _ in
            LineLogHandler(level: .info) { line in paper.text.withLock { $0 += line } }
        }
        book = LogBook(log) { Instant(seconds: paper.seconds.withLock { $0 }) }
    }

    @Test
    func `a line says what happened, why, and what to do`() {
        book.tell("delivery.dead", ["delivery": "17", "reason": "unknown stage"])
        #expect(
            paper.lines == [
                "error delivery.dead delivery=17 reason=\"unknown stage\" todo=\"Webhooks, "
                    + "Deliveries, Dead shows it; mend the cause, then replay it there\""
            ]
        )
    }

    @Test
    func `a flood is written a few times and then counted`() {
        for _ in 0..<1_000 { book.tell("request.failed", ["id": "1"]) }
        book.tell("live.paused", [:])
        #expect(paper.lines.count == LogBook.mostInWindow + 1)
        paper.seconds.withLock { $0 = 10 }
        book.tell("live.paused", [:])
        #expect(paper.lines.count == LogBook.mostInWindow + 3)
        #expect(paper.lines.contains { $0.hasPrefix("error request.failed suppressed=995 ") })
        for _ in 0..<3 { book.tell("request.failed", ["id": "2"]) }
        #expect(paper.lines.count == LogBook.mostInWindow + 6)
    }

    @Test(arguments: [
        (
            "database: duplicate key (1062, 23000): Duplicate entry 'ama@kente.example' for key "
                + "'email'",
            "database: duplicate key (1062, 23000): Duplicate entry '…' for key 'email'"
        ),
        (
            "Incorrect string value: '\\xF0 it's' for column `a`.`b`.`c` at row 1",
            "Incorrect string value: '…' for column `a`.`b`.`c` at row 1"
        ),
        (
            "You have an error in your SQL syntax near 'x' OR 'y'' at line 1",
            "You have an error in your SQL syntax near '…' at line 1"
        ),
        ("Truncated incorrect INTEGER value: 'secret'", "Truncated incorrect INTEGER value: '…'"),
        ("Table 'waymark.jobs' doesn't exist", "Table 'waymark.jobs' doesn't exist"),
        ("Data too long for column 'name' at row 1", "Data too long for column 'name' at row 1"),
    ])
    func `what rows hold is left out of the database's words`(_ words: String, _ shown: String) {
        #expect(LogText.withoutData(words) == shown)
    }

    /// Every name that a source tells of is in the list with its remedy, and none is there in vain.
    @Test
    func `every event has its remedy`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let files =
            FileManager.default.enumerator(atPath: sources.path)?
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") } ?? []
        var told: Set<String> = []
        for file in files where !file.hasSuffix("LogEvents.swift") {
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
            let call = /\b(?:report|tell)\(\s*(?:isBehind \? )?"([a-z._]+)"/
            let calls = text.matches(of: call.wordBoundaryKind(.simple))
            told.formUnion(calls.map { String($0.1) })
            #expect(
                !text.contains(#/report\(\s*"[^"]* /#),
                "\(file): an event's name has no blanks"
            )
        }
        told.insert("inbox.level")
        #expect(told == Set(LogEvents.all.keys))
    }
}

extension LineRule {
    /// For sources, tests and schema alike. Their own offences are written in two parts.
    static let everywhere: [LineRule] = [
        LineRule(
            sentence: "try! and as! crash on bad days; throw instead",
            words: ["try!", "as!"],
            pattern: { Regex(/\btry!|\bas!/) },
            offence: "let value = try! read()"
        ),
        LineRule(
            sentence: "do it now, or split the file",
            words: ["TO" + "DO", "FIX" + "ME", "MA" + "RK:"],
            reading: .text,
            pattern: { Regex(/TO[D]O|FIX[M]E|MAR[K]:/) },
            offence: "// TO" + "DO: later"
        ),
        LineRule(
            sentence: "INSERT IGNORE stores what it should refuse, REPLACE deletes rows of others",
            words: ["ignore", "IGNORE", "Ignore", "replace", "REPLACE", "Replace"],
            reading: .text,
            // The wall is tested with hostile statements of every kind.
            exempt: ["HouseTests", "StorageTests"],
            pattern: {
                Regex(
                    /\b(INSERT\s+(LOW_PRIORITY\s+)?IGNORE|REPLACE\s+INTO|UPDATE\s+IGNORE)\b/
                        .ignoresCase()
                )
            },
            offence: "insert ignore into customers (id) VALUES (1)"
        ),
        LineRule(
            sentence: "an exit test may wait for ever beside any other child that has ended",
            words: ["processExits" + "With"],
            pattern: { Regex(/processExit[s]With/) },
            offence: "await #expect(processExits" + "With: .success) {}"
        ),
    ]

    /// For the rooms under Sources/.
    static let sources: [LineRule] = [
        LineRule(
            sentence: "write `internal import` or `package import`",
            words: ["import "],
            pattern: { Regex(/^import\s/) },
            offence: "import Domain"
        ),
        LineRule(
            sentence: "unsafe code belongs into a room that wraps C",
            words: ["unsafe", "Unsafe", "OpaquePointer", "Unmanaged"],
            exempt: [
                "MariaDB", "FastCGI", "Cryptography", "Threads", "Machine", "Outbound", "Spool",
            ],
            pattern: { Regex(/\bunsafe\b|Unsafe[A-Z]|OpaquePointer|Unmanaged/) },
            offence: "let bytes = unsafe pointer.pointee"
        ),
        LineRule(
            sentence: "a statement belongs into Storage",
            words: ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "TRANSACTION"],
            reading: .text,
            exempt: ["Storage", "MariaDB"],
            pattern: {
                Regex(
                    /\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|START TRANSACTION)\b/
                )
            },
            offence: "let statement = \"SELECT id FROM customers\""
        ),
        LineRule(
            sentence: "Web, HTTP and FastCGI are the only rooms with status codes",
            words: ["status"],
            exempt: ["HTTP", "Web", "FastCGI"],
            pattern: { Regex(/\bstatus(Code)?\s*(:|==|!=|=)\s*[1-5]\d\d\b/) },
            offence: "guard answer.status == 200 else { return }"
        ),
        LineRule(
            sentence: "throw, and let the caller decide",
            words: ["fatalError(", "exit(", "abort("],
            exempt: ["waymark"],
            pattern: { Regex(/\b(fatalError|exit|abort)\(/) },
            offence: "guard isThere else { fatalError() }"
        ),
        LineRule(
            sentence: "Manager, Helper and Util name nothing",
            words: ["Manager", "Helper", "Util"],
            pattern: {
                Regex(/\b(class|struct|enum|actor|protocol)\s+\w*(Manager|Helper|Util|Utils)\b/)
            },
            offence: "final class CustomerManager {"
        ),
    ]

    /// For the page under static/.
    static let page: [LineRule] = [
        LineRule(
            sentence: "no default exports: a thing has one name everywhere",
            words: ["export default"],
            reading: .text,
            pattern: { Regex(/^export default\b/) },
            offence: "export default function table() {"
        ),
        LineRule(
            sentence: "import by a relative path",
            words: ["import"],
            reading: .text,
            pattern: { Regex(/^(import|export)\b.*\bfrom\s+['"](?!\.{1,2}\/)/) },
            offence: "import { h } from 'vue'"
        ),
        LineRule(
            sentence: "show text as text: no markup and no code from strings",
            words: ["HTML", "document.write", "eval(", "new Function"],
            reading: .text,
            pattern: {
                Regex(
                    /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function)/
                )
            },
            offence: "node.innerHTML = name"
        ),
        LineRule(
            sentence: "the content security policy refuses inline style and inline code",
            words: ["=\"", "<style", "javascript:"],
            reading: .text,
            pattern: { Regex(/\sstyle="|\son[a-z]+="|<style|javascript:/) },
            offence: "<p style=\"color: red\">"
        ),
        LineRule(
            sentence: "everything is served from here",
            words: ["//"],
            reading: .text,
            pattern: { Regex(/(src|href)="(https?:)?\/\/|import\(['"](https?:)?\/\//) },
            offence: "<script src=\"https://cdn.example/vue.js\"></script>"
        ),
    ]
}

import Domain
import Foundation
import JSON
import Machine
import MariaDB
import Storage
import Support
import Testing
import Threads
import Work

/// Lists as files: the same rows in the same order, whole or not at all.
struct ExportTests {
    @Test func `a table has the list's rows in its order, and a guard against formulas`() throws {
        let bench = try BulkBench(customers: 2_300)
        for sort in [CustomerSort.lastSeen, .firstSeen, .name, .value] {
            try expectTable(by: sort, of: bench)
        }
    }

    private func expectTable(by sort: CustomerSort, of bench: BulkBench) throws {
        let filter = try bench.filter { $0.stage = .awareness }
        let job = try bench.export(.csv, bench.list(filter, by: sort))
        #expect(job.state == .done)
        #expect(job.progress.seen == 1_533)
        let lines = try bench.text(job).components(separatedBy: "\r\n")
        #expect(
            lines[0] == "\u{FEFF}id,customer_id,name,email,stage,furthest_stage,source,first_seen,"
                + "last_seen,value"
        )
        let expected = try bench.rows(filter, by: sort).map { row in
            let number = row.externalID?.dropFirst(2) ?? ""
            return "\(row.id.text),c-\(number),\"'=Name, “\(number)” \"\"x\"\"\",,awareness,"
                + "awareness,,\(row.firstSeen.iso8601),\(row.lastSeen.iso8601),"
        }
        #expect(Array(lines.dropFirst().dropLast()) == expected)
        #expect(lines.last == "")
    }

    @Test func `JSON is one array, whatever is in it`() throws {
        let bench = try BulkBench(customers: 300)
        let filter = try bench.filter { $0.stage = .purchase }
        let job = try bench.export(.json, bench.list(filter))
        let file = try JSON(parsing: Array(try bench.text(job).utf8))
        let ids = file.elements?.compactMap { $0["id"]?.text }
        #expect(ids == (try bench.rows(filter, by: .lastSeen).map(\.id.text)))
        #expect(file.elements?.first?["value"] == .array([]))
        #expect(file.elements?.first?["name"]?.text?.hasPrefix("=Name, “") == true)
        let none = try bench.export(.json, bench.list(bench.filter { $0.text = "nobody" }))
        #expect(try JSON(parsing: Array(try bench.text(none).utf8)) == .array([]))
    }

    @Test func `those who entered a stage are listed with when they did`() throws {
        let bench = try BulkBench(customers: 300)
        var entrance = CustomerFilter.Entrance(
            stage: .purchase,
            span: CustomerFilter.Span(),
            window: .usual,
            windowsEnd: bench.clock.now
        )
        entrance.isBeginning = true
        let filter = try bench.filter { $0.entrance = entrance }
        let job = try bench.export(.csv, bench.list(filter, by: .entered))
        let lines = try bench.text(job).components(separatedBy: "\r\n")
        #expect(lines[0].hasSuffix(",entered_at"))
        #expect(lines.count == 100 + 2)
        #expect(lines[1].hasSuffix("Z,,2026-09-20T19:00:00Z"))
    }

    @Test func `chosen customers are exported one by one`() throws {
        let bench = try BulkBench(customers: 60)
        let ids = try bench.ids().filter { $0.number.isMultiple(of: 2) }
        let job = try bench.export(.csv, .chosen(ids))
        let lines = try bench.text(job).components(separatedBy: "\r\n").dropFirst().dropLast()
        #expect(lines.map { $0.prefix { $0 != "," } } == ids.map { $0.text[...] })
    }

    @Test func `a cancelled export leaves no file`() throws {
        let bench = try BulkBench(customers: 2_300)
        let id = try bench.add(
            .export,
            { $0.format = .csv },
            about: bench.list(bench.filter())
        )
        let stop = StopSignal()
        stop.set()
        #expect(try bench.worker().step(until: stop), "it is begun, and left at its first rows")
        #expect(try bench.find(id).state == .running)
        try bench.cancel(id)
        try bench.work()
        #expect(try bench.find(id).state == .cancelled)
        #expect(bench.folder.sweep(before: .max) == 0)
    }

    @Test func `where no file can be written the job says so`() throws {
        let bench = try BulkBench(customers: 10)
        let id = try bench.add(
            .export,
            { $0.format = .csv },
            about: bench.list(bench.filter())
        )
        let nowhere = FileFolder(path: "/proc/waymark")
        #expect(try bench.worker(folder: nowhere).step())
        let job = try bench.find(id)
        #expect(job.state == .failed)
        #expect(job.reason?.contains("/proc/waymark") == true)
    }

    @Test func `files are thrown away when their time is over`() throws {
        let bench = try BulkBench(customers: 10)
        let job = try bench.export(.csv, bench.list(bench.filter()))
        let written = Int64(Date.now.timeIntervalSince1970)
        #expect(bench.folder.sweep(before: written - 60) == 0)
        #expect(bench.folder.file(job.file?.name ?? "") != nil)
        #expect(bench.folder.sweep(before: written + 60) == 1)
        #expect(bench.folder.file(job.file?.name ?? "") == nil)
    }
}

extension BulkBench {
    /// Exports, and the job as it then is.
    func export(_ format: BulkJob.Format, _ subject: BulkSubject) throws -> BulkJob {
        let id = try add(.export, { $0.format = format }, about: subject)
        try work()
        return try find(id)
    }

    /// The list's rows as its pages show them.
    func rows(_ filter: CustomerFilter, by sort: CustomerSort) throws -> [CustomerSummary] {
        let scope = try OwnScope(shop.organisation, on: api)
        defer { scope.leave() }
        var rows: [CustomerSummary] = []
        var next: ListCursor?
        repeat {
            let page = try CustomerList(scope).page(
                filter,
                by: sort,
                isDescending: sort != .name,
                PageRequest(limit: 200, cursor: next)
            ).page
            rows += page.items.map(\.summary)
            next = page.next
        } while next != nil
        return rows
    }
}

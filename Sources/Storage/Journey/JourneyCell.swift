internal import Domain
internal import MariaDB

/// Which of the journey's stored counts: those of a day or a month, of one source or of all of
/// them together, of a stage.
struct JourneyCell: Hashable {
    enum Grain: String {
        case day
        case month
    }

    let grain: Grain
    let day: Day
    /// Nil for all sources together; 0 where none was named.
    let source: UInt16?
    let stage: Stage

    /// One number for all of it, by which stays are stored: the day stands last, so that the cells
    /// of a period are one range.
    var number: Int64 {
        JourneyCell.series(of: grain, source, stage) + Int64(day.number + JourneyCell.dayZero)
    }

    init(grain: Grain, day: Day, source: UInt16?, stage: Stage) {
        self.grain = grain
        self.day = day
        self.source = source
        self.stage = stage
    }

    init?(number: Int64) {
        let series = number / JourneyCell.days
        guard let stage = UInt8(exactly: series % 8).flatMap(Stage.init(rawValue:)) else {
            return nil
        }
        self.init(
            grain: series / 8 % 2 == 1 ? .month : .day,
            day: Day(number: Int(number % JourneyCell.days) - JourneyCell.dayZero),
            source: series < 16 ? nil : UInt16(exactly: series / 16 - 1),
            stage: stage
        )
    }

    /// The numbers of a stage's cells over some days.
    static func numbers(
        of grain: Grain,
        _ source: UInt16?,
        _ stage: Stage,
        over range: DayRange
    ) -> ClosedRange<Int64> {
        func number(_ day: Day) -> Int64 {
            JourneyCell(grain: grain, day: day, source: source, stage: stage).number
        }
        return number(range.first)...number(range.last)
    }

    /// Room for as many days as a date can name.
    private static let days: Int64 = 1 << 24
    /// The first day of 1970, counted as TO_DAYS counts.
    private static let dayZero = 719_528

    private static func series(of grain: Grain, _ source: UInt16?, _ stage: Stage) -> Int64 {
        let ofSource = source.map { Int64($0) + 1 } ?? 0
        let ofGrain: Int64 = grain == .month ? 1 : 0
        return ((ofSource * 2 + ofGrain) * 8 + Int64(stage.rawValue)) * days
    }
}

extension JourneyCell: Comparable {
    /// In the order of the primary key of `journey_counts`.
    static func < (left: JourneyCell, right: JourneyCell) -> Bool {
        left.order < right.order
    }

    private var order: (Int, String, Day, UInt16, Stage) {
        (source == nil ? 1 : 0, grain.rawValue, day, source ?? 0, stage)
    }
}

extension JourneyCell: CustomStringConvertible {
    var description: String {
        let ofSource = source.map { "source \($0)" } ?? "all sources"
        return "\(grain.rawValue) \(day.iso), \(ofSource), \(stage.name)"
    }
}

/// What is counted in a cell.
struct CellCounts: Hashable {
    /// One for each of the columns `entered` to `seconds_stayed`, in their order.
    var values = [Int64](repeating: 0, count: CellCounts.columns)
    var stays: [DurationBucket: Int64] = [:]

    static let columns = 11

    /// The sums of those columns, to follow another one.
    static let sums: SQL = """
        , SUM(entered), SUM(began), SUM(moved_2), SUM(moved_3), SUM(moved_4), SUM(moved_5),
        SUM(converted_2), SUM(converted_3), SUM(converted_4), SUM(converted_5),
        SUM(seconds_stayed)
        """

    var isNothing: Bool { stays.isEmpty && values.allSatisfy { $0 == 0 } }

    mutating func add(_ value: Int64, to measure: JourneyMeasure) {
        switch measure {
        case .stayed(let span):
            let sum = stays[span, default: 0] + value
            stays[span] = sum == 0 ? nil : sum
        default:
            if let column = CellCounts.column(of: measure) { values[column] += value }
        }
    }

    /// The measures that have a column, and their values.
    var counted: [(measure: JourneyMeasure, value: Int64)] {
        zip(CellCounts.measures, values).map { ($0, $1) }
    }

    private static let measures: [JourneyMeasure] = {
        let later = Stage.allCases.dropFirst()
        return [.entered, .began] + later.map { .moved(to: $0) }
            + later.map { .converted(to: $0) } + [.secondsStayed]
    }()

    /// What is counted by a column; nil for what has none.
    private static func column(of measure: JourneyMeasure) -> Int? {
        switch measure {
        case .entered: 0
        case .began: 1
        case .moved(let stage): Int(stage.rawValue)
        case .converted(let stage): Int(stage.rawValue) + 4
        case .secondsStayed: 10
        case .stayed: nil
        }
    }

    /// What is to be stored of a tally: by day and by month, by source and of all together.
    static func cells(
        of tally: JourneyTally,
        sources: [String: UInt16]
    ) -> [JourneyCell: CellCounts] {
        var cells: [JourneyCell: CellCounts] = [:]
        for (key, value) in tally.counts {
            let number = key.source.flatMap { sources[$0] } ?? 0
            for (grain, day) in [(JourneyCell.Grain.day, key.day), (.month, key.day.firstOfMonth)] {
                for source in [nil, number] {
                    let cell = JourneyCell(
                        grain: grain,
                        day: day,
                        source: source,
                        stage: key.stage
                    )
                    cells[cell, default: CellCounts()].add(value, to: key.measure)
                }
            }
        }
        return cells.filter { !$0.value.isNothing }
    }
}

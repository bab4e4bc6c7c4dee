internal import Domain

/// Since when customers who entered a stage still have time to go on to a later one.
///
/// By whole days of the organisation, as the journey's counts have it: on its last day a window
/// is open until the day is over.
struct JourneyWindow {
    let firstDay: Day
    let start: Instant

    init(of window: ConversionWindow, at now: Instant, in zone: TimeZone) {
        firstDay = zone.day(of: now - window.duration)
        start = zone.start(of: firstDay)
    }
}

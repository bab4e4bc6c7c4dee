/// Where one customer stands on the journey and when they came there (rules, Journey).
package struct Journey: Hashable, Sendable {
    /// A stage that the customer has been in.
    package struct Entry: Hashable, Sendable {
        /// The first entry: the time of the earliest event that carries the stage.
        package var enteredAt: Instant
        /// The last `stage_completed` of the stage.
        package var completedAt: Instant?

        package init(enteredAt: Instant, completedAt: Instant?) {
            self.enteredAt = enteredAt
            self.completedAt = completedAt
        }
    }

    /// The stage of the newest event by its own time; on a tie the later stage.
    package private(set) var stage: Stage
    /// The time of that event.
    package private(set) var stageAt: Instant
    package private(set) var entries: [Stage: Entry]

    package init(firstEvent event: JourneyEvent) {
        stage = event.stage
        stageAt = event.occurredAt
        entries = [:]
        absorb(event)
    }

    package init(stage: Stage, stageAt: Instant, entries: [Stage: Entry]) {
        self.stage = stage
        self.stageAt = stageAt
        self.entries = entries
    }

    package var furthest: Stage {
        entries.keys.max() ?? stage
    }

    package mutating func absorb(_ event: JourneyEvent) {
        let isCompletion = event.kind == .stageCompleted
        stand(in: event.stage, at: event.occurredAt)
        enter(
            event.stage,
            Entry(
                enteredAt: event.occurredAt,
                completedAt: isCompletion ? event.occurredAt : nil
            )
        )
    }

    package mutating func absorb(_ other: Journey) {
        stand(in: other.stage, at: other.stageAt)
        for (stage, entry) in other.entries {
            enter(stage, entry)
        }
    }

    private mutating func stand(in newStage: Stage, at time: Instant) {
        if (time, newStage) > (stageAt, stage) {
            stage = newStage
            stageAt = time
        }
    }

    private mutating func enter(_ stage: Stage, _ entry: Entry) {
        guard let known = entries[stage] else {
            entries[stage] = entry
            return
        }
        entries[stage] = Entry(
            enteredAt: min(known.enteredAt, entry.enteredAt),
            completedAt: [known.completedAt, entry.completedAt].compactMap(\.self).max()
        )
    }
}

internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// The organisation's own settings.
enum OrganisationController {
    static func show(_ visit: Visit) throws -> Response {
        let organisation = try OwnOrganisation(visit.scope()).find()
        return .json(["success": true, "organisation": view(of: organisation)])
    }

    /// Changes some of them. A new time zone or window holds once the background has counted the
    /// journey anew.
    static func update(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let store = OwnOrganisation(scope)
        let before = try store.find()
        let change = try change(to: before, visit)
        let isChanged = try scope.transaction { () throws(StorageError) in
            try store.update(change)
            let after = try store.find()
            guard settings(of: before) != settings(of: after) else { return false }
            let entry = visit.entry(
                .organisationChanged,
                .init("organisation", before.id.number, before.name),
                was: settings(of: before),
                became: settings(of: after)
            )
            try visit.note(entry, in: scope)
            return true
        }
        if isChanged {
            try FeedStore(database: visit.gate)
                .tell(.organisation, "", to: before.id, at: visit.now)
        }
        return try show(visit)
    }

    private static func change(
        to organisation: OrganisationRecord,
        _ visit: Visit
    ) throws -> OwnOrganisation.Change {
        var fields = try visit.body()
        var change = OwnOrganisation.Change()
        change.name = fields.optionalText("name", atMost: 120)?.trimmed
        change.currency = fields.value("currency", "three letters of ISO 4217") {
            $0.text.flatMap(Currency.init)
        }
        change.timeZone = fields.value("time_zone", "a name such as Europe/Berlin") {
            $0.text.flatMap { TimeZoneFile.load($0)?.name }
        }
        change.window = fields.integer("window_days", in: ConversionWindow.possible)
            .flatMap(ConversionWindow.init)
        change.stageNames = fields.stageNames("stage_names", over: organisation.stageNames)
        try fields.check()
        return change
    }

    private static func settings(of organisation: OrganisationRecord) -> JSON {
        [
            "name": .string(organisation.name),
            "time_zone": .string(organisation.nextTimeZone ?? organisation.timeZone),
            "currency": .string(organisation.currency.code),
            "window_days": .integer((organisation.nextWindow ?? organisation.window).days),
            "stage_names": organisation.stageNames.json,
        ]
    }

    private static func view(of organisation: OrganisationRecord) -> JSON {
        [
            "id": .string(organisation.id.text),
            "name": .string(organisation.name),
            "time_zone": .string(organisation.timeZone),
            "next_time_zone": .optional(organisation.nextTimeZone),
            "currency": .string(organisation.currency.code),
            "window_days": .integer(organisation.window.days),
            "next_window_days": .optional(organisation.nextWindow?.days),
            "stage_names": organisation.stageNames.json,
            "created_at": .string(organisation.createdAt.iso8601),
        ]
    }
}

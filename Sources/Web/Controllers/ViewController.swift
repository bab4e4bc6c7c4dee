internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Views of the list of customers that people keep: their own, and those of the team.
enum ViewController {
    static func list(_ visit: Visit) throws -> Response {
        let (views, names) = (try store(visit).list(), try names(visit))
        let session = try visit.session()
        return .json([
            "success": true,
            "views": .array(views.map { SavedViewView($0, for: session, names).json }),
            "may_share": .bool(mayShare(session)),
        ])
    }

    static func create(_ visit: Visit) throws -> Response {
        let session = try visit.session()
        var fields = try visit.body()
        let name = fields.viewName() ?? ""
        if name.isEmpty { fields.miss("name") }
        let kept = try KeptQuery.text("query", in: &fields, visit)
        if !fields.holds("query") { fields.miss("query") }
        let isShared = fields.flag("shared") ?? false
        let position = fields.integer("position", in: places)
        try fields.check()
        guard let kept else { throw Problem.unexpected }
        try kept.check(visit)
        if isShared { try allowSharing(session) }

        let store = try store(visit)
        let views = try store.list()
        guard views.count(where: { $0.owner == session.person }) < SavedViewStore.most else {
            throw Problem.conflict.explained("You have \(SavedViewStore.most) views: remove some.")
        }
        let view = SavedView(
            id: visit.services.ids.next(),
            owner: session.person,
            name: name,
            query: kept.text,
            isShared: isShared,
            position: position ?? min((views.map(\.position).max() ?? -1) + 1, places.upperBound),
            at: visit.now
        )
        try keep(view, .viewMade, in: store, visit)
        return .json(try body(view, visit), status: 201)
    }

    static func update(_ visit: Visit) throws -> Response {
        let session = try visit.session()
        let store = try store(visit)
        let old = try changeable(store, visit)
        var fields = try visit.body()
        var view = old
        view.name = fields.viewName() ?? old.name
        let kept = try KeptQuery.text("query", in: &fields, visit)
        view.isShared = fields.flag("shared") ?? old.isShared
        view.position = fields.integer("position", in: places) ?? old.position
        try fields.check()
        try kept?.check(visit)
        view.query = kept?.text ?? old.query
        view.changedAt = visit.now
        if view.isShared != old.isShared { try allowSharing(session) }
        try keep(view, .viewChanged, was: old, in: store, visit)
        return .json(try body(view, visit))
    }

    static func remove(_ visit: Visit) throws -> Response {
        let store = try store(visit)
        let view = try changeable(store, visit)
        try keep(view, .viewRemoved, in: store, visit)
        return .json(["success": true])
    }

    private static let places = 0...999

    private static func store(_ visit: Visit) throws -> SavedViewStore {
        SavedViewStore(try visit.scope(), of: try visit.session().person)
    }

    private static func names(_ visit: Visit) throws -> [Person.ID: String] {
        try MemberStore(visit.scope()).names()
    }

    private static func body(_ view: SavedView, _ visit: Visit) throws -> JSON {
        let json = SavedViewView(view, for: try visit.session(), try names(visit)).json
        return ["success": true, "view": json]
    }

    /// What is shared is everybody's list: it takes somebody who manages the organisation.
    private static func mayShare(_ session: SessionRecord) -> Bool {
        Site.Access.manage.roles.contains(session.role)
    }

    private static func allowSharing(_ session: SessionRecord) throws {
        guard mayShare(session) else {
            throw Problem.forbidden.explained("Only admins and owners share views with the team.")
        }
    }

    /// The view, where the caller may change it.
    private static func changeable(_ store: SavedViewStore, _ visit: Visit) throws -> SavedView {
        guard let view = try store.find(visit.id()) else { throw Problem.notFound }
        if view.isShared { try allowSharing(try visit.session()) }
        return view
    }

    /// Makes, changes or removes a view; what the team sees of it is noted.
    private static func keep(
        _ view: SavedView,
        _ action: AuditAction,
        was old: SavedView? = nil,
        in store: SavedViewStore,
        _ visit: Visit
    ) throws {
        let scope = try visit.scope()
        let isSeen = view.isShared || old?.isShared == true
        let entry = visit.entry(
            action,
            .init("view", view.id.number, view.name),
            was: old.map(SavedViewView.values),
            became: SavedViewView.values(of: view)
        )
        let isKept = try unlessTwice { () throws(StorageError) in
            try scope.transaction { () throws(StorageError) in
                switch action {
                case .viewMade: try store.add(view)
                case .viewChanged: try store.update(view)
                default: try store.remove(view.id)
                }
                if isSeen { try visit.note(entry, in: scope) }
            }
        }
        guard isKept else {
            throw Problem.conflict.explained("There is a view of this name already.")
        }
    }

    /// False where what is to be kept is there already.
    private static func unlessTwice(
        _ change: () throws(StorageError) -> Void
    ) throws(StorageError) -> Bool {
        do {
            try change()
            return true
        } catch  where error.kind == .duplicate {
            return false
        }
    }
}

extension Fields {
    fileprivate mutating func viewName() -> String? {
        value("name", "1 to 60 characters") { json in
            guard let name = json.text?.trimmed, !name.isEmpty,
                name.unicodeScalars.count <= 60
            else { return nil }
            return name
        }
    }

    /// Adds that a member is missing, unless something is wrong with it already.
    fileprivate mutating func miss(_ name: String) {
        if !holds(name) { fault(name, "required") }
    }
}

import Support
import Testing

@Suite struct KeyedViewTests {
    @Test(arguments: KeyedView.all) func `no other index is thought of`(_ view: KeyedView) throws {
        let database = try TestDatabase.shared()
        let shop = try TestShop(in: database)
        let inside = try AnyStatement(database.root, in: shop.organisation)
        let plan = try inside.texts(
            "EXPLAIN SELECT organisation_id FROM own_\(view.name) WHERE \(view.condition)"
        )
        let (table, possible, chosen) = (2, 4, 5)
        let steps = plan.filter { $0[table] != "session_organisations" }
        #expect(steps.map { $0[possible] } == [view.index], "\(plan)")
        #expect(steps.map { $0[chosen] } == [view.index], "\(plan)")
    }
}

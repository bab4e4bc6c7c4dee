import Domain
import Testing

@Suite struct RoleTests {
    @Test func `owners give every role, admins every one but the owner's, others none`() {
        for role in Role.allCases {
            #expect(Role.owner.mayGrant(role))
            #expect(Role.admin.mayGrant(role) == (role != .owner))
            #expect(!Role.analyst.mayGrant(role))
            #expect(!Role.viewer.mayGrant(role))
        }
    }

    @Test func `of two roles the higher one is the one that may do more`() {
        let order: [Role] = [.owner, .admin, .analyst, .viewer]
        for (high, one) in order.enumerated() {
            for other in order[high...] {
                #expect(Role.higher(one, other) == one)
                #expect(Role.higher(other, one) == one)
            }
        }
    }
}

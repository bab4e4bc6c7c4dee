import MariaDB
import Support
import Testing

@testable import Storage

/// What tags are looked up by, beside what they are compared by.
struct TagKeyTests {
    /// Cases, accents in one scalar or two and in either order, ligatures, widths, digits, signs,
    /// what a collation may pass over, and scripts without case.
    private static let spellings = [
        "VIP", "vip", "vIp", "vi p", "vi-p", "vi_p", "vi.p", "vi\u{AD}p", "vi\u{200D}p", "ＶＩＰ",
        "café", "CAFÉ", "cafe", "cafe\u{301}", "caf\u{e8}", "\u{1EAD}", "a\u{302}\u{323}",
        "a\u{323}\u{302}", "ß", "ẞ", "ss", "SS", "i", "I", "ı", "İ", "i\u{307}", "ﬁ", "fi", "Æ",
        "ae", "ö", "oe", "Ω", "ω", "\u{2126}", "σ", "ς", "3", "³", "٣", "½", "-", "–", "—", "/",
        "日本", "ニ", "ﾆ", "に", "한", "\u{1112}\u{1161}\u{11AB}", "🎁", "🎀", "👍🏽", "👍", "🇩🇪", "🇫🇷",
        String(repeating: "x", count: 40), String(repeating: "X", count: 40),
        String(repeating: "x", count: 39),
    ]

    @Test func `two spellings have one key where they are one tag, and only there`() throws {
        let database = Database(try TestDatabase.shared().work)
        var equal = 0
        for one in TagKeyTests.spellings {
            for other in TagKeyTests.spellings {
                let row: (Bool, Bool)? = try database.row(
                    """
                    SELECT tag = \(other), \(fragment: .isTag(other))
                    FROM (
                        SELECT tag, UNHEX(MD5(WEIGHT_STRING(tag))) AS tag_key
                        FROM (SELECT \(one) COLLATE utf8mb4_uca1400_as_ci AS tag) spelt
                    ) keyed
                    """
                )
                let (areOne, haveOne) = try #require(row)
                #expect(areOne == haveOne, "\(one) and \(other)")
                equal += areOne ? 1 : 0
            }
        }
        #expect(equal > TagKeyTests.spellings.count + 10, "some are spelt in two ways")
    }
}

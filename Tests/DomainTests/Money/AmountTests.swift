import Domain
import Testing

struct AmountTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("150", 1_500_000), ("150.00", 1_500_000), ("-10.00", -100_000),
            ("0.0001", 1), ("1.5e2", 1_500_000), ("15000E-2", 1_500_000), ("1e-4", 1),
            ("1e-5", nil),
            ("0e-40", 0), ("0.00010", 1), ("0.00011", nil), ("0012", 120_000),
            ("922337203685477.5807", .max), ("-922337203685477.5808", .min),
            ("922337203685477.5808", nil), ("1e15", nil), ("1e40", nil), ("1e41", nil),
            ("1e-41", nil),
            ("1e-9223372036854775808", nil), ("1e9223372036854775807", nil),
            ("1e99999999999999999999", nil),
            ("", nil), ("-", nil), (".5", nil), ("5.", nil), ("1,5", nil), ("1 000", nil),
            (" 1", nil),
            ("+1", nil), ("0x1", nil), ("1e", nil), ("NaN", nil), ("١", nil),
            ("0.00e-40", 0), ("0.01e-3", nil), ("1e+2", 1_000_000), ("1.e2", nil), ("1e2e2", nil),
            ("--1", nil), ("1e٢", nil), ("1\u{301}", nil), ("1e2 ", nil), ("150.5x", nil),
            (String(repeating: "0", count: 59) + "7", 70_000),
            (String(repeating: "0", count: 60) + "7", nil),
            ("7." + String(repeating: "0", count: 60), 70_000),
            ("7." + String(repeating: "0", count: 61), nil),
        ] as [(String, Int64?)]
    )
    func `an exact amount is read from its digits`(text: String, tenThousandths: Int64?) {
        #expect(Amount(text: text)?.tenThousandths == tenThousandths)
    }

    @Test(
        arguments: [
            ("150.00", 1_500_000), ("0.30000000000000004", 3_000),
            ("149.99999999999997", 1_500_000),
            ("0.00005", 1), ("0.000049999", 0), ("-0.00005", -1), ("-0.00004", 0), ("1e-40", 0),
            ("5e-5", 1), ("5e-6", 0), ("922337203685477.58074", .max),
            ("922337203685477.58075", nil),
            ("-922337203685477.58084", .min), ("-922337203685477.58085", nil), ("1e15", nil),
            ("12.5 USD", nil), ("0.09e-4", 0), ("0.9e-4", 1), ("99.99995", 1_000_000),
        ] as [(String, Int64?)]
    )
    func `what is finer than four decimals is rounded where asked`(
        text: String,
        tenThousandths: Int64?
    ) {
        #expect(Amount(rounding: text)?.tenThousandths == tenThousandths)
    }

    @Test(
        arguments: [
            (1_500_000, 2, "150.00"), (1, 2, "0.0001"), (-100_000, 2, "-10.00"),
            (1_500_000, 0, "150"),
            (1_505_000, 0, "150.5"), (0, 0, "0"), (.min, 2, "-922337203685477.5808"),
        ] as [(Int64, Int, String)]
    )
    func `an amount is written with its currency's decimals`(
        tenThousandths: Int64,
        decimals: Int,
        text: String
    ) {
        #expect(Amount(tenThousandths: tenThousandths).text(decimals: decimals) == text)
    }
}

import Testing

@testable import WebPage

/// The text exposition format 0.0.4.
@Suite struct MetricTests {
    @Test func aMetricHasItsHelpItsTypeAndALineForEachSample() {
        let metric = Metric(
            "mashang_polls_done_total", .counter, "Polls.",
            [.init(12, [.init("bus", "plc"), .init("unit", "1")]), .init(0.5, [.init("bus", "b")])])
        #expect(
            Metric.text([metric]) == """
                # HELP mashang_polls_done_total Polls.
                # TYPE mashang_polls_done_total counter
                mashang_polls_done_total{bus="plc",unit="1"} 12
                mashang_polls_done_total{bus="b"} 0.5

                """)
    }

    @Test func namesOfTheConfigurationAreEscaped() {
        let metric = Metric("a", .gauge, "one\ntwo \\", [.init(1, [.init("bus", "三楼\"\\\n")])])
        #expect(Metric.text([metric]) == "# HELP a one\\ntwo \\\\\n# TYPE a gauge\na{bus=\"三楼\\\"\\\\\\n\"} 1\n")
    }

    @Test func whatIsNotKnownIsNotWritten() {
        #expect(Metric.text([Metric("a", .gauge, "A.", nil), Metric("b", .gauge, "B.", [])]) == "")
    }

    private static let numbers: [(Double, String)] = [
        (0, "0"), (-1, "-1"), (1e12, "1000000000000"), (0.25, "0.25"), (1e20, "1e+20"), (Double.infinity, "+Inf"),
        (Double.nan, "NaN"),
    ]

    @Test(arguments: numbers) func aNumberIsWrittenAsTheFormatHasIt(value: Double, text: String) {
        #expect(Metric.text([Metric("a", .gauge, "A.", value)]).hasSuffix("\na \(text)\n"))
    }
}

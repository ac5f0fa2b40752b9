import Facilities
import Testing

@testable import WebPage

/// The small drawing of the means around a suspicion.
@Suite struct SuspicionCurveTests {
    private static let start = FixedSource.noon
    private let window = (start + .minutes(2))...(start + .minutes(4))

    private func svg(_ values: [(Int, Double)]) -> String? {
        let points = values.map { Inspection.Curve.Point(Self.start + .minutes($0.0), $0.1) }
        return SuspicionCurve(points: points, step: .minutes(1), window: window).svg(label: "a<b")
    }

    @Test func aLineHasItsHighestOnTopAndItsWindowBehindIt() throws {
        let drawn = try #require(svg([(0, 1), (1, 2), (10, 3)]))
        #expect(drawn.contains(#"d="M0.0 95.0L60.0 50.0M600.0 5.0""#), "\(drawn)")
        #expect(drawn.contains(#"<rect class="window" x="120.0" width="120.0" height="100"/>"#))
        #expect(drawn.contains("a&lt;b") && !drawn.contains("a<b"))
    }

    /// One minute without a mean is a gap, and a step of one minute is none.
    @Test func aMissingMeanBreaksTheLine() throws {
        #expect(try #require(svg([(0, 1), (1, 1), (2, 1)])).matches(of: /M/).count == 1)
        #expect(try #require(svg([(0, 1), (2, 1), (3, 1)])).matches(of: /M/).count == 2)
    }

    @Test func oneValueAllAlongIsALineInTheMiddleAndNothingIsNoDrawing() throws {
        #expect(try #require(svg([(0, 7), (6, 7)])).contains("0.0 50.0"))
        #expect(svg([(0, 7)]) == nil && svg([]) == nil)
    }
}

import Facilities
import Testing

@testable import Rules

@Suite struct FigureTests {
    @Test func whatIsAtALimitComesOutAtTheLimit() {
        let sum = (0..<60).reduce(0.0) { sum, _ in sum + 0.8 } / 60
        #expect(sum != 0.8)
        #expect(sum.settled == 0.8)
        #expect(Double.infinity.settled == .infinity)
    }

    @Test(arguments: [
        (500.3, 0, 500.0, "500.3"), (500.6, 0, 500, "501"), (501.2, 0, 500, "501"), (500, 0, 500, "500"),
        (74.96, 1, 75, "74.96"), (9.9, 1, 10, "9.9"), (0.63, 1, 0.62, "0.63"), (2499.9999996, 0, 2500, "2500"),
    ]) func aFigureShowsOnWhichSideOfTheLimitItLies(figure: Double, decimals: Int, limit: Double, text: String) {
        #expect(figure.plainText(decimals: decimals, beside: limit) == text)
    }
}

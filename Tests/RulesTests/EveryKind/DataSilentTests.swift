import Facilities
import Rules
import Testing

@Suite struct DataSilentTests {
    private let good = sample(0, Reading(.tsp, 10, .microgramPerCubicMetre))

    @Test(arguments: [(300, []), (301, [Finding.Level.grey])])
    func silenceIsGreyAfterFiveMinutes(seconds: Int, expected: [Finding.Level]) {
        var rules = facility(.dustSite)
        #expect(rules.levels(of: "data.silent", after: [good, tick(afterHours: 0, seconds: seconds)]) == expected)
    }

    @Test func aDeviceThatSendsOnlyBadValuesIsSilent() {
        var rules = facility(.dustSite)
        let bad = sample(200, Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer))
        #expect(rules.levels(of: "data.silent", after: [good, bad, tick(afterHours: 0, seconds: 301)]) == [.grey])
    }

    @Test func nothingYetIsGrey() {
        var rules = facility(.dustSite)
        #expect(rules.levels(of: "data.silent", after: [.tick(start)]) == [.grey])
        #expect(rules.status.light == .grey)
    }
}

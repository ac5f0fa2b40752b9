import Facilities
import Testing

@testable import Rules

/// What a figure rests on, where that was looked up.
@Suite struct CitationTests {
    @Test(arguments: [
        Citation(.dustSite, "noiseDay", 70, "GB 12523-2025", "表1", verified: true),
        Citation(.dustSite, "noiseNight", 55, "GB 12523-2025", "表1", verified: true),
        Citation(.dustSite, "noiseWind", 5, "GB 12523-2025", "5.4.2"),
        Citation(.dustSite, "sprayPM10", 100, "江宁"), Citation(.dustSite, "capture", 75, "HJ 75-2017"),
        Citation(.dustSite, "rainfallOn", 0.1, "own default"),
        Citation(.activatedCarbon, "storageDays", 365, "own default"),
        Citation(.activatedCarbon, "loadWarning", 80, "own default"),
        Citation(.activatedCarbon, "cycleWarning", 7, "安阳"),
        Citation(.activatedCarbon, "iodineValue", 800, "佛环函〔2024〕70号"),
        Citation(.activatedCarbon, "inletTemperature", 40, "HJ 2026-2013", "推荐值（宜）"),
        Citation(.activatedCarbon, "faceVelocity", 0.6, "HJ 2026-2013"),
        Citation(.activatedCarbon, "pressureDrop", 2500, "HJ 2026-2013"),
        Citation(.activatedCarbon, "manifestDigits", 14, "《危险废物转移管理办法》"),
        Citation(.nonroadMachinery, "testMonths", 12, "雨花台", "2020-01-01以后购置的除外"),
        Citation(.nonroadMachinery, "smoke", 3, "GB 36886-2018", "表1"),
        Citation(.nonroadMachinery, "smokeScreening", 3, "own default"),
        Citation(.fumePurifier, "fume", 2, "GB 18483-2001", verified: true),
        Citation(.fumePurifier, "ductDays", 60, "北京", "第25条"),
        Citation(.dustSite, "tsp", 500, "DB32/4437-2022"), Citation(.dustSite, "pm10", 80, "DB32/4437-2022"),
    ]) func aFigureCitesWhatItRestsOn(_ citation: Citation) throws {
        let limits = RuleTable.rules(of: citation.kind).flatMap(\.limits)
        let limit = try #require(limits.first { $0.name == citation.limit })
        #expect((limit.value, limit.clause, limit.verified) == (citation.value, citation.clause, citation.verified))
        #expect(limit.source.contains(citation.source))
        #expect((limit.origin == .own) == (citation.source == "own default"))
    }

    struct Citation: Sendable, CustomTestStringConvertible {
        var kind: Facility.Kind
        var limit: String
        var value: Double
        var source: String
        var clause: String
        var verified: Bool

        var testDescription: String { limit }

        init(
            _ kind: Facility.Kind, _ limit: String, _ value: Double, _ source: String, _ clause: String = "",
            verified: Bool = false
        ) {
            (self.kind, self.limit, self.value) = (kind, limit, value)
            (self.source, self.clause, self.verified) = (source, clause, verified)
        }
    }
}

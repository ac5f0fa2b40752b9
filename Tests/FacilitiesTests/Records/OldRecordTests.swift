import Facilities
import Foundation
import Testing

/// Records as 0.1.0 wrote them.
@Suite struct OldRecordTests {
    private func body<Content: RecordContent>(_ json: String) throws -> Content? {
        let text = #"{"at":"2026-11-23T02:30:00Z","by":"王","body":\#(json)}"#
        return try JSONDecoder().decode(Record.self, from: Data(text.utf8)).body as? Content
    }

    @Test func aCityMeanIsOfTheHourOfItsRecord() throws {
        let from = try #require(Timestamp("2026-11-23T02:00:00Z"))
        #expect(try body(#"{"kind":"cityMean","pm10":70}"#) == CityAir(from: from, pm10: 70))
        #expect(CityAir(from: from, pm10: 70).to == from + .hours(1))
    }

    private static let texts: [(String, Set<Cleaning.Part>?)] = [
        ("电极、滤网", [.plates, .filter]), ("极板/风管", [.plates, .duct]), ("烟道", [.duct]), ("补录", nil),
    ]

    @Test(arguments: texts) func theTextOfACleaningBecomesItsRemark(text: String, parts: Set<Cleaning.Part>?) throws {
        #expect(try body(#"{"kind":"cleaning","parts":"\#(text)"}"#) == Cleaning(parts: parts, remark: text))
    }

    @Test func partsAreAListOrATextWithCommas() throws {
        let both = Cleaning(parts: [.plates, .duct], hand: .own)
        #expect(try body(#"{"kind":"cleaning","parts":["duct","plates"],"by":"self"}"#) == both)
        #expect(try body(#"{"kind":"cleaning","parts":"plates,duct","by":"self"}"#) == both)
        #expect(try body(#"{"kind":"cleaning"}"#) == Cleaning())
    }
}

import Facilities
import TestSupport
import Testing

@testable import mashang

/// The arguments of `mashang record` as a person writes them.
struct WrittenRecordTests {
    private static let noon = Timestamp("2026-11-28T04:00:00Z")!

    private func written(
        _ kind: String, _ values: [String], by: String? = "王", at: String? = nil, code: String? = "NJ320104F00002A"
    ) throws -> WrittenRecord {
        WrittenRecord(
            try #require(RecordKind(rawValue: kind)), values, by: by, at: at, code: code, utcOffset: 8 * 3600,
            now: Self.noon)
    }

    @Test func everythingThatIsWrongIsSaidInOneRound() throws {
        let record = try written(
            "cleaning", ["parts=xx", "wieght=3", "oops"], by: nil, at: "yesterday", code: "秦淮小馆")
        let usage = record.usage.map(\.zh).joined(separator: "\n")
        #expect(usage.contains("--code：“秦淮小馆”不是设施编号") && usage.contains("“oops”应写成 项=值"), "\(usage)")
        let problems = record.problems.map(\.zh).joined(separator: "\n")
        for part in ["--at：“yesterday”不是时间", "填写人（by）必须填写", "清洗部位（parts）不允许", "没有“wieght”这个字段"] {
            #expect(problems.contains(part), "\(part) is missing in \(problems)")
        }
        #expect(record.usage.count == 2 && record.problems.count == 4, "\(problems)")
    }

    /// What a choice means stands beside its word, which is English.
    @Test func aChoiceIsListedWithItsTitleInChinese() throws {
        let problem = try #require(try written("cleaning", ["parts=xx"]).problems.first)
        #expect(problem.zh.contains("plates（极板"), "\(problem.zh)")
        #expect(problem.en.contains("filter, plates") && !problem.en.isChinese, "\(problem.en)")
    }

    @Test(arguments: ["2026-11-28 14:00", "2026-11-28T06:00:00Z", "2026-11-28T14:00:00+08:00"])
    func aTimeIsWrittenAsTheSiteShowsItOrAsUTC(time: String) throws {
        let record = try written("cleaning", ["parts=plates"], at: time)
        #expect(record.draft.head.time("at") == Timestamp("2026-11-28T06:00:00Z"), "\(time)")
        #expect(record.usage.isEmpty && record.problems.isEmpty, "\(record.problems)")
    }

    @Test func aTimeThatIsNoneOffersBothForms() throws {
        for record in [
            try written("cleaning", ["parts=plates"], at: "14:00"),
            try written("cityAir", ["level=yellow", "from=soon"], code: nil),
        ] {
            let wrong = record.problems.filter { $0.en.contains("is no time; write \"2026-11-28 14:00\"") }
            #expect(wrong.count == 1, "\(record.problems)")
            #expect(wrong.allSatisfy { $0.zh.contains("2026-11-28 14:00") && $0.zh.contains("2026-11-28T06:00:00Z") })
        }
    }

    @Test func whatTheFormOfThePageAsksForIsMissingOnce() throws {
        let record = try written("cleaning", [])
        #expect(record.problems.map(\.zh).filter { $0.contains("（parts）") }.count == 1, "\(record.problems)")
    }
}

import Facilities
import Foundation
import Journal
import Rules
import TestSupport
import Testing

@testable import Gateway

/// What an entry of evidence costs the ledger.
struct EvidenceSizeTests {
    private let folder = try! TemporaryFolder()
    private let now = Timestamp("2026-11-23T02:00:00Z")!

    private func finding(_ rule: String, _ cause: String, _ zh: String, _ en: String) -> Finding {
        let limit = Limit("fume", 2, .milligramPerCubicMetre, source: "GB 18483-2001", clause: "4.2", verified: true)
        let channel = Channel(DeviceID("line-1/3"), .fume, place: "东侧排口")
        return Finding(
            rule: rule, cause: cause, of: channel, level: .red, since: now - .hours(3), figure: 2.613_412_345,
            limit: limit, text: Text(zh: zh, en: en))
    }

    /// Out of order in all that may have to do with it.
    private func kitchen(_ number: Int) -> Status {
        let findings = [
            finding(
                "fume.limit", "line-1/3/fume", "油烟1小时均值2.61 mg/m3，超过2 mg/m3",
                "1-hour mean of fume 2.61 mg/m3, over 2 mg/m3"),
            finding(
                "fume.purifierOff", "line-1/4", "净化器已停机3小时，风机仍在运行",
                "the purifier has been off for 3 h while the fan runs"),
            finding("fume.cleaning", "", "清洗已逾期29天（每2个月一次）", "the cleaning is 29 days overdue (every 2 months)"),
        ]
        return Status(
            code: Facility.Code("NJ320104F00\(100 + number)X")!, kind: .fumePurifier, name: "秦淮小馆\(number)号净化器",
            light: .red, since: now - .days(9), asOf: now, findings: findings, next: nil, last: nil,
            judged: ["fume.limit", "fume.purifierOff"])
    }

    @Test(arguments: [1, 30]) func anEntryBesideFaultyFacilitiesHasAtMostFourKilobytes(count: Int) throws {
        let journal = try Journal.open(path: folder.path + "/j.sqlite", now: now)
        let evidence = try #require(
            Evidence("T-2026-117", category: .fume, (1...count).map(kitchen), from: journal, now: now))
        let bytes = Entry.evidence(evidence).json.count
        #expect(bytes <= 4096, "\(bytes)")
    }

    /// With more of everything than anybody has.
    private func around(_ count: Int, lines: Int, place: String = "东侧排口") -> Evidence {
        let facilities = (1...count).map { number in
            let lines = (1...lines).map { index in
                var line = Evidence.Line(
                    rule: "carbon.pressure", cause: "line-\(index)/pressureDrop", level: .red, minutes: 360, last: now)
                (line.figure, line.limit, line.unit, line.place) = (2612.45, 2500, .pascal, place)
                return line
            }
            let figures = (1...lines.count).map { index in
                Evidence.Figure(
                    quantity: Quantity(rawValue: "own\(index)")!, unit: .pascal, mean: 1012.44, maximum: 2612.45)
            }
            return Evidence.OfFacility(
                code: Facility.Code("NJ\(1000 + number)")!, kind: .activatedCarbon, light: .red, lines: lines,
                readings: figures)
        }
        return Evidence(
            complaint: "1", from: now - .hours(6), until: now, category: .odour, facilities: facilities, others: 5)
    }

    @Test(arguments: [
        (1, 1), (1, 8), (1, 9), (1, 40), (3, 8), (19, 2), (20, 1), (20, 8), (21, 1), (30, 40), (200, 3),
    ]) func whatIsKeptIsBoundedAndTheRestIsCounted(count: Int, lines: Int) {
        let whole = around(count, lines: lines)
        let cut = whole.cut()
        #expect(cut.json.count <= Evidence.largest)
        #expect(cut.facilities.count == min(count, 20) && cut.facilities.count + (cut.more ?? 0) == count)
        #expect(cut.counts == whole.counts && cut.summary == whole.summary && cut.others == 5)
        for (kept, whole) in zip(cut.facilities, whole.facilities) {
            let (keptLines, all) = (kept.lines ?? [], whole.lines ?? [])
            #expect(keptLines == Array(all.prefix(keptLines.count)) && keptLines.count <= 8)
            #expect(kept.readings == Array(whole.readings.prefix(kept.readings.count)) && kept.readings.count <= 8)
            #expect(keptLines.count + kept.readings.count + (kept.more ?? 0) == all.count + whole.readings.count)
        }
        // The worst first, and nobody a second line before everybody has one.
        let counts = cut.facilities.map { $0.lines?.count ?? 0 }
        #expect(counts[0] >= 1 && counts[0] - (counts.last ?? 0) <= 1)
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 >= $1 })
    }

    @Test func aSmallOneIsKeptAsItIs() {
        let whole = around(2, lines: 3)
        #expect(whole.cut() == whole)
    }

    @Test func aPlaceThatIsLongerThanAllOfItIsCounted() {
        let cut = around(20, lines: 2, place: String(repeating: "东", count: 2000)).cut()
        #expect(cut.json.count <= Evidence.largest)
        #expect(cut.facilities.allSatisfy { $0.lines == [] && ($0.more ?? 0) >= 2 })
    }
}

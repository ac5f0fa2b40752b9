import Facilities
import Foundation
import Testing

@testable import WebPage

/// The pages of a day and of trends, and the strip on a facility's page.
@Suite struct HistoryPageTests {
    private static let path = "/q/\(FacilityDetail.code)"
    private static let device = DeviceID("p1")

    private static func entry(_ sequence: Int64, _ time: String, _ content: Entry) -> KeptEntry {
        KeptEntry(sequence: sequence, facility: FacilityDetail.code, time: Timestamp(time)!, content)
    }

    /// Yesterday with its account, a finding and a record; today with means.
    static func source(quantities: [Quantity] = [.pressureDrop], remark: String = "老") -> FixedSource {
        let hours = [String](repeating: "green", count: 20) + [nil, "red", "red", "green"]
        let account = Account(
            day: StripTests.today + -1, running: 8.5, lights: ["green": 21, "red": 2], byHour: hours, coverage: 0.95,
            counters: [:], limits: [:],
            devices: [DeviceDay(device, expected: 1440, usable: 1400, hours: 24, validHours: 23, samples: 9)])
        var finding = Finding.overdue
        finding.text = Text(zh: "炭已用满\(remark)", en: "the carbon is spent")
        let readings = quantities.map { quantity in
            CurrentReading(
                device: device, place: "一级箱", time: FixedSource.noon - .seconds(3),
                reading: Reading(quantity, 1234, quantity.unit ?? .one))
        }
        let records = [
            entry(
                2, "2026-11-23T03:00:00Z",
                .record(Record(at: Timestamp("2026-11-23T02:30:00Z")!, by: remark, CarbonInspection())))
        ]
        var detail = FacilityDetail.adsorber(
            readings: readings, records: records,
            entries: [
                entry(1, "2026-11-23T01:00:00Z", .finding(.raised, finding)),
                entry(3, "2026-11-23T16:00:09Z", .account(account)),
            ])
        let limit = Limit("pressureDrop", 2500, .pascal, source: "HJ 2026-2013", verified: true)
        detail.limits = [.pressureDrop: [QuantityLimit(rule: "carbon.pressure", limit: limit, side: .above)]]
        let means = quantities.flatMap { quantity in
            ([TrendSpan.day, .month] as [TrendSpan]).flatMap { span in
                (0..<span.count).filter { $0 % 20 != 7 }.map { index in
                    TrendTests.mean(index, [Double(1000 + index * 7 % 90), 1500], quantity, span: span)
                }
            }
        }
        var source = FixedSource(details: [detail, .point])
        source.past.means = [FacilityDetail.code: means]
        let begin = Timestamp("2026-11-22T19:15:00Z")!
        let gap = Completeness.Gap(.maintenance, minutes: 105, from: begin, until: begin + .minutes(105))
        let day = StripTests.today + -1
        source.past.devices[FacilityDetail.code, default: [:]][day] = [
            DeviceMinutes(DeviceID("p1"), .init(day, minutes: 1335, of: 1440, gaps: [gap])),
            DeviceMinutes(DeviceID("p2"), .init(day, minutes: 1440, of: 1440, gaps: [])),
        ]
        source.past.today = [
            FacilityDetail.code: CountedDay(StripTests.today, hours: [.green: 12], coverage: 1, passed: 12)
        ]
        return source
    }

    // MARK: Strip

    @Test func aFacilitysPageHasTheStripAndThePointOfComplaintsHasNone() async throws {
        try await Site.serve(Self.source()) { site in
            let page = try await site.get(Self.path)
            #expect(page.body.contains("近30天") && page.body.contains("\(Self.path)/day/2026-11-23\" class=\"red\""))
            #expect(page.body.contains("\(Self.path)/trends?span=30d") && page.body.contains("24小时趋势"))
            let english = try await site.get(Self.path, language: "en").body
            #expect(
                english.contains("The last 30 days")
                    && english.contains("23 November: Over a limit or overdue: red 2 h, green 21 h"))
            let point = try await site.get("/q/\(FacilityDetail.pointCode)").body
            #expect(!point.contains("class=\"strip\""))
        }
    }

    @Test func noStripIsShownWhereTheJournalCannotBeRead() async throws {
        var source = Self.source()
        source.isUnreadable = true
        try await Site.serve(source) { site in
            let page = try await site.get(Self.path)
            #expect(page.status == 200 && !page.body.contains("class=\"strip\""))
            #expect(try await site.get("\(Self.path)/trends").body.contains("现在读不出来"))
            #expect(try await site.get("\(Self.path)/day/2026-11-23").body.contains("现在读不出来"))
        }
    }

    /// Eight days were announced at most seven days before the strip's first day.
    @Test func workThatWasAnnouncedBeforeTheStripIsInIt() async throws {
        let (first, at) = (StripTests.today + -29, (StripTests.today + -32).start(utcOffset: 28_800))
        let work = Maintenance(until: first.start(utcOffset: 28_800) + .hours(20), text: "")
        let account = StripTests.account(StripTests.today + -31)
        var detail = Self.source().details[0]
        detail.records = [
            KeptEntry(sequence: 1, facility: FacilityDetail.code, time: at, .record(Record(at: at, by: "", work)))
        ]
        detail.entries = [
            KeptEntry(sequence: 2, facility: FacilityDetail.code, time: at + .days(2), .account(account))
        ]
        var source = Self.source()
        source.details = [detail]
        try await Site.serve(source) { site in
            let page = try await site.get(Self.path).body
            #expect(page.contains("\(Self.path)/day/\(first)\" class=\"work\""))
        }
    }

    // MARK: Days

    @Test func aDayShowsItsHoursWhatWasFoundAndEnteredItsGapsAndFigures() async throws {
        try await Site.serve(Self.source()) { site in
            let day = try await site.get("\(Self.path)/day/2026-11-23").body
            #expect(day.contains("00:00–20:00 正常；20:00–21:00 没有看到；21:00–23:00 超标或逾期；23:00–24:00 正常"))
            #expect(day.contains("炭已用满老") && day.contains("四看一测"))
            #expect(day.contains("8.5 h") && day.contains("97%，有效23/24小时") && day.contains("95%"))
            #expect(
                day.contains("day/2026-11-22") && day.contains("day/2026-11-24") && day.contains("\(Self.path)/trends"))
            #expect(day.contains("p1：缺105分钟：维护 105分钟（03:15–05:00）</li>") && !day.contains("p2："))
            let english = try await site.get("\(Self.path)/day/2026-11-23", language: "en").body
            #expect(english.contains("p1: 105 min missing: maintenance: 105 min (03:15–05:00)"))
            #expect(english.contains("the carbon is spent") && english.contains("97%, 23 of 24 hours valid"))
            #expect(english.contains("not seen") && !english.contains("没有看到") && !english.contains("小时"))
        }
    }

    @Test func todayIsThePartThatHasPassedAndHasNoNext() async throws {
        try await Site.serve(Self.source()) { site in
            let day = try await site.get("\(Self.path)/day/2026-11-24").body
            #expect(day.contains("绿灯12小时（今天到现在）") && !day.contains("day/2026-11-25"))
        }
    }

    @Test(arguments: [
        ("2026-11-25", "还没有到"), ("9999-12-31", "还没有到"), ("2026-11-22", "第一天是11月23日"), ("0001-01-01", "第一天是11月23日"),
    ]) func aDayWithoutDataIsASentence(day: String, sentence: String) async throws {
        try await Site.serve(Self.source()) { site in
            let page = try await site.get("\(Self.path)/day/\(day)")
            #expect(page.status == 200 && page.body.contains(sentence), "\(page.body)")
        }
    }

    @Test(arguments: [
        "2026-02-30", "2026-13-01", "2026-1-1", "0000-01-01", "x", "%3Cscript%3E", "2026-11-23T00:00:00Z",
        "99999-01-01",
    ]) func aDayThatCannotBeIsMissing(day: String) async throws {
        try await Site.serve(Self.source()) { site in
            let page = try await site.get("\(Self.path)/day/\(day)")
            #expect(page.status == 404 && !page.body.contains("<script>"))
        }
    }

    @Test func whatPeopleWroteIsTextOnly() async throws {
        try await Site.serve(Self.source(remark: "<script>alert(1)</script>")) { site in
            let day = try await site.get("\(Self.path)/day/2026-11-23").body
            #expect(day.contains("&lt;script&gt;") && !day.contains("<script>alert"))
        }
    }

    @Test(arguments: [
        "/q/NJ320104C000099/day/2026-11-23", "/q/NJ320104C000099/trends", "/q/x/trends", "/q/x/day/2026-11-23",
    ])
    func anotherCodeIsMissing(path: String) async throws {
        try await Site.serve(Self.source()) { site in
            let status = try await site.get(path).status
            #expect(status == 404)
            // A point at which people complain has no light.
            let point = try await site.get("/q/\(FacilityDetail.pointCode)/day/2026-11-23").status
            #expect(point == 404)
        }
    }

    // MARK: Trends

    @Test(arguments: ["", "?span=24h", "?span=30d"]) func aTrendIsAPictureAndASentence(query: String) async throws {
        try await Site.serve(Self.source()) { site in
            let page = try await site.get("\(Self.path)/trends\(query)").body
            #expect(page.contains("<path class=\"line\" d=\"M") && page.contains("class=\"gap\""))
            #expect(page.contains("限值 2500") && page.contains("1234 Pa · 11:59") && page.contains("最高1500 Pa"))
            #expect(page.contains("压差 ≤ 2500 Pa"))
            // The inspection was 25 hours before, so that the trends of a day do not show it.
            #expect(
                page.contains("四看一测") == query.contains("30d")
                    && page.contains("path class=\"act\"") == query.contains("30d"))
            #expect(!page.contains("style="))
            let english = try await site.get("\(Self.path)/trends\(query)", language: "en").body
            #expect(english.contains("pressure drop") && english.contains("valid data:"))
        }
    }

    @Test(arguments: [
        "span=1y", "span=", "span=%3Cb%3E", "part=0", "part=2", "part=-1", "part=x", "part=99999999999999999999",
        "part=\(Int.min)", "part=\(Int.max)",
    ])
    func anotherSpanOrPartIsRefused(query: String) async throws {
        try await Site.serve(Self.source()) { site in
            let page = try await site.get("\(Self.path)/trends?\(query)")
            #expect(
                (400...404).contains(page.status) || query == "part=x" || query == "part=99999999999999999999",
                "\(page.status)")
            #expect(!page.body.contains("<b>b"))
        }
    }

    @Test func manyChannelsAreSpreadOverPagesOfThirtyKilobytes() async throws {
        let quantities = (0..<20).map { Quantity(rawValue: "q\($0)")! } + [.pressureDrop]
        try await Site.serve(Self.source(quantities: quantities)) { site in
            for span in ["24h", "30d"] {
                for part in 1...4 {
                    let page = try await site.get("\(Self.path)/trends?span=\(span)&part=\(part)").body
                    #expect(page.components(separatedBy: "<figure>").count == (part < 4 ? 7 : 4))
                    #expect(page.utf8.count <= 30_000, "\(page.utf8.count) bytes of \(span), page \(part)")
                    // What has a limit goes first.
                    #expect(page.contains("限值 2500") == (part == 1))
                }
            }
        }
    }

    @Test func whatIsNotMeasuredHasNoTrends() async throws {
        let source = FixedSource(details: [.kitchen])
        try await Site.serve(source) { site in
            let page = try await site.get("/q/\(FacilityDetail.kitchenCode)/trends").body
            #expect(page.contains("没有接入传感器") && !page.contains("<figure"))
            #expect(!(try await site.get("/q/\(FacilityDetail.kitchenCode)").body.contains("/trends")))
        }
    }
}

import Facilities
import Testing

@testable import WebPage

@Suite struct TileTests {
    private let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)

    private func tiles(_ gauges: [Gauge], due: Day? = nil) -> [TileView] {
        var detail = FacilityDetail.adsorber()
        detail.gauges = gauges
        if let due { detail.status.due = [.init("carbon.cycle", NextStep(.replaceCarbon, due: due))] }
        return detail.tiles(time)
    }

    @Test func hoursStandBesideTheirLimitWithWhatIsLikely() throws {
        let gauge = Gauge(.runningHours, figure: Measure(312, .hour), limit: Measure(500, .hour), band: 312...340.4)
        let tile = try #require(tiles([gauge]).first)
        #expect((tile.value, tile.detail, tile.mark) == ("312 h", "上限 500 h · 约 312–340 h", nil))
        #expect((tile.bar?.filled, tile.bar?.isOver) == ("50", false))
    }

    @Test(arguments: [(500.0, false), (500.1, true)]) func onlyWhatIsOverTheLimitIsMarked(hours: Double, isOver: Bool) {
        let tile = tiles([Gauge(.runningHours, figure: Measure(hours, .hour), limit: Measure(500, .hour))]).first
        #expect(tile?.bar?.isOver == isOver && (tile?.mark != nil) == isOver)
    }

    @Test func whatIsNotKnownHasNoFigureAndNoBar() throws {
        let note = Text(zh: "没有风机信号，不知道", en: "not known")
        let tile = try #require(
            tiles([Gauge(.runningHours, figure: nil, limit: Measure(500, .hour), note: note)]).first)
        #expect((tile.value, tile.detail) == ("–", "上限 500 h · 没有风机信号，不知道"))
        #expect(tile.bar == nil && tile.mark == nil)
    }

    @Test(
        arguments: [
            ("2026-11-24", "离换炭还有", "0 天", false), ("2026-12-06", "离换炭还有", "12 天", false),
            ("2026-11-23", "换炭逾期", "1 天", true), ("2026-04-07", "换炭逾期", "231 天", true),
        ]) func theDaysLeftAreThoseToTheDayDue(due: String, title: String, value: String, isOver: Bool)
    {
        let tile = tiles([], due: Day(due)).first
        #expect((tile?.title, tile?.value, tile?.mark != nil) == (title, value, isOver))
    }

    @Test func aKitchenHasNone() {
        var kitchen = FacilityDetail.kitchen
        kitchen.gauges = [Gauge(.stored, figure: Measure(1, .kilogram))]
        #expect(kitchen.tiles(time).isEmpty)
    }
}

import Facilities
import Testing

@testable import WebPage

@Suite struct GuideViewTests {
    private let cleaning = Guide.of(.cleanPurifier)

    private func rows(_ view: GuideView) -> [GuideView.Row] { view.standard.flatMap(\.rows) }

    private func html(_ view: GuideView) throws -> String {
        try Templates().text(view, with: "guide")
    }

    @Test(arguments: GuideTests.all, Language.allCases)
    func everyGuideCarriesItsDisclaimerAndIsBelow60kB(_ guide: Guide, _ language: Language) throws {
        let page = try html(GuideView(guide, path: "/q/X/guide/\(guide.id)", language: language))
        #expect(page.contains(GuideWords.disclaimer[language]))
        #expect(page.utf8.count < 60_000)
        #expect(!page.contains("style=\"") && !page.contains("<script"))
    }

    @Test func threeWarningsStandAboveTheFoldAndTheOthersBelowMore() {
        let view = GuideView(cleaning, path: "/g", language: .zh)
        #expect(view.warnings?.lines.count == 3)
        #expect(view.moreWarnings?.lines.count == 6)
    }

    @Test func aGuideWithThreeWarningsHasNoMore() {
        var guide = cleaning
        guide.warnings = Array(guide.warnings.prefix(3))
        #expect(GuideView(guide, path: "/g", language: .zh).moreWarnings == nil)
        guide.warnings = []
        #expect(GuideView(guide, path: "/g", language: .zh).warnings == nil)
    }

    @Test(arguments: PurifierType.allCases)
    func oneTypeIsShownAtATime(_ type: PurifierType) throws {
        let view = GuideView(cleaning, path: "/g", type: type, language: .zh)
        #expect(view.types.count(where: \.isChosen) == 1)
        #expect(view.types.first(where: \.isChosen)?.title == type.title.zh)
        let shown = view.steps.lines.map(\.text)
        #expect(shown == cleaning.variants.first { $0.id == type }?.steps.map(\.onItsOwn.text.zh))
        #expect(view.otherURL == "/g?lang=en&type=\(type.rawValue)")
    }

    @Test func withoutAChoiceTheUsualTypeIsShown() {
        let view = GuideView(cleaning, path: "/g", language: .zh)
        #expect(view.types.first(where: \.isChosen)?.title == PurifierType.electrostatic.title.zh)
    }

    @Test func aTypeIsNotAskedForWhatItDoesNotHave() {
        let view = GuideView(cleaning, path: "/g", type: .filter, language: .zh)
        #expect(!rows(view).map(\.item).contains(StandardItem.insulator.title.zh))
        #expect(rows(view).map(\.item).contains(StandardItem.filter.title.zh))
    }

    @Test func aGuideOfOneWayAsksForNoType() throws {
        let view = GuideView(Guide.of(.fillUrea), path: "/g", type: .wet, language: .en)
        #expect(view.types.isEmpty && view.otherURL == "/g?lang=zh-Hans")
    }

    @Test func whatNobodyTickedIsUnknownAndNeverDone() {
        let view = GuideView(cleaning, path: "/g", language: .zh)
        #expect(!rows(view).contains { $0.style == "done" })
        #expect(rows(view).first { $0.item == StandardItem.current.title.zh }?.now == "网关没有测到")
        #expect(rows(view).first { $0.item == StandardItem.plates.title.zh }?.style == "person")
    }

    @Test(
        arguments: [
            (.restored(.current, "0.82 A", baseline: "0.80 A"), "✔", "电流已恢复（0.82 A，基准0.80 A）"),
            (.waiting(.current, minutes: 42), "…", "再等42分钟才能判断"),
            (.low(.current, wasReached: false), "✖", "电流偏低，可能没洗净或没装到位"),
            (.high(.current, wasReached: false), "✖", "电流偏高，可能没干透或漏电，先断电"),
            (.firstCleaning(.current, baseline: nil), "✔", "第一次清洗，今天的电流记作基准"),
        ] as [(StandardTick, String, String)])
    func aTickShowsItsShapeAndItsWords(tick: StandardTick, shape: String, words: String) {
        let view = GuideView(cleaning, path: "/g", ticks: [tick], language: .zh)
        let row = rows(view).first { $0.item == StandardItem.current.title.zh }
        #expect(row?.shape == shape)
        #expect(row?.now == words)
    }

    @Test func ourOwnFiguresAreMarkedWhereTheyStand() throws {
        let page = try html(GuideView(cleaning, path: "/g", language: .zh))
        #expect(page.contains("本程序建议：10分钟"))
        #expect(page.contains("本程序建议：手洗用60℃"))
        #expect(page.contains("本程序建议：±10%"))
        let english = try html(GuideView(cleaning, path: "/g", language: .en))
        #expect(english.contains("our own suggestion: 10 minutes"))
    }

    @Test func aRuleOfAnotherPlaceIsNamedAsAReference() throws {
        let page = try html(GuideView(cleaning, path: "/g", language: .zh))
        #expect(page.contains("浙江规定，供参考"))
        #expect(page.contains("北京规定，供参考"))
    }

    @Test func aGuideThatIsWhollyOurOwnSaysSoOnce() throws {
        let view = GuideView(Guide.of(.checkSensors), path: "/g", language: .zh)
        #expect(view.steps.markOfAll == "本程序建议")
        #expect(view.steps.lines.allSatisfy { $0.mark == nil })
        let page = try html(view)
        #expect(page.ranges(of: "本程序建议").count == 1)
    }

    @Test func whatTheProgramItselfDoesIsNoSuggestion() throws {
        let page = try html(GuideView(GuideTests.complaint, path: "/g", language: .zh))
        #expect(page.ranges(of: "本程序建议").count == 1, "only: do not quarrel")
    }

    @Test func theActsOfAGuideAreLinksBeforeAndAfterItsSteps() throws {
        let page = try html(
            GuideView(
                cleaning, path: "/g", start: .init(url: "/start", title: "开始清洗"),
                record: .init(url: "/record", title: "登记清洗"), language: .zh))
        let links = [
            "<a class=\"act\" href=\"/start\">开始清洗</a>", "<ol class=\"steps\">", "</ol>", "href=\"/record\">登记清洗</a>",
        ]
        let places = links.map { page.firstRange(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(!(try html(GuideView(cleaning, path: "/g", language: .zh))).contains("class=\"act\""))
    }

    @Test(arguments: [NextStep.Action.cleanPurifier, .replaceCarbon])
    func aPageWithoutTheStartButtonAsksNobodyToTapIt(_ action: NextStep.Action) throws {
        let start = PageLink(url: "/start", title: "开始")
        let with = GuideView(Guide.of(action), path: "/g", start: start, language: .zh)
        let without = GuideView(Guide.of(action), path: "/g", language: .zh)
        #expect(with.steps.lines.first?.text.hasPrefix("先点“开始") == true)
        #expect(without.steps.lines.allSatisfy { !$0.text.contains("点“") })
        #expect(without.steps.lines.first?.text.hasSuffix("拉闸挂牌") == true)
    }

    @Test(arguments: Language.allCases)
    func everyLookShowsItsThreeDrawingsWithTheirWords(_ language: Language) throws {
        let guide = Guide.of(.inspectCarbon)
        let page = try html(GuideView(guide, path: "/g", language: language))
        #expect(guide.looks.map(\.id) == ["colour", "form", "weight", "bubbles", "iodine"])
        for look in guide.looks {
            let words = [(CarbonInspection.Grade.good, look.good), (.doubtful, look.doubtful), (.bad, look.bad)]
            for (grade, words) in words {
                let drawing = try #require(grade.drawing(of: look.id))
                let card = try #require(page.firstRange(of: drawing.svg(title: drawing.caption[language])))
                #expect(page[card.upperBound...].prefix(200).contains("<dd>\(words[language])</dd>"))
            }
        }
    }

    @Test func theDensitiesInTheDrawingsAreCalledExamples() throws {
        let drawings: [(Drawing, String)] = [
            (.lookWeightGood, "0.50"), (.lookWeightDoubtful, "0.55"), (.lookWeightBad, "0.65"),
        ]
        for (drawing, density) in drawings { #expect(drawing.source.contains(">\(density)</text>")) }
        let page = try html(GuideView(Guide.of(.inspectCarbon), path: "/g", language: .zh))
        #expect(page.contains("<p class=\"source\">本程序建议：图里的0.50、0.55、0.65 kg/L是举例</p>"))
    }

    @Test func aNameInAReceiverCannotBecomeMarkup() throws {
        let guide = ComplaintGuide(receiver: "<b>x</b>", answer: 24, close: 168).guide
        let page = try html(GuideView(guide, path: "/g", language: .zh))
        #expect(page.contains("这里是&lt;b&gt;x&lt;/b&gt;的反馈窗口"))
    }
}

import Facilities
import Testing

@testable import WebPage

@Suite struct GuideTests {
    static let complaint = ComplaintGuide(receiver: "Qinhuai", answer: 24, close: 168).guide
    static let all = NextStep.Action.allCases.map(Guide.of) + [complaint]

    @Test(arguments: NextStep.Action.allCases)
    func everyActionHasAGuideThatItsNameFinds(_ action: NextStep.Action) throws {
        let guide = Guide.of(action)
        #expect(guide.id == action.rawValue)
        #expect(Guide.named(action.rawValue) == guide)
        #expect(guide.steps.count >= 3)
    }

    @Test(arguments: ["", "cleanpurifier", "../page.css", "complaints"])
    func noOtherNameFindsAGuide(_ name: String) {
        #expect(Guide.named(name) == nil)
    }

    @Test func noTwoGuidesShareAnAddress() {
        #expect(Set(Self.all.map(\.id)).count == Self.all.count)
    }

    @Test(arguments: all)
    func aStepHasAtMost30Characters(_ guide: Guide) {
        let steps = guide.steps + guide.variants.flatMap(\.steps)
        for step in steps { #expect(step.text.zh.count <= 30, "\(step.text.zh)") }
        for standard in guide.standard { #expect(standard.acceptable.zh.count <= 30) }
    }

    @Test(arguments: all)
    func aLookHasAtMost20Characters(_ guide: Guide) {
        for words in guide.looks.flatMap({ [$0.act, $0.good, $0.doubtful, $0.bad] }) {
            #expect(words.zh.count <= 20, "\(words.zh)")
        }
    }

    @Test(arguments: all)
    func everyTextIsThereInBothLanguages(_ guide: Guide) {
        for text in guide.texts {
            #expect(text.zh.contains { !$0.isASCII }, "\(text)")
            #expect(!text.en.isEmpty && !text.en.contains(where: \.isHan), "\(text)")
        }
    }

    @Test(arguments: all)
    func everyLineSaysWhereItComesFrom(_ guide: Guide) {
        for line in guide.lines { #expect(!line.basis.isEmpty, "\(line.text.zh)") }
        for standard in guide.standard { #expect(!standard.basis.isEmpty) }
        for look in guide.looks { #expect(!look.basis.isEmpty) }
    }

    @Test func theSevenStepsOfACleaningAreDrawn() {
        let drawings = Guide.of(.cleanPurifier).steps.map(\.drawing)
        #expect(drawings == [.clean1, .clean2, .clean3, .clean4, .clean5, .clean6, .clean7])
    }

    @Test func theTenStepsOfAReplacementAndItsSevenPhotographsAreDrawn() throws {
        let guide = Guide.of(.replaceCarbon)
        #expect(
            guide.steps.map(\.drawing) == [
                .replace1, .replace2, .replace3, .replace4, .replace5, .replace6, .replace7, .replace8, .replace9,
                .replace10,
            ])
        let photographs = try #require(guide.sections.first { $0.title.zh == "拍什么" })
        #expect(
            photographs.lines.map(\.drawing) == [
                .photoBox, .photoOld, .photoEmpty, .photoPack, .photoSurface, .photoScale, .photoReport,
            ])
    }

    @Test func theLawStandsUnderWhyOnly() {
        for guide in Self.all {
            let texts = (guide.warnings + guide.steps + guide.sections.flatMap(\.lines)).map(\.text.zh)
            #expect(!texts.contains { $0.contains("罚") })
        }
        #expect(Guide.of(.cleanPurifier).why.count == 1)
    }

    @Test(
        arguments: [
            (1, "1小时", "1 hour"), (1.5, "1.5小时", "1.5 hours"), (24, "24小时", "24 hours"), (47, "47小时", "47 hours"),
            (48, "2天", "2 days"), (49, "49小时", "49 hours"), (168, "7天", "7 days"),
        ] as [(Double, String, String)])
    func aTermIsInHoursUntilItIsWholeDaysFromTwoOn(hours: Double, zh: String, en: String) {
        #expect(ComplaintGuide.term(hours: hours) == Text(zh: zh, en: en))
    }

    @Test func aComplaintsTermsAreThoseOfItsPoint() {
        let guide = ComplaintGuide(receiver: "x", answer: 4, close: 72).guide
        #expect(guide.steps.map(\.text.zh).contains("4小时内答复你（本站承诺）"))
        #expect(guide.steps.map(\.text.zh).contains("3天内办结，写明结果（本站承诺）"))
        #expect(!guide.texts.contains { $0.zh.contains("法定") })
    }
}

extension Guide {
    var lines: [Line] {
        warnings + steps + variants.flatMap(\.steps) + sections.flatMap(\.lines) + why
    }

    /// Every text that the guide can show, its sources too.
    var texts: [Text] {
        let lookTexts = looks.flatMap { [$0.title, $0.act, $0.good, $0.doubtful, $0.bad] }
        let basis = lines.flatMap(\.basis) + standard.flatMap(\.basis) + looks.flatMap(\.basis)
        let shown = lines.flatMap { [$0.text] + [$0.label, $0.withoutButton].compactMap(\.self) }
        return [title] + shown + lookTexts + sections.map(\.title) + variants.map(\.id.title)
            + standard.flatMap { [$0.item.title, $0.acceptable] } + basis.compactMap(\.part)
    }
}

extension Character {
    var isHan: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}

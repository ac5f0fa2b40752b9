import Facilities
import Foundation
import TestSupport
import Testing

@testable import WebPage

/// The words of the trade: what the page says, and what it never says, by the table of terms.
@Suite struct TermTests {
    private func check(_ texts: some Sequence<Text>, _ place: String = "") {
        for text in texts {
            let faults = Term.faults(in: text)
            #expect(faults.isEmpty, "\(place) \(faults.joined(separator: "; "))")
        }
    }

    @Test(arguments: GuideTests.all) func aGuideUsesTheWordsOfTheTrade(_ guide: Guide) { check(guide.texts, guide.id) }

    @Test func ticksAndWordsOfGuidesUseTheWordsOfTheTrade() {
        let ticks: [StandardTick] =
            [
                .waiting(.current, minutes: 1), .waitingForRun(.current, minutes: 1), .waitingForRecord(.current),
            ]
            + [StandardItem.current, .pressure].flatMap { item -> [StandardTick] in
                [
                    .high(item, wasReached: false), .high(item, wasReached: true), .low(item, wasReached: false),
                    .low(item, wasReached: true), .firstCleaning(item, baseline: nil),
                    .firstCleaning(item, baseline: "1 A"), .restored(item, "1 A", baseline: "1 A"),
                ]
            }
        check(ticks.map(\.text))
        check(StandardItem.allCases.map(\.title) + Drawing.allCases.map(\.caption))
        check(GuideWords.all + NoticeWords.all + TermsView.all)
    }

    // MARK: The page's own words

    /// The words of a screen in both languages, by the name of each.
    private static func pairs<Screen>(_ words: (Language) -> Screen) -> [(name: String, text: Text)] {
        let (chinese, english) = (Mirror(reflecting: words(.zh)).children, Mirror(reflecting: words(.en)).children)
        return zip(chinese, english).compactMap { zh, en in
            guard let name = zh.label, let chinese = zh.value as? String, let english = en.value as? String else {
                return nil
            }
            return (name, Text(zh: chinese, en: english))
        }
    }

    @Test func theScreensUseTheWordsOfTheTrade() {
        let words =
            Self.pairs(Words.of) + Self.pairs(FormWords.of) + Self.pairs(HeadWords.of) + Self.pairs(OverviewWords.of)
            + Self.pairs(LedgerWords.of) + Self.pairs(GuideWords.init) + Self.pairs(NoticeWords.init)
            + Self.pairs(BusWords.of) + Self.pairs(HistoryWords.of) + Self.pairs(InspectorWords.of)
        #expect(words.count > 100)
        // The name of the other language is in that language.
        check(words.filter { $0.name != "other" }.map(\.text))
        let states: [MachineReport.State] = [
            .online, .withoutValue, .refusing, .unanswered, .offline, .suspended, .unheard,
        ]
        check(BusWords.all + states.map(\.mark.title), "bus")
        check(DayLook.allCases.map(\.title) + TrendSpan.allCases.flatMap { [$0.title, $0.point] }, "history")
    }

    /// What a template says by itself would be in one language only.
    @Test func noTemplateHasWordsOfItsOwn() throws {
        let folder = Program.repository + "/Sources/WebPage/Templates"
        let templates = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".mustache") }
        #expect(templates.count > 15)
        for name in templates {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            let said = text.replacing(/\{\{\{?[^}]*\}?\}\}/, with: "").replacing(/<[^>]*>/, with: "")
            let letters = said.filter(\.isLetter)
            #expect(letters.isEmpty, "\(name): \(letters)")
        }
    }

    // MARK: Records and findings

    @Test(arguments: RecordKind.allCases) func formsUseTheWordsOfTheTrade(_ kind: RecordKind) {
        let look = FormLook.of(kind)
        check([kind.title, look.title, look.send] + look.labels.values + look.help.values, kind.rawValue)
        for field in RecordForm.head + kind.type.fields {
            check([field.title, field.allowed] + field.options.map(\.title), "\(kind.rawValue) \(field.name)")
        }
    }

    @Test func namesOfThingsUseTheWordsOfTheTrade() {
        check(NextStep.Action.allCases.map(\.title), "actions")
        check(Entry.Kind.allCases.map(\.title), "entries")
        check(Operator.Role.allCases.map(\.title) + Facility.Kind.allCases.map(\.title), "roles and kinds")
        check(Quantity.all.map(\.title), "quantities")
        check(LedgerItem.allCases.map(\.title) + Loss.Reason.allCases.map(\.title), "ledger")
    }

    private static let rules = [
        "carbon.cycle", "carbon.load", "carbon.pressure", "carbon.bypass", "carbon.temperature",
        "carbon.humidity", "carbon.velocity", "carbon.breakthrough", "carbon.emission", "carbon.quality",
        "carbon.record", "carbon.waste", "fume.cleaning", "fume.purifierOff", "fume.limit", "fume.efficiency",
        "fume.sensor", "fume.fouling", "fume.idle", "machinery.smoke", "machinery.test", "machinery.dpf",
        "machinery.nox", "machinery.urea", "machinery.exhaust", "machinery.registration", "dust.tsp", "dust.pm10",
        "dust.noise", "dust.spray", "dust.capture", "dust.grade", "complaint.answer", "complaint.close",
        "complaint.repeat", "complaint.evidence", "data.silent", "data.stuck", "data.range", "data.calibration",
        "data.contradiction", "data.tampering", "data.record", "clock.trust", "power.conditions", "visit.rectification",
        "own",
    ]

    @Test(arguments: rules) func aFindingsShortTitleUsesTheWordsOfTheTrade(_ rule: String) {
        let shorts = [Finding.Level.red, .yellow, .grey].map { level in
            let limit = Limit("days", 2, .day, source: "", verified: true)
            let text = Text(zh: "", en: "")
            return Finding(rule: rule, level: level, since: FixedSource.noon, limit: limit, text: text).short
        }
        check(shorts + [Finding.subject(of: rule)], rule)
    }

    // MARK: Everything else

    /// Every text in both languages of the sources, as far as it is written out.
    @Test(arguments: ["Facilities", "Rules", "WebPage", "Gateway/Page"])
    func everyTextOfTheSourcesUsesTheWordsOfTheTrade(
        target: String
    )
        throws
    {
        let folder = Program.repository + "/Sources/\(target)"
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
            // The table has the avoided words in it, and the names of the five systems are what stands on the labels.
            path.hasSuffix(".swift") && !path.contains("Terms/") && !path.hasSuffix("FacilityView+Titles.swift")
        }
        for file in files {
            let source = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            check(Self.texts(in: source), file)
        }
    }

    private static func texts(in source: String) -> [Text] {
        // What is put in has letters of its own.
        func said(_ literal: Substring) -> String {
            String(literal).replacing(/\\\([^()]*(\([^()]*\)[^()]*)*\)/, with: "–")
        }
        let chinese = source.matches(of: /\bzh:\s*"((?:[^"\\\n]|\\.)*)"/).map { Text(zh: said($0.output.1), en: "–") }
        let english = source.matches(of: /\ben:\s*"((?:[^"\\\n]|\\.)*)"/).map { Text(zh: "", en: said($0.output.1)) }
        return chinese + english
    }
}

extension RecordField {
    fileprivate var options: [Option] {
        switch content {
        case .choice(let options), .choices(let options): options
        case .number, .text, .time, .photographs, .texts, .objects: []
        }
    }
}

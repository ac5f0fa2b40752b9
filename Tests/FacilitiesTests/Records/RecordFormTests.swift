import Facilities
import Foundation
import Testing

private let now = Timestamp("2026-11-23T02:00:00Z")!

@Suite struct RecordFormTests {
    private let head: [String: FieldValue] = ["at": .text("2026-11-23T01:00:00Z"), "by": .text("王")]

    private func wrong(_ kind: RecordKind, _ body: [String: FieldValue]) -> [String] {
        RecordForm(kind).problems(with: RecordDraft(head: head, body: body), now: now).map(\.field)
    }

    @Test func everythingThatIsWrongIsNamedAtOnce() {
        let body: [String: FieldValue] = [
            "mass": .number(-1), "form": .text("lump"), "wieght": .number(1), "iodineValue": .text("viel"),
        ]
        let problems = RecordForm(CarbonReplacement.kind).problems(
            with: RecordDraft(head: ["at": .text("gestern"), "by": .text("")], body: body), now: now)
        #expect(problems.map(\.field) == ["at", "by", "mass", "form", "iodineValue", "wieght", "iodineMethod"])
        #expect(
            problems[2].text
                == Text(
                    zh: "新炭装填量（mass）不允许：应为0.1至1000000 kg的数",
                    en: "new carbon filled in (mass) is not allowed: a number from 0.1 to 1000000 kg")
        )
        #expect(
            problems[0].text.en
                == "when (at) is not allowed: a time such as 2026-11-23T02:00:00Z or 2026-11-23T10:00:00+08:00"
        )
    }

    @Test(arguments: [
        (0.1, true), (1_000_000, true), (0.09, false), (1_000_000.1, false), (Double.nan, false), (.infinity, false),
    ]) func aNumberIsWithinItsRange(mass: Double, isRight: Bool) {
        #expect(wrong(CarbonReplacement.kind, ["mass": .number(mass)]).isEmpty == isRight)
    }

    @Test(arguments: [
        (FieldValue.text(String(repeating: "炭", count: 1000)), true),
        (.text(String(repeating: "炭", count: 1001)), false), (.text("a\u{1}"), false), (.text("a\nb"), true),
        (.number(1), false), (.other, false), (.nothing, true),
    ]) func aTextIsNotTooLongAndCanBePrinted(remark: FieldValue, isRight: Bool) {
        #expect(wrong(Cleaning.kind, ["remark": remark]).isEmpty == isRight)
    }

    @Test(arguments: [
        (FieldValue.list(["plates", "duct"]), true), (.list(["plates", "roof"]), false), (.list([]), true),
        (.text("plates,duct"), true), (.text("plates"), true), (.text("极板"), false), (.number(1), false),
    ]) func severalChoicesAreAListOrATextWithCommas(parts: FieldValue, isRight: Bool) {
        #expect(wrong(Cleaning.kind, ["parts": parts]).isEmpty == isRight)
    }

    @Test(arguments: [
        ("2026-11-23T01:00:00Z", "2026-11-23T02:00:00Z", true), ("2026-11-23T01:00:00Z", "2026-11-23T03:00:00Z", false),
        ("2026-11-23T00:30:00Z", "2026-11-23T01:30:00Z", false),
        ("2026-11-23T02:00:00Z", "2026-11-23T01:00:00Z", false),
        ("2036-11-23T01:00:00Z", "2036-11-23T02:00:00Z", false),
    ]) func theCitysAirIsOfOneHourThatIsOver(from: String, to: String, isRight: Bool) {
        let body: [String: FieldValue] = ["from": .text(from), "to": .text(to), "pm10": .number(70)]
        #expect(wrong(CityAir.kind, body).isEmpty == isRight)
    }

    @Test func anIodineValueNeedsItsMethod() {
        let looks: [String: FieldValue] = ["colour", "form", "weight", "bubbles"].reduce(into: [:]) {
            $0[$1] = .text("good")
        }
        #expect(wrong(CarbonInspection.kind, looks).isEmpty)
        #expect(wrong(CarbonInspection.kind, looks.merging(["iodineValue": .number(800)]) { $1 }) == ["iodineMethod"])
        let whole: [String: FieldValue] = ["iodineValue": .number(800), "iodineMethod": .text("GB/T 7702.7-2023")]
        #expect(wrong(CarbonInspection.kind, looks.merging(whole) { $1 }).isEmpty)
    }

    @Test(arguments: [("2026-11-23T02:05:00Z", true), ("2026-11-23T02:05:01Z", false), ("2026-11-23", false)])
    func nothingIsToldOfWhatIsStillToCome(at: String, isRight: Bool) {
        let head: [String: FieldValue] = ["at": .text(at), "by": .text("王")]
        #expect(
            RecordForm(Cleaning.kind).problems(with: RecordDraft(head: head, body: [:]), now: now).isEmpty == isRight)
    }

    @Test(arguments: [
        ("2026-11-30T01:00:00Z", true), ("2026-11-30T01:00:01Z", false), ("2026-11-23T00:00:00Z", true),
    ]) func maintenanceIsAnnouncedForAWeekAtMost(until: String, isRight: Bool) {
        let body: [String: FieldValue] = [
            "mode": .text("maintenance"), "until": .text(until), "text": .text("换滤筒"),
        ]
        #expect(wrong(Maintenance.kind, body).isEmpty == isRight)
    }

    @Test(arguments: [
        ("2026-12-23T01:00:00Z", true), ("2026-12-23T01:00:01Z", false), ("2026-11-23T01:00:00Z", false),
    ]) func aFindingIsShelvedForThirtyDaysAtMostAndNotForThePast(until: String, isRight: Bool) {
        let body: [String: FieldValue] = [
            "rule": .text("carbon.cycle"), "until": .text(until), "text": .text("等待到货"),
        ]
        #expect(wrong(Shelving.kind, body).isEmpty == isRight)
    }

    @Test(arguments: RecordKind.allCases) func everyFieldIsNamedOnceInBothLanguages(kind: RecordKind) {
        let fields = RecordForm(kind).fields
        #expect(Set(fields.map(\.name)).count == fields.count)
        #expect(fields.allSatisfy { !$0.title.zh.isEmpty && !$0.title.en.isEmpty })
    }

    @Test func aRecordWithoutATimeIsOfTheMomentAtWhichItIsEntered() throws {
        let draft = RecordDraft(head: ["by": .text("王")], body: ["kind": .text("cleaning")])
        #expect(try RecordForm(Cleaning.kind).record(draft, now: now).at == now)
    }

    @Test func anEmptyFieldIsAnAbsentOne() throws {
        let body: FieldValues = [
            "kind": .text("replacement"), "mass": .number(1000), "maker": .text(" "), "bags": .text(""),
        ]
        let record = try RecordForm(CarbonReplacement.kind).record(RecordDraft(head: head, body: body), now: now)
        #expect(record.body as? CarbonReplacement == CarbonReplacement(mass: 1000))
    }

    @Test(arguments: [
        ("2026-11-23T09:30:00+08:00", "2026-11-23T01:30:00Z"), ("2026-11-22T20:30:00-05:00", "2026-11-23T01:30:00Z"),
        ("2026-11-23T01:30:00.250+00:00", "2026-11-23T01:30:00.250Z"),
    ]) func aTimeMayHaveItsDistanceFromUTC(at: String, utc: String) throws {
        let draft = RecordDraft(head: ["at": .text(at), "by": .text("王")], body: ["kind": .text("cleaning")])
        #expect(try RecordForm(Cleaning.kind).record(draft, now: now).at == Timestamp(utc))
    }

    @Test(arguments: ["1999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"]) func nothingIsFromBeforeTheYear2000(at: String) {
        let draft = RecordDraft(head: ["at": .text(at), "by": .text("王")], body: [:])
        #expect(RecordForm(Cleaning.kind).problems(with: draft, now: now).map(\.field) == ["at"])
    }

    /// One letter may have thousands of marks, and a name may turn what stands behind it.
    @Test(arguments: [
        "a" + String(repeating: "\u{301}", count: 60), "王\u{202E}", "王\u{7F}", "王\u{85}", "王\u{2066}",
    ]) func aNameIsCountedInCodePointsAndCanBePrinted(by: String) {
        let draft = RecordDraft(head: ["by": .text(by)], body: [:])
        #expect(RecordForm(Cleaning.kind).problems(with: draft, now: now).map(\.field) == ["by"])
    }

    @Test func ofThousandsOfUnknownFieldsAFewAreNamed() {
        var body: FieldValues = [:]
        for number in 0..<6000 { body[String(repeating: "x", count: 100) + "\(number)"] = .number(1) }
        let problems = RecordForm(Cleaning.kind).problems(with: RecordDraft(head: head, body: body), now: now)
        #expect(problems.count == 5 && problems.allSatisfy { $0.field.count == 64 })
    }

    /// Every kind, with all of its fields and with those that must be there: what a form takes in is what JSON gives back.
    @Test(arguments: RecordKind.allCases, [true, false])
    func whatAFormTakesInIsReadAgainFromJSON(kind: RecordKind, isWhole: Bool) throws {
        var body: FieldValues = ["kind": .text(kind.rawValue)]
        for field in kind.type.fields where isWhole || field.isRequired { body[field.name] = field.example }
        // A complaint needs a text or a photograph.
        if kind == Complaint.kind { body["text"] = .text("油烟") }
        // Only an order has a deadline, and only night work a permit.
        if kind == Visit.kind, isWhole { body["result"] = .text("rectify") }
        if kind == SiteMeasure.kind, isWhole { body["measures"] = .list(["night"]) }
        let record = try RecordForm(kind).record(RecordDraft(head: head, body: body), now: now)
        #expect(record.body.values == body.filter { $0.key != "kind" })
        let json = try JSONEncoder().encode(record)
        #expect(try JSONDecoder().decode(Record.self, from: json) == record)
    }

    @Test func aComplaintNeedsATextOrAPhotograph() {
        func problems(_ more: FieldValues) -> [String] {
            let body: FieldValues = ["kind": .text("complaint"), "id": .text("T-1")].merging(more) { $1 }
            return RecordForm(Complaint.kind).problems(with: RecordDraft(head: head, body: body), now: now).map(\.field)
        }
        let photograph = String(repeating: "0a", count: 32)
        #expect(problems([:]) == ["text"])
        #expect(problems(["text": .text("  ")]) == ["text"])
        #expect(problems(["photographs": .list([])]) == ["text"])
        #expect(problems(["photographs": .list([photograph])]) == [])
        #expect(problems(["text": .text("油烟")]) == [])
    }

    @Test(arguments: [
        (["0a"], false), (["../../etc/passwd"], false), ([String(repeating: "0A", count: 32)], false),
        ([String(repeating: "0a", count: 32)], true),
        ((0..<3).map { String(repeating: "0\($0)", count: 32) }, true),
        ((0..<4).map { String(repeating: "0\($0)", count: 32) }, false),
        ([String(repeating: "0a", count: 32), String(repeating: "0a", count: 32)], false),
    ]) func upToThreeDifferentPhotographsAreNamedByTheirHashes(ids: [String], isRight: Bool) {
        let body: FieldValues = ["kind": .text("cleaning"), "before": .list(ids)]
        let problems = RecordForm(Cleaning.kind).problems(with: RecordDraft(head: head, body: body), now: now)
        #expect(problems.map(\.field) == (isRight ? [] : ["before"]))
    }

    /// A ledger is read whatever the ranges are today.
    @Test func rangesAreNotCheckedOnReading() throws {
        let json = #"{"at":"2026-11-23T01:00:00Z","by":"王","body":{"kind":"replacement","mass":-1}}"#
        let record = try JSONDecoder().decode(Record.self, from: Data(json.utf8))
        #expect(record.body as? CarbonReplacement == CarbonReplacement(mass: -1))
    }

    @Test(arguments: [
        #"{"kind":"replacement"}"#, #"{"kind":"replacement","mass":"viel"}"#, #"{"kind":"unheardOf"}"#, #"[]"#,
        #"{"kind":"replacement","mass":1,"form":"lump"}"#, #"{"kind":"cleaning","parts":["roof"]}"#,
    ]) func whatIsNoRecordIsNotRead(body: String) {
        let json = #"{"at":"2026-11-23T01:00:00Z","by":"王","body":\#(body)}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Record.self, from: Data(json.utf8)) }
    }
}

extension RecordField {
    /// A value that is right by itself.
    fileprivate var example: FieldValue {
        switch content {
        case .number(let range, _): .number(range.lowerBound)
        case .text: .text(name == "link" ? "https://ma.example.cn/" : "文字")
        case .choice(let options): .text(options[0].value)
        case .choices(let options): .list([options[0].value])
        case .photographs: .list([String(repeating: "a", count: 64)])
        case .texts: .list(["文字", "text"])
        case .objects(let count, let members):
            .objects(Array(repeating: members.reduce(into: [:]) { $0[$1.name] = $1.example }, count: count))
        // One hour of the clock that is over.
        case .time:
            .text(
                ["from", "permitFrom"].contains(name)
                    ? "2026-11-23T00:00:00Z" : name == "to" ? "2026-11-23T01:00:00Z" : "2026-11-23T01:30:00Z"
            )
        }
    }
}

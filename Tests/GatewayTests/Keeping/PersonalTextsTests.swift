import Facilities
import Foundation
import Journal
import Logging
import MQTT
import Rules
import SiteConfiguration
import TestSupport
import Testing

@testable import Gateway
@testable import Uplinks

private let now = Timestamp("2026-12-01T02:00:00Z")!
private let name = "张三丰"

private let facilities = [
    Facility(
        code: Facility.Code("NJ320104C000018")!, name: "吸附箱",
        settings: .activatedCarbon(CarbonSettings(form: .granular))),
    Facility(code: Facility.Code("NJ320104F000025")!, name: "厨房", settings: .fumePurifier(FumeSettings(stoves: 4))),
    Facility(
        code: Facility.Code("NJ320104M000034")!, name: "机械",
        settings: .nonroadMachinery(MachinerySettings(limitClass: .two, power: 100))),
    Facility(code: Facility.Code("NJ320104D000049")!, name: "工地", settings: .dustSite),
    Facility(
        code: Facility.Code("NJ320104T000056")!, name: "投诉点", settings: .complaintPoint(ComplaintSettings())),
]

/// Names and free text of every kind of record: where they are, and that they are gone once they were erased.
struct PersonalTextsTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/j.sqlite" }

    private struct House {
        var journal: Journal
        var driven: DrivenKeeping
        var sequences: [Int64]
    }

    /// Enters a record of every kind, whose personal fields have the name, at the first facility that takes it.
    private func house() async throws -> House {
        let journal = try Journal.open(path: path, now: now)
        let driven = try DrivenKeeping(facilities, journal: journal)
        await driven.tick(now - .hours(1))
        let desk = try Desk(driven.keeping, journal: journal, of: facilities)
        var sequences: [Int64] = []
        for (number, kind) in RecordKind.allCases.enumerated() {
            let target = facilities.first { kind.facilities.contains($0.kind) } ?? facilities[0]
            let rule = await driven.rules[target.code]!.status.findings.first?.rule ?? "none"
            let draft = RecordDraft(head: ["by": .text(name)], body: body(of: kind, rule: rule))
            let reply = await desk.enter(
                Command(
                    draft, at: kind == CityAir.kind || kind.isOfGateway ? nil : target.code, id: "r\(number)"),
                for: .named, from: source(of: kind), now: now + .seconds(number))
            #expect(reply.answer == .kept, "\(kind.rawValue): \(reply.problems)")
            sequences += reply.sequences
        }
        await driven.tick(now + .minutes(1))
        return House(journal: journal, driven: driven, sequences: sequences)
    }

    private static let question: FieldValues = [
        "text": .text("7"), "answers": .list(["1", "2"]), "right": .number(0),
    ]

    /// Only who has signed in reads notices and answers questions.
    private func source(of kind: RecordKind) -> Source {
        if kind == PlatformSetting.kind { return .uplink("bureau", accepts: AcceptedKinds([kind.rawValue])) }
        guard kind.broker == .never, kind.isOfGateway else { return .local }
        return .page(address: "10.0.0.7", .signedIn(Operator(name: name, role: .operator, since: now - .days(1))))
    }

    private func body(of kind: RecordKind, rule: String) -> FieldValues {
        var body: FieldValues = ["kind": .text(kind.rawValue)]
        for field in kind.type.fields {
            body[field.name] =
                switch (field.name, field.content) {
                case ("rule", _): .text(rule)
                case ("cause", _), ("corrects", _): nil
                case ("id", _): .text("T-1")
                case ("state", _) where kind == ComplaintProgress.kind: .text("forwarded")
                case ("result", _) where kind == Visit.kind: .text("rectify")
                case ("measures", _): .list(["night"])
                case ("link", _): .text("https://ma.example.cn/")
                case (_, .texts(let range, _)): .list((0..<range.lowerBound).map { "\($0)" })
                case (_, .objects(let count, _)): .objects(Array(repeating: Self.question, count: count))
                case (_, .number(let range, _)): .number(range.lowerBound)
                case (_, .text): .text(field.isPersonal ? "\(name)说" : "7")
                case (_, .choice(let options)): .text(options[0].value)
                case (_, .choices(let options)): .list([options[0].value])
                // No name and no text, and they need a store.
                case (_, .photographs): nil
                case ("from", .time): .text((now - .hours(1)).description)
                case ("until", .time), ("permitUntil", .time), ("deadline", .time): .text((now + .days(1)).description)
                case (_, .time): .text(now.description)
                }
        }
        return body
    }

    private func isInFile(_ text: String) -> Bool {
        [path, path + "-wal"].contains { file in
            let data = FileManager.default.contents(atPath: file) ?? Data()
            return data.range(of: Data(text.utf8)) != nil
        }
    }

    @Test func rulesStatusesAndMessagesHaveNone() async throws {
        let house = try await house()
        for facility in facilities {
            let state = try #require(try house.journal.ruleState(of: facility.code))
            #expect(!state.state.contains(name), "\(facility.name)")
            let status = try #require(house.driven.keeping.board.standing(of: facility.code)?.status)
            #expect(!String(decoding: status.json, as: UTF8.self).contains(name))
        }
        let items = try house.journal.portion(after: 0, limit: 1000)
        let topics = Topics(prefix: "mashang/2", gateway: "NJ-1")
        let messages = packed(items, topics, isBackfill: true)
        #expect(messages.count > RecordKind.allCases.count)
        #expect(!messages.contains { String(decoding: $0.payload, as: UTF8.self).contains(name) })
        let bodies = try house.journal.ledger(after: 0, limit: 1000).map(\.body)
        #expect(!bodies.contains { $0.contains(name) })
    }

    @Test func anUplinkThatMayHaveThemGetsThem() async throws {
        let house = try await house()
        var topics = Topics(prefix: "mashang/2", gateway: "NJ-1")
        topics.isPersonal = true
        let messages = packed(try house.journal.portion(after: 0, limit: 1000), topics, isBackfill: true).map {
            String(decoding: $0.payload, as: UTF8.self)
        }
        #expect(messages.count { $0.contains(#""by":"\#(name)""#) } == house.sequences.count)
    }

    @Test func onceErasedTheyAreNowhereAndTheLedgerIsWhole() async throws {
        let house = try await house()
        #expect(isInFile(name))
        let requests = try LocalRequests(house.driven.keeping, journal: house.journal, of: facilities)
        for sequence in house.sequences {
            let request = LocalRequest(erase: "sequence:\(sequence)", everywhere: false, by: nil)
            let reply = try JSONDecoder().decode(
                Reply.self, from: Data(await requests.reply(to: [UInt8](JSONEncoder().encode(request)))))
            #expect(reply.answer == .kept, "\(reply.problems)")
        }
        await house.driven.tick(now + .minutes(2))
        #expect(!isInFile(name))
        #expect(try house.journal.ledgerFaults() == [])
        let copy = folder.path + "/copy.sqlite"
        try Journal.copy(path, to: copy, now: now)
        #expect(FileManager.default.contents(atPath: copy)?.range(of: Data(name.utf8)) == nil)
        // Also after the rules were shown everything again.
        let again = try DrivenKeeping(facilities, journal: house.journal)
        await again.tick(now + .minutes(3))
        #expect(!isInFile(name))
    }

    /// Their places were one word each before, and are not known any more.
    @Test func complaintsWhosePlacesWereErasedAreNotOfOnePlace() {
        let places = (1...3).map { number in
            Complaint(id: "\(number)", text: "", place: Erasure.placeholder).withoutPeople { $0 }.place
        }
        #expect(Set(places).count == 3)
    }
}

import Facilities
import Foundation
import Journal
import TestSupport
import Testing
import Uplinks

@testable import Gateway

/// What an uplink asks for.
@Suite(.timeLimit(.minutes(5))) struct RemoteRequestsTests {
    private static let code = DeskSite.sites[0]
    private static let start = Timestamp("2026-11-26T12:00:00Z")!

    private let folder = try! TemporaryFolder()

    /// Requests over a journal with a sample a second of two devices in turn, from the start on.
    private func requests(_ count: Int64 = 100) async throws -> RemoteRequests {
        let journal = try Journal.open(path: folder.path + "/j.sqlite", maximumBytes: 1 << 30, now: Self.start)
        var batch = Batch()
        batch.samples = (0..<count).map { index in
            let time = Self.start + .seconds(Int(index))
            let readings = [
                Reading(.tsp, Double(index), .microgramPerCubicMetre), Reading(.noise, 50, .decibel),
            ]
            let sample = Sample(device: DeviceID(index % 2 == 0 ? "east" : "west"), time: time, readings: readings)
            return Kept(sequence: index + 1, facility: Self.code, time: time, sample)
        }
        try await journal.commit(batch)
        var facility = Facility(code: Self.code, name: "工地", settings: .dustSite)
        facility.channels = [Channel(DeviceID("new"), .pm10)]
        return RemoteRequests(
            gateway: "NJ-1", [facility], journal: journal, board: Board(after: count)
        ) { fatalError("nobody asks for it") }
    }

    private func answer(
        _ requests: RemoteRequests, _ members: String, for target: Targets.Target = .facility(code)
    ) async throws -> JSONValue {
        let text =
            #"{"schema":"\#(Command.schema)","id":"r-1","request":"readings"\#(members.isEmpty ? "" : ",")\#(members)}"#
        let request = try #require(RemoteRequest(Array(text.utf8)))
        let json = await requests.answer(to: request, for: target, by: "bureau", isPersonal: false)
        return try JSONDecoder().decode(JSONValue.self, from: Data(json))
    }

    private static let all = #""from":"2026-11-26T00:00:00Z","to":"2026-11-27T00:00:00Z""#

    /// The sequences of an answer, in order, and those of each device.
    private func sequences(_ answer: JSONValue) -> [Int64] {
        guard case .array(let messages)? = answer["readings"] else { return [] }
        return messages.flatMap { message -> [Int64] in
            guard case .array(let items)? = message["sequence"] else { return [] }
            return items.compactMap { if case .integer(let number) = $0 { number } else { nil } }
        }.sorted()
    }

    private func fields(_ answer: JSONValue) -> [String] {
        guard case .array(let problems)? = answer["problems"] else { return [] }
        return problems.compactMap { $0["field"]?.string }
    }

    // MARK: What is answered

    /// Who asks must not take what is damaged for what was never measured.
    @Test func whatCannotBeReadOfTheStretchAndTheDeviceIsNamed() async throws {
        let requests = try await requests()
        _ = try await output(
            of: "sqlite3",
            [
                folder.path + "/j.sqlite", ".timeout 10000", "UPDATE sample SET data = x'09' WHERE sequence = 13",
            ])
        let stretch = #""from":"2026-11-26T12:00:10Z","to":"2026-11-26T12:00:20Z""#
        let expected = JSONValue.array([
            .object(["count": .integer(1), "device": .string("east"), "from": .integer(13), "to": .integer(13)])
        ])
        #expect(try await answer(requests, stretch)["unreadable"] == expected)
        #expect(try await answer(requests, stretch + #","device":"west""#)["unreadable"] == nil)
        let later = #""from":"2026-11-26T12:00:20Z","to":"2026-11-26T12:00:30Z""#
        #expect(try await answer(requests, later)["unreadable"] == nil)
    }

    @Test func theSamplesOfAStretchFromItsBeginningUntilBeforeItsEnd() async throws {
        let requests = try await requests()
        let found = try await answer(requests, #""from":"2026-11-26T12:00:10Z","to":"2026-11-26T12:00:20Z""#)
        #expect(sequences(found) == Array(11...20))
        #expect((found["id"]?.string, found["answer"]?.string, found["next"]) == ("r-1", "readings", .null))
    }

    @Test(arguments: [
        ("2026-11-26T20:00:10+08:00", "2026-11-26T20:00:20+08:00"),
        ("2026-11-26T06:30:10-05:30", "2026-11-26T12:00:20.000Z"),
        ("2026-11-27T02:00:10+14:00", "2026-11-26T12:00:20+00:00"),
    ]) func timesMayHaveAnyDistanceFromUTC(from: String, to: String) async throws {
        let found = try await answer(try await requests(), #""from":"\#(from)","to":"\#(to)""#)
        #expect(sequences(found) == Array(11...20))
    }

    @Test func aDeviceAndQuantitiesMayBeChosen() async throws {
        let requests = try await requests()
        let east = try await answer(requests, Self.all + #","device":"east","quantities":["noise"]"#)
        #expect(sequences(east) == (0..<50).map { $0 * 2 + 1 })
        guard case .array(let messages)? = east["readings"], case .object(let columns)? = messages[0]["readings"] else {
            Issue.record("\(east)")
            return
        }
        #expect(Array(columns.keys) == ["noise"])
        let none = try await answer(requests, Self.all + #","device":"new""#)
        #expect(sequences(none) == [] && none["next"] == .null && fields(none) == [], "nothing was measured yet")
    }

    @Test(arguments: [1, 7, 50, 99, 100, 101]) func pagesGiveEverySampleOnce(limit: Int) async throws {
        let requests = try await requests()
        var (found, after, pages): ([Int64], String, Int) = ([], "", 0)
        while true {
            let page = try await answer(requests, Self.all + #","limit":\#(limit)\#(after)"#)
            found += sequences(page)
            pages += 1
            guard case .integer(let next)? = page["next"] else { break }
            after = #","after":\#(next)"#
            try #require(pages <= 101)
        }
        #expect(found == Array(1...100))
        #expect(pages == (100 + limit - 1) / limit)
    }

    @Test func aPageEndsWhereSixtyKilobytesDo() async throws {
        let requests = try await requests(3000)
        var (found, after, pages): ([Int64], String, Int) = ([], "", 0)
        while true {
            let page = try await answer(requests, Self.all + after)
            #expect(page.json.count < 66_000, "with its members in another order")
            found += sequences(page)
            pages += 1
            guard case .integer(let next)? = page["next"] else { break }
            after = #","after":\#(next)"#
        }
        #expect(found == Array(1...3000))
        #expect(2...5 ~= pages, "\(pages)")
    }

    @Test func afterTheEndThereIsNothing() async throws {
        let found = try await answer(try await requests(), Self.all + #","after":9223372036854775807"#)
        #expect(sequences(found) == [] && found["next"] == .null)
    }

    // MARK: Mistakes

    @Test(arguments: [
        ("", ["from", "to"]), (#""from":"2026-11-26T12:00:00","to":5"#, ["from", "to"]),
        (#""from":"2026-11-26T12:00:00Z","to":"2026-11-26T12:00:00Z""#, ["to"]),
        (all + #","device":"south""#, ["device"]), (all + #","device":1"#, ["device"]),
        (all + #","quantities":[]"#, ["quantities"]), (all + #","quantities":["tps"]"#, ["quantities"]),
        (all + #","quantities":"tsp""#, ["quantities"]), (all + #","after":-1"#, ["after"]),
        (all + #","after":"5""#, ["after"]), (all + #","limit":0"#, ["limit"]), (all + #","limit":2001"#, ["limit"]),
        (all + #","limit":1.5,"device":"x""#, ["device", "limit"]), (all + #","form":1"#, ["form"]),
        (all + #","record":{}"#, ["record"]),
    ]) func aMistakeNamesItsMember(members: String, wrong: [String]) async throws {
        let found = try await answer(try await requests(10), members)
        #expect(fields(found) == wrong && found["answer"]?.string == "refused", "\(found)")
        #expect(found["id"]?.string == "r-1")
    }

    @Test func readingsAreOfOneFacilityThatIsHere() async throws {
        let requests = try await requests(1)
        #expect(fields(try await answer(requests, Self.all, for: .all)) == ["request"])
        #expect(fields(try await answer(requests, Self.all, for: .facility(nil))) == ["code"])
        #expect(fields(try await answer(requests, Self.all, for: .facility(DeskSite.kitchen))) == ["code"])
    }

    @Test(arguments: [
        (#"{"schema":"\#(Command.schema)","request":"reports"}"#, "request"),
        (#"{"schema":"\#(Command.schema)","request":5}"#, "request"),
        (#"{"schema":"mashang/command/0","request":"report"}"#, "schema"),
        (#"{"schema":"\#(Command.schema)","request":"report","id":"a b"}"#, "id"),
        (#"{"schema":"\#(Command.schema)","request":"report","from":1}"#, "from"),
    ]) func whatIsNoRequestIsRefused(text: String, field: String) async throws {
        let request = try #require(RemoteRequest(Array(text.utf8)))
        #expect { try request.kind() } throws: { ($0 as? Refusal)?.problems.map(\.field) == [field] }
    }

    @Test(arguments: [#"{"schema":"x","record":{}}"#, "[]", "", #""request""#]) func whatAsksForNothingIsNone(
        text: String
    ) {
        #expect(RemoteRequest(Array(text.utf8)) == nil)
    }

    @Test func tooManyRequestsWait() async throws {
        let requests = try await requests(1)
        let start = ContinuousClock.now
        var count = 0
        while fields(try await answer(requests, Self.all)) == [] { count += 1 }
        #expect(120...(121 + Int((.now - start) / .seconds(3))) ~= count, "one comes back in 3 s")
        let other = try #require(RemoteRequest(Array(#"{"schema":"\#(Command.schema)","request":"readings"}"#.utf8)))
        let json = await requests.answer(to: other, for: .facility(Self.code), by: "owner", isPersonal: false)
        #expect(!String(decoding: json, as: UTF8.self).contains("later"), "another uplink has its own quota")
    }
}

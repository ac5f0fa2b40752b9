import Foundation
import TestSupport
import Testing

/// The centre of `docs/mqtt.md`: Debian's PostgreSQL and mosquitto.
@Suite(.timeLimit(.minutes(2)), .enabled(if: PostgreSQL.isInstalled, "scripts/setup installs postgresql"))
struct CentreTests {
    private static let facility = "mashang/2/NJ-QH-0001/NJ320104C000018"

    private func centre() async throws -> PostgreSQL {
        let centre = try await PostgreSQL()
        let loaded = try await centre.shell("psql -q -v ON_ERROR_STOP=1 -f \"$1\"", GuideFiles.folder + "/centre.sql")
        try #require(loaded.status == 0, "\(loaded.output)")
        return centre
    }

    /// Gives payloads to the centre, in their order.
    private func take(_ payloads: [String], _ centre: PostgreSQL) async throws {
        let calls = payloads.map { "select take($m$\(GuideFiles.line(Self.facility, $0))$m$);" }
        _ = try await centre.rows(calls.joined(separator: "\n"))
    }

    private static func sample(
        _ sequences: [Int], after previous: Int?, _ values: String, isAbout: Bool = false
    ) -> String {
        let about = isAbout ? #""about":{"rule":"r","cause":"c"},"# : ""
        return #"{"schema":"mashang/readings/2","gateway":"G","epoch":"e","code":"C","device":"d",\#(about)"#
            + #""sequence":\#(sequences),"previous":\#(previous.map(String.init) ?? "null"),"#
            + #""time":\#(sequences.map { $0 * 1000 }),"readings":{"p":{"unit":"Pa","value":\#(values)}}}"#
    }

    @Test func itTakesWhatABrokerHasKept() async throws {
        let centre = try await centre()
        let broker = try Broker()
        try await broker.start()
        let session = "mosquitto_sub -p \(broker.port) -V 5 -x 604800 -q 1 -c -i centre -t 'mashang/2/#' -E"
        #expect(try await centre.shell(session).status == 0)
        let names = ["state-online", "status", "readings", "backfill", "readings", "means", "event-loss"]
        for name in names {
            let publish = "mosquitto_pub -p \(broker.port) -q 1 -t \(Self.facility)/x -m \"$1\""
            #expect(try await centre.shell(publish, GuideFiles.golden(name)).status == 0)
        }
        let taken = try await centre.shell(
            "bash \(GuideFiles.folder)/centre.sh -p \(broker.port) -C \(names.count)")
        #expect(taken.status == 0 && taken.output.isEmpty, "\(taken.output)")
        #expect(
            try await centre.rows("select sequence, stream, previous, time from item order by sequence") == [
                "7|line-1/3|5|2026-11-23 02:00:07+00", "8|line-1/3|7|2026-11-23 02:00:08+00",
                "9|15min|4|2026-11-23 02:00:00+00", "184467|events|184460|2026-11-23 02:00:00+00",
            ])
        #expect(
            try await centre.rows("select body->'pressureDrop' from item where sequence in (7, 8) order by sequence")
                == ["812.5", "null"])
        #expect(
            try await centre.rows("select missing, before from gap order by before") == ["5|7", "4|9", "184460|184467"])
        #expect(try await centre.rows("select code, action, due from due") == ["NJ320104D000049|reduceDust|2026-11-23"])
        #expect(try await centre.rows("select sequence from head") == ["184460"])
    }

    @Test func samplesAroundAFindingNeitherOpenNorCloseAChain() async throws {
        let centre = try await centre()
        try await take(
            [
                Self.sample([2], after: nil, "[1]"), Self.sample([3, 4], after: nil, "[2,3]", isAbout: true),
                Self.sample([4, 6], after: 2, "[3,null]"), Self.sample([4], after: nil, "[3]", isAbout: true),
            ], centre)
        #expect(
            try await centre.rows("select sequence, previous, body->'p' from item order by sequence")
                == ["2||1", "3||2", "4|2|3", "6|4|null"])
        #expect(try await centre.rows("select * from gap") == [])
    }

    @Test func aLossExplainsAGap() async throws {
        let centre = try await centre()
        let loss = try GuideFiles.golden("event-loss").replacing(#""previous":184460"#, with: #""previous":null"#)
        try await take(
            [loss]
                + [100, 101, 180, 181].map { previous in
                    Self.sample([previous + 500], after: previous, "[1]").replacing("\"G\"", with: "\"NJ-QH-0001\"")
                }, centre)
        #expect(try await centre.rows("select missing from gap order by missing") == ["100", "181"])
    }

    @Test func aLedgerThatWasAlteredShows() async throws {
        let centre = try await centre()
        let state = try GuideFiles.golden("state-online")
        try await take([state, state], centre)
        #expect(try await centre.rows("select * from altered") == [])
        try await take([state.replacing("5f5f5f", with: "6a6a6a")], centre)
        #expect(try await centre.rows("select gateway, sequence from altered") == ["NJ-QH-0001|184460"])
        #expect(try await centre.rows("select count(*) from state") == ["1"])
    }
}

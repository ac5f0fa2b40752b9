import Delivery
import Foundation
import TestSupport
import Testing

/// Two uplinks: each with its own position, backlog and reason.
@Suite(.timeLimit(.minutes(10))) struct TwoUplinksTests {
    private let first = try! GatedBroker()
    private let second = try! GatedBroker()

    private var bureau: String { UplinksSite.uplink("bureau", at: first.port) }

    private func owner(_ more: String = "") -> String { UplinksSite.uplink("owner", at: second.port, more: more) }

    private func witness(of broker: GatedBroker) async throws -> Witness {
        let witness = try Witness(of: broker)
        try await broker.start(for: witness)
        return witness
    }

    @Test func oneThatIsAwayDoesNotHoldTheOtherUpAndBothGetEverything() async throws {
        let atBureau = try await witness(of: first)
        defer { atBureau.stop() }
        let site = try UplinksSite(bureau, owner("from: beginning"))
        let gateway = try site.start()
        #expect(await atBureau.wait { $0.newestAnswer >= 30 })
        let reports = try await site.reports()
        #expect(
            reports.map(\.name) == ["bureau", "owner"] && reports.map(\.isConnected) == [true, false], "\(reports)")
        #expect(reports[0].backlog <= 5 && reports[1].backlog >= 30, "\(reports)")
        #expect(reports[0].reason == nil && reports[1].reason != nil, "\(reports)")
        let atOwner = try await witness(of: second)
        defer { atOwner.stop() }
        #expect(await atOwner.wait { $0.newestAnswer >= site.device.answered })
        _ = try await site.report(of: "owner") { $0.backlog <= 1 }
        try await site.expectEverything(of: "owner", at: atOwner, "\(gateway.output)")
        try await site.endAndExpectEverything(gateway, of: "bureau", at: atBureau)
    }

    @Test(arguments: ["", "from: beginning"])
    func oneThatIsAddedLaterStartsNowOrAtTheBeginning(_ from: String) async throws {
        let atBureau = try await witness(of: first)
        defer { atBureau.stop() }
        let atOwner = try await witness(of: second)
        defer { atOwner.stop() }
        let site = try UplinksSite(bureau)
        var gateway = try site.start()
        #expect(await atBureau.wait { $0.newestAnswer >= 10 })
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        let before = try await site.exported().max() ?? 0
        try site.configure([bureau, owner(from)])
        // A start without the broker counts, too: now is when it was first there.
        second.shut()
        gateway = try site.start()
        await site.measures(10)
        gateway.send(SIGHUP)
        await site.measures(10)
        try await second.open()
        try await site.expectEverything(
            of: "owner", at: atOwner, after: from.isEmpty ? before + 2 : 0, "\(gateway.output)")
        try await site.endAndExpectEverything(gateway, of: "bureau", at: atBureau)
        let came = Witness.sequences(atOwner.messages)
        #expect(came.contains(1) == !from.isEmpty && (from.isEmpty ? came.min()! >= before : true), "\(before)")
    }

    @Test(arguments: ["old row", "renamed"]) func theFirstTakesOverAPositionThatNobodyHasAnyMore(_ how: String)
        async throws
    {
        let atBureau = try await witness(of: first)
        defer { atBureau.stop() }
        let site = try UplinksSite(bureau)
        var gateway = try site.start()
        #expect(await atBureau.wait { $0.newestAnswer >= 10 })
        _ = try await site.report(of: "bureau") { $0.backlog <= 1 }
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        if how == "old row" {
            // As every version before had it.
            let sql = "UPDATE uplink SET name = 'broker'; SELECT changes();"
            let changed = try await output(of: "sqlite3", [site.journal, sql])
            #expect(changed == "1\n")
        }
        let before = Witness.sequences(atBureau.messages)
        let (newest, count) = (before.max() ?? 0, atBureau.messages.count)
        // Two names are new, and the first one is the heir.
        let heir = UplinksSite.uplink("city", at: first.port)
        try site.configure([heir, owner()])
        gateway = try site.start()
        #expect(await atBureau.wait { Witness.sequences($0).contains { $0 > newest + 10 } })
        let again = Witness.sequences(Array(atBureau.messages[count...])).filter { $0 <= newest - 2 }
        #expect(again.isEmpty, "sent again: \(again.sorted().prefix(10)) of \(newest)")
        #expect(try await site.reports().map(\.name) == ["city", "owner"])
        try await site.endAndExpectEverything(gateway, of: "city", at: atBureau)
        let rows = try await output(of: "sqlite3", [site.journal, "SELECT name FROM uplink ORDER BY name"])
        #expect(rows == "city\nowner\n")
    }
}

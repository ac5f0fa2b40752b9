import Delivery
import Foundation
import TestSupport
import Testing

/// C6: two gateways with one id at one broker, which ends the older of two connections with the same id.
@Suite(.timeLimit(.minutes(10))) struct SameIDCaseTests {
    @Test func theyLeaveEachOtherTimeAndEachNamesTheOther() async throws {
        let log = BrokerLog()
        let broker = try Broker("allow_anonymous true\n\(log.settings)")
        try await broker.start()
        let sites = try (1...2).map { _ in try UplinksSite(UplinksSite.uplink("bureau", at: broker.port)) }
        let gateways = try sites.map { try $0.start() }
        let tenths = FaultLength.of(150, long: 400)
        await sites[0].measures(tenths)
        for (site, gateway) in zip(sites, gateways) {
            let report = try await site.report(of: "bureau") { $0.otherGateway != nil }
            let shown = try await site.run("status").output
            #expect(shown.contains("另一台网关用相同的 id"), "\(shown)")
            #expect(report.otherGateway?.instance != nil)
            #expect(gateway.lines("Another gateway publishes with this gateway's id").count == 1, "\(gateway.output)")
        }
        let connects = log.connects(of: sites[0].id)
        print("same id: \(connects) connects in \(tenths / 10) s")
        // Each has two at its start: one to compare what the broker has, and one with a will.
        #expect(connects <= 10)
        for (site, gateway) in zip(sites, gateways) {
            #expect(gateway.lines("Broker ").count <= 10, "\(gateway.output)")
            #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
            #expect(try await site.exported().count >= tenths - 10)
        }
    }
}

import Delivery
import Foundation
import TestSupport
import Testing

/// Who has nothing but the messages finds each hole in a series, and none that is not there.
@Suite(.timeLimit(.minutes(10))) struct ContinuityCaseTests {
    @Test(arguments: ["readings: all, means: [1min]", "readings: 2s, means: [1min]"])
    func overOutageKillAndReloadEachSeriesIsAChain(_ publish: String) async throws {
        let broker = try GatedBroker()
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let uplink = UplinksSite.uplink("bureau", at: broker.port, publish: publish)
        let site = try UplinksSite(uplink)
        let killed = try site.start()
        #expect(await witness.wait { $0.newestAnswer > 0 })
        await site.measures(40)
        try await broker.stop(for: witness)
        await site.measures(60)
        try await broker.start(for: witness)
        await site.measures(40)
        await killed.end(SIGKILL)
        let gateway = try site.start()
        await site.measures(40)
        try site.configure([uplink], hasKitchen: false)
        gateway.send(SIGHUP)
        await site.measures(40)
        site.device.fallSilent()
        _ = try await site.report(of: "bureau") { $0.isConnected && $0.backlog == 0 }
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")

        let messages = witness.messages
        let whole = Chains(messages)
        #expect(whole.holes.isEmpty, "\(whole.holes)")
        #expect(whole.beginnings.allSatisfy { $0.value == 1 }, "\(whole.beginnings)")
        #expect(whole.links.count > 3)
        // Without one of its messages a series has a hole, unless that was the first or the last.
        let inner = messages.indices.filter { whole.isInner(messages[$0]) }
        // How many there are depends on how long the gateway was away.
        #expect(inner.count > 5)
        for index in stride(from: 0, to: inner.count, by: max(1, inner.count / 20)).map({ inner[$0] }) {
            var fewer = messages
            fewer.remove(at: index)
            #expect(!Chains(fewer).holes.isEmpty, "\(messages[index].text)")
        }
    }
}

/// The series of what came, by the messages alone: each sequence with the one that was sent before it.
private struct Chains {
    var links: [String: [Int: Int?]] = [:]
    /// How often each sequence came.
    var counts: [String: [Int: Int]] = [:]

    init(_ messages: [Witness.Message]) {
        for message in messages {
            let json = message.json
            guard let sequences = Self.sequences(json), let series = Self.series(json) else { continue }
            var previous = json["previous"] as? Int
            for sequence in sequences {
                links[series, default: [:]].updateValue(previous, forKey: sequence)
                counts[series, default: [:]][sequence, default: 0] += 1
                previous = sequence
            }
        }
    }

    private static func sequences(_ json: [String: Any]) -> [Int]? {
        guard json["about"] == nil else { return nil }
        return json["sequence"] as? [Int] ?? (json["sequence"] as? Int).map { [$0] }
    }

    private static func series(_ json: [String: Any]) -> String? {
        guard let schema = json["schema"] as? String, let epoch = json["epoch"] as? String else { return nil }
        let code = json["code"] as? String ?? "gateway"
        switch schema {
        case "mashang/readings/2": return "\(epoch) \(code) \(json["device"] ?? "")"
        case "mashang/means/2": return "\(epoch) \(code) \(json["interval"] ?? "")"
        case "mashang/event/2": return "\(epoch) \(code) events"
        default: return nil
        }
    }

    /// The sequences that are named and did not come.
    var holes: [String: [Int]] {
        links.compactMapValues { links in
            let missing = links.values.compactMap(\.self).filter { links[$0] == nil }
            return missing.isEmpty ? nil : missing
        }
    }

    /// How often each series begins.
    var beginnings: [String: Int] { links.mapValues { $0.values.count { $0 == nil } } }

    /// Whether something of its series came before a message, and something behind it names it.
    func isInner(_ message: Witness.Message) -> Bool {
        let json = message.json
        guard let sequences = Self.sequences(json), let series = Self.series(json), let links = links[series] else {
            return false
        }
        // What came twice is not missed once.
        guard sequences.allSatisfy({ counts[series]?[$0] == 1 }) else { return false }
        return sequences.last.map { last in links.values.contains { $0 == last } } ?? false
    }
}

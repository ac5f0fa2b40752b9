import Delivery
import Facilities
import Logging
import MQTT
import Synchronization
import TestSupport

@testable import Uplinks

/// An uplink that runs against a scripted broker, with a gateway in memory.
final class DrivenUplink: Sendable {
    static let root = "mashang/2/NJ-1"

    let site: MemorySite
    let broker: ScriptedBroker
    let uplink: MQTTUplink
    private let running: Task<Void, Never>

    /// - Parameters:
    ///   - isCompared: whether the broker's state need not be compared with the journal: the first connection delivers at once.
    ///   - patience: how long the broker may take to acknowledge a message.
    init(
        _ site: MemorySite, _ broker: ScriptedBroker, isCompared: Bool = true, patience: Duration = .seconds(30),
        retained: Set<String> = [], homeAssistant: HomeAssistant? = nil
    ) {
        (self.site, self.broker) = (site, broker)
        site.use(broker)
        let present = site.present
        let start = MQTTUplink.Start(
            name: "bureau", address: "127.0.0.1:\(broker.port)",
            topics: Topics(prefix: "mashang/2", gateway: "NJ-1", replies: ["bureau/replies"]), codes: [.here],
            progress: present.progress, chooser: Chooser(.everything), retained: retained,
            quarantined: present.quarantined, beginsEpoch: isCompared, homeAssistant: homeAssistant)
        var settings = MQTTSettings(host: "127.0.0.1", port: broker.port, clientID: "NJ-1")
        (settings.version, settings.cleanStart, settings.sessionExpiry) = (.v5, false, .seconds(7 * 86_400))
        let uplink = MQTTUplink(
            start, settings: { [settings] in settings }, site: site, source: site, logger: .silent,
            acknowledgements: AcknowledgementClock(patience: patience), staysOnline: { true })
        self.uplink = uplink
        running = Task { await uplink.run() }
    }

    /// Keeps so many items, one after the other.
    func keep(_ count: Int, _ make: (Int64) -> Item = Item.numbered) {
        for _ in 0..<count { uplink.committed(site.keep(make)) }
    }

    var report: UplinkReport { get async { await uplink.report() } }

    /// Waits, for a minute at most, until the report is as wanted. Returns the last one.
    @discardableResult
    func report(until isWanted: (UplinkReport) -> Bool) async -> UplinkReport {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let report = await report
            if isWanted(report) || ContinuousClock.now > end { return report }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits, for a minute at most, until the broker has accepted what is wanted.
    func accepts(_ isWanted: ([MQTTMessage]) -> Bool) async -> Bool {
        await report { _ in isWanted(broker.accepted) }
        return isWanted(broker.accepted)
    }

    /// Waits until nothing waits and nothing is refused, and returns the report.
    func delivered() async -> UplinkReport {
        await report { report in
            // What is live shows whether its topic is taken again.
            if report.isConnected, !report.refused.isEmpty { keep(1) }
            return report.isConnected && report.backlog == 0 && report.refused.isEmpty && report.reason == nil
        }
    }

    /// The items that the broker has neither accepted nor refused by name.
    var missing: [Int64] {
        let state = site.present
        let named = Set(broker.accepted.flatMap(\.sequences)).union(state.accepted)
            .union(state.quarantined.map(\.sequence))
        return state.items.map(\.sequence).filter { !named.contains($0) }
    }

    /// Ends the uplink as the program's end does.
    func end() async {
        uplink.inbox.end()
        await running.value
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

/// Whether a script still refuses.
final class Refusing: Sendable {
    private let isOver = Atomic(false)
    private let refusals = Atomic(0)

    /// The number of refusals so far.
    var count: Int { refusals.load(ordering: .relaxed) }

    func end() { isOver.store(true, ordering: .relaxed) }

    /// Returns an answer, and counts it, until the end; then nil.
    func answer(_ answer: ScriptedBroker.Answer) -> ScriptedBroker.Answer? {
        guard !isOver.load(ordering: .relaxed) else { return nil }
        refusals.add(1, ordering: .relaxed)
        return answer
    }
}

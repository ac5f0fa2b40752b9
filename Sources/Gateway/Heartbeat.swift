import AsyncAlgorithms
import Facilities
import ServiceLifecycle

/// Tells the service manager that the gateway runs, and then, as long as it is so, that it works. Whoever hears nothing for
/// long enough starts the gateway anew, which mends what hangs in it, and nothing else: a journal that is full or that
/// somebody keeps locked would be so for the next one, and what waits for it in memory would be lost.
struct Heartbeat: Service {
    let manager: ServiceManager
    let intake: Intake
    let pollers: [Poller]
    let uplink: Uplink
    let commitEvery: Duration

    /// How often people get a new line, where there is no watchdog that wants to hear more often.
    private static let news = Duration.seconds(30)

    func run() async throws {
        await intake.flush()
        manager.tell(.ready, .status(await line))
        let interval = min(manager.sign ?? Self.news, Self.news)
        for await _ in AsyncTimerSequence(interval: interval, clock: .continuous).cancelOnGracefulShutdown() {
            if await works(patience: interval) { manager.tell(.alive) }
            manager.tell(.status(await line))
        }
    }

    /// Whether passes through Intake come round, as they do not while a commit hangs, and every bus is still polled. A bus
    /// may take ten times as long: looking up the name of a host that nobody answers for takes a minute or two.
    private func works(patience: Duration) async -> Bool {
        guard await intake.sincePass < commitEvery + patience else { return false }
        for poller in pollers where await poller.overdue > patience * 10 { return false }
        return true
    }

    /// Such as `1 red, 3 green; broker connected; 0 waiting`.
    private var line: String {
        get async {
            let lights = await intake.statuses.values.map(\.status.light)
            let counts = Light.allCases.map { light in (lights.count { $0 == light }, light) }.filter { $0.0 > 0 }
            let backlog = await uplink.backlog()
            let parts: [String?] = [
                counts.isEmpty ? "no facilities" : counts.map { "\($0) \($1.rawValue)" }.joined(separator: ", "),
                broker(await uplink.isConnected), "\(backlog) waiting",
                await intake.isFailing ? "the journal cannot be written" : nil,
            ]
            return parts.compactMap(\.self).joined(separator: "; ")
        }
    }

    private func broker(_ isConnected: Bool?) -> String {
        guard let isConnected else { return "no broker" }
        return isConnected ? "broker connected" : "broker not reached"
    }
}

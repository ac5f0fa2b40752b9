import AsyncAlgorithms
import Facilities
import ServiceLifecycle

/// Notifies the rules of the time once a minute, and all other parts once a second. It checks the machine's clock as often,
/// and looks for its source when that is due.
struct Timekeeper: Service {
    let intake: Intake
    let committer: Committer
    let clock: SiteClock
    let pulse: Pulse

    func run() async throws {
        var minute = clock.now.start(ofInterval: .minutes(1))
        for await _ in AsyncTimerSequence(interval: .seconds(1), clock: .continuous).cancelOnGracefulShutdown() {
            if clock.isSourceDue { clock.lookForSource() }
            await intake.lookAtClock()
            let now = clock.now
            if now.start(ofInterval: .minutes(1)) != minute {
                minute = now.start(ofInterval: .minutes(1))
                await intake.tick(now)
            }
            await intake.pass(now)
            pulse.beat()
            // The next start has a journal that can be written.
            if let damage = await committer.damage { throw damage }
        }
        await intake.tick(clock.now)
    }
}

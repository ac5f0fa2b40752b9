import AsyncAlgorithms
import Facilities
import ServiceLifecycle

/// Deletes photographs that no record names: at the start and once an hour.
struct PhotographSweep: Service {
    let store: PhotographStore
    let clock: SiteClock

    static let pause = Duration.hours(1)

    func run() async {
        await store.sweepAtStart()
        await store.sweep(now: clock.now)
        for await _ in AsyncTimerSequence(interval: Self.pause, clock: .continuous).cancelOnGracefulShutdown() {
            await store.sweep(now: clock.now)
        }
    }
}

public import Facilities
import Journal
import SiteConfiguration

extension Gateway {
    /// Processes events from before the start, as if the gateway had run then. A demonstration needs a past, because most
    /// rules judge means and hours.
    ///
    /// - Parameter events: events of the configuration's facilities, in order of time.
    /// - Throws: the errors of opening the journal.
    public func take(past events: [(facility: Facility.Code, event: Event)]) async throws {
        let journal = try openJournal()
        defer { journal.close() }
        let keeping = try Keeping(
            configuration.facilities.map(\.facility), journal: journal, clock: SiteClock(after: journal),
            syncEvery: configuration.journal.syncEvery, logger: logger)
        var minute: Timestamp?
        for (facility, event) in events {
            let started = event.time.start(ofInterval: .minutes(1))
            if started != minute {
                await keeping.intake.tick(started)
                await keeping.committer.flush()
            }
            minute = started
            await keeping.intake.take([Arrival(facility: facility, event: event)], now: event.time)
        }
        guard await keeping.committer.flush() else {
            throw JournalError.failing("\(keeping.committer.health.obstacle?.message ?? "it cannot be written")")
        }
    }
}

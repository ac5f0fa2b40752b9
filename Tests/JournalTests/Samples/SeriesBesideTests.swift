import Facilities
import Journal
import TestSupport
import Testing

/// A command that reads the journal beside a gateway that writes it.
struct SeriesBesideTests {
    private let folder = try! TemporaryFolder()
    private var path: String { folder.path + "/journal.sqlite" }

    @Test func aSeriesThatIsNewSinceTheFileWasOpenedIsReadAndIsNoDamage() async throws {
        let journal = try Journal.open(path: path, now: now)
        var batch = Batch()
        batch.samples = [sample(1, [Reading(.pm10, 25, .microgramPerCubicMetre)])]
        try await journal.commit(batch)
        let beside = try Journal.reading(path: path)
        #expect(try beside.portion(after: 0, limit: 10).count == 1)
        var later = Batch()
        later.samples = [sample(2, [Reading(.noise, 55, .decibel)])]
        later.minutes = [minute(3, [column(.pm10, [25])])]
        try await journal.commit(later)
        #expect(try beside.portion(after: 0, limit: 10).map(\.sequence) == [1, 2, 3])
    }
}

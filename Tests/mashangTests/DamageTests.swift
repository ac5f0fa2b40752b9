import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct DamageTests {
    /// It ends with a status that systemd answers with another start.
    @Test func aJournalThatIsDamagedInUseEndsTheGatewayAndTheNextOneKeepsReadings() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let gateway = try site.start()
        #expect(await witness.wait { !Witness.sequences($0).isEmpty })
        let journal = site.folder.path + "/journal.sqlite"
        try await damageSamples(of: journal)
        #expect(await gateway.exitStatus == 69)
        #expect(gateway.output.contains("the journal is damaged"), "\(gateway.output)")
        let newest = Witness.sequences(witness.messages).max() ?? 0
        let next = try site.start()
        // Past all that the damaged file may have given out.
        #expect(await witness.wait { Witness.sequences($0).contains { $0 > newest + 1_000_000 } })
        let files = try FileManager.default.contentsOfDirectory(atPath: site.folder.path)
        #expect(files.contains { $0.hasPrefix("journal.sqlite.corrupt-") } && !files.contains("journal.sqlite.damaged"))
        #expect(await next.end(SIGTERM) == 0, "\(next.output)")
    }
}

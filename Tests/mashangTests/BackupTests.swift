import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct BackupTests {
    /// What a receiver knows a thing by must never be two things.
    @Test func whenAnOldBackupIsRestoredNoSequenceComesTwice() async throws {
        let (site, witness) = try await Site.watched()
        defer { witness.stop() }
        let journal = site.folder.path + "/journal.sqlite"
        let gateway = try site.start()
        #expect(await witness.wait { times($0).count >= 3 })
        let copy = site.folder.path + "/backup.sqlite"
        let backup = try await site.run("backup", copy)
        #expect(backup.status == 0 && backup.output.hasPrefix("\(copy)：到序号 "), "\(backup.output)")
        #expect(try await site.run("backup", copy).status == 69)
        let atBackup = times(witness.messages).count
        #expect(await witness.wait { times($0).count >= atBackup + 5 })
        await gateway.end(SIGKILL)
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: journal + suffix) }
        try FileManager.default.copyItem(atPath: copy, toPath: journal)
        let lost = times(witness.messages)
        let restored = try site.start()
        #expect(await witness.wait { times($0).count >= lost.count + 5 })
        #expect(restored.output.contains("Journal is a restored copy"), "\(restored.output)")
        #expect(!(try await site.run("status").output.contains(/待发 [0-9]{4}/)))
        #expect(await restored.end(SIGTERM) == 0)
        // What the copy has and the broker had already may come once more, as the same.
        let all = times(witness.messages)
        #expect(lost.allSatisfy { all[$0.key] == $0.value })
        #expect(try await site.run("ledger", "verify").status == 0)
    }
}

/// The time of every sample that arrived, by its sequence; 0 for a sequence that came with two.
private func times(_ messages: [Witness.Message]) -> [Int: Int] {
    messages.filter { $0.hasSamples }.reduce(into: [:]) { times, message in
        let (sequences, stamps) = (message.json["sequence"] as? [Int] ?? [], message.json["time"] as? [Int] ?? [])
        for (sequence, stamp) in zip(sequences, stamps) {
            times[sequence] = times[sequence].map { $0 == stamp ? stamp : 0 } ?? stamp
        }
    }
}

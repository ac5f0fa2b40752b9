import Facilities
import Foundation
import Journal
import TestSupport
import Testing

/// Power cuts and kills while a gateway folds what an earlier run has sealed.
@Suite(.timeLimit(.minutes(60))) struct FoldingFaultTests {
    private static let begin = Timestamp("2026-11-01T00:00:00Z")!

    /// What `Tests/Faults/cut.py` made.
    private struct Cuts: Decodable {
        var folders: [String]
        var operations: Int
        var syncs: Int
    }

    @Test func aPowerCutWhileItFoldsLosesAndDoublesNothing() async throws {
        let site = try FaultSite(brokerPort: 1)
        let expected = try await fill(site.journal, hours: FaultLength.of(6, long: 24))
        let before = site.folder.path + "/before"
        try FileManager.default.createDirectory(atPath: before, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: site.journal, toPath: before + "/" + FaultSite.journalName)
        let log = WriteLog(in: site.folder.path)
        let gateway = try site.start(try await log.environment(over: FailingDisk(in: site.folder.path)))
        #expect(await isFolded(site.journal, upTo: expected.count), "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        let cuts = try await cut(log, before, in: site.folder.path)
        var (cut, folded) = (0, 0)
        for folder in cuts.folders {
            let journal = folder + "/" + FaultSite.journalName
            try expectWhole(journal, expected)
            cut += 1
            if cut.isMultiple(of: 10) { try await expectWholeBySomebodyElse(journal, expected) }
            if await count(journal, "fold") > 0 { folded += 1 }
            try FileManager.default.removeItem(atPath: folder)
        }
        print(
            "fault power cut while folding: seed \(FaultLength.seed), \(cut) states of \(cuts.operations) operations with "
                + "\(cuts.syncs) syncs, \(folded) of them with folds: \(expected.count) samples whole in each")
        #expect(cut >= FaultLength.of(20, long: 340) && folded > 0 && folded < cut)
    }

    @Test func aKillWhileItFoldsLosesAndDoublesNothing() async throws {
        let site = try FaultSite(brokerPort: 1)
        let expected = try await fill(site.journal, hours: 10)
        for folds in 1...FaultLength.of(3, long: 9) {
            let gateway = try site.start()
            #expect(await eventually { await count(site.journal, "fold") >= folds }, "\(gateway.output)")
            await gateway.end(SIGKILL)
        }
        try expectWhole(site.journal, expected)
    }

    /// Who exports or copies meanwhile has everything, and holds nothing up.
    @Test func exportsAndBackupsBesideFoldingHaveAllOfIt() async throws {
        let site = try FaultSite(brokerPort: 1)
        let expected = try await fill(site.journal, hours: FaultLength.of(8, long: 100))
        let gateway = try site.start()
        var copies: [String] = []
        for number in 0..<4 {
            let (status, lines) = try await site.run("export", "readings", "--until", "2026-11-20 00:00")
            #expect(status == 0)
            #expect(
                lines.split(whereSeparator: \.isNewline).count(where: { $0.contains("plc/") }) == expected.count * 8)
            let copy = site.folder.path + "/copy-\(number).sqlite"
            #expect(try await site.run("backup", copy).status == 0)
            copies.append(copy)
        }
        #expect(await isFolded(site.journal, upTo: expected.count), "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        for copy in copies + [site.journal] { try expectWhole(copy, expected) }
    }

    /// Waits until no row is left: in the long form that is a fold for each of many hours, beside whatever else runs.
    private func isFolded(_ journal: String, upTo last: Int) async -> Bool {
        await eventually(within: .minutes(5)) { await rows(of: journal, upTo: last) == 0 }
    }

    // MARK: Before

    /// Fills a journal with sealed hours of two devices.
    ///
    /// - Returns: the samples, in order.
    private func fill(_ path: String, hours: Int) async throws -> [Item] {
        let journal = try Journal.open(path: path, now: Self.begin)
        defer { journal.close() }
        var (sequence, items) = (Int64(0), [Item]())
        for hour in 0..<hours {
            var batch = Batch()
            for minute in 0..<60 {
                for device in ["plc/8", "plc/9"] {
                    sequence += 1
                    batch.samples.append(Self.sample(sequence, device, Self.begin + .minutes(hour * 60 + minute)))
                }
            }
            try await journal.commit(batch)
            items += batch.samples.map(Item.sample)
        }
        try await seal(journal, behind: sequence)
        return items
    }

    private static func sample(_ sequence: Int64, _ device: String, _ time: Timestamp) -> Kept<Sample> {
        let readings = (0..<8).map { index in
            // The first is which of them it is.
            let value = index == 0 ? Double(100_000 + sequence) : Double((sequence * 37 + Int64(index) * 11) % 400) / 10
            return Reading(
                Quantity(rawValue: "p\(index)")!, value, .one, quality: sequence % 50 == 0 ? .uncertain(.stuck) : .good)
        }
        let code = Facility.Code("FAULT-1")!
        return Kept(
            sequence: sequence, facility: code, time: time,
            Sample(device: DeviceID(device), time: time, readings: readings))
    }

    private func seal(_ journal: Journal, behind last: Int64) async throws {
        var (open, sequence) = (try journal.openRange(), last)
        let now = Self.begin + .days(30)
        while true {
            switch try journal.read(into: &open, now: now) {
            case .more: continue
            case .upToDate: return
            case .sealed(let range):
                sequence += 1
                var batch = Batch()
                batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: now, .seal(range.seal))]
                batch.seals = [KeptSeal(sequence: sequence, range)]
                try await journal.commit(batch)
            }
        }
    }

    // MARK: Afterwards

    private func expectWhole(_ path: String, _ expected: [Item]) throws {
        let journal = try Journal.open(path: path, boot: nil, now: Self.begin + .days(30))
        defer { journal.close() }
        #expect(journal.quarantinedFile == nil, "\(path)")
        let found = try journal.portion(after: 0, upTo: Int64(expected.count), limit: .max)
        #expect(found == expected, "seed \(FaultLength.seed), \(path)")
        let faults = try journal.check().faults
        #expect(faults == [], "seed \(FaultLength.seed), \(path)")
    }

    /// By a program that shares no code with this one.
    private func expectWholeBySomebodyElse(_ path: String, _ expected: [Item]) async throws {
        let audit = try await JournalAudit.of(path)
        audit.expectSound("power cut while folding", seed: FaultLength.seed)
        let values = expected.map { item -> Int? in
            guard case .sample(let kept) = item else { return nil }
            return kept.content.readings[0].value.map { Int($0) }
        }
        let found = audit.samples.filter { $0.sequence <= expected.count }
        #expect(found.map(\.value) == values, "seed \(FaultLength.seed), \(path)")
    }

    private func cut(_ log: WriteLog, _ before: String, in folder: String) async throws -> Cuts {
        let states = folder + "/states"
        try FileManager.default.createDirectory(atPath: states, withIntermediateDirectories: false)
        let script = Program.repository + "/Tests/Faults/cut.py"
        let numbers = ["\(FaultLength.of(10, long: 110))", "\(FaultLength.seed)"]
        let (status, text) = try await result(
            of: JournalAudit.python(), ["-B", script, log.path, before, states] + numbers)
        try #require(status == 0, "\(text)")
        return try JSONDecoder().decode(Cuts.self, from: Data(text.utf8))
    }

    /// The rows up to a sequence that are not folded; -1 where the file cannot be read.
    private func rows(of journal: String, upTo last: Int) async -> Int {
        await number(journal, "SELECT count(*) FROM sample WHERE sequence <= \(last)")
    }

    private func count(_ journal: String, _ table: String) async -> Int {
        await number(journal, "SELECT count(*) FROM \(table)")
    }

    private func number(_ journal: String, _ sql: String) async -> Int {
        guard let text = try? await output(of: "sqlite3", ["-cmd", ".timeout 2000", journal, sql]) else { return -1 }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }
}

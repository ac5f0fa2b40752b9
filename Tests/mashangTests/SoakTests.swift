import Foundation
import Simulator
import TestSupport
import Testing

/// Rounds of random faults, after each of which everything must be as before. `scripts/soak` runs many of a minute each.
@Suite(.timeLimit(.minutes(24 * 60))) struct SoakTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let minutes = environment["MASHANG_SOAK_MINUTES"].flatMap { Int($0) }
    private static let seed = environment["MASHANG_SOAK_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...9999)
    /// Twice what is promised for a device that is back, as the machine may be busy.
    private static let patience = Duration.seconds(20)
    /// In every third round the broker is away at first, in another the configuration is read again.
    private static let roundsAlike = 3

    @Test func randomFaultsLeaveNothingBehindAndNothingStandsStill() async throws {
        let (rounds, length) = Self.minutes.map { ($0, Duration.seconds(60)) } ?? (6, .seconds(3))
        let soak = try await Soak(seed: Self.seed)
        defer { soak.stop() }
        var uses: [ProcessUse] = []
        for round in 0..<rounds {
            try await soak.round(length, brokerLeaves: round % Self.roundsAlike == 1) {
                if round % Self.roundsAlike == 2 { soak.gateway.send(SIGHUP) }
            }
            let late = await soak.devicesNotBack(within: Self.patience)
            #expect(late.isEmpty, "seed \(Self.seed), round \(round)")
            uses.append(try ProcessUse(of: soak.gateway.processID))
            print("soak: round \(round + 1), \(soak.faults.count) faults: \(uses[round])")
        }
        let isWhole = await soak.witness.wait { Witness.missing($0).isEmpty }
        #expect(isWhole, "seed \(Self.seed): \(Witness.missing(soak.witness.messages).prefix(50)) are missing")
        #expect(await soak.gateway.end(SIGTERM) == 0, "\(soak.gateway.output)")
        soak.record.take(soak.witness.messages)
        #expect(soak.record.wrong.isEmpty, "seed \(Self.seed)")
        judge(uses)
        judge(soak.record, of: soak.site)
    }

    /// Three kinds of rounds warm it up; the last three are held against them.
    private func judge(_ uses: [ProcessUse]) {
        let warm = ProcessUse.most(of: uses.prefix(Self.roundsAlike))
        let last = ProcessUse.most(of: uses.suffix(Self.roundsAlike))
        // A file may be open for the moment, and a reader of the journal that was not needed before has two: there are three readers at
        // most. Of threads the runtime keeps as many as ever had work at once, which are more on a
        // busy machine: three buses, the broker's connection, and up to six at the journal. One left at each round would be more.
        #expect(last.descriptors <= warm.descriptors + 4, "seed \(Self.seed)")
        #expect(last.threads <= warm.threads + 8, "seed \(Self.seed)")
        #expect(last.memory <= warm.memory + 8, "seed \(Self.seed)")
    }

    private func judge(_ record: SoakRecord, of site: SoakSite) {
        let polls = site.places.map { record.devices[$0]?.polls ?? 0 }
        print("soak: seed \(Self.seed), \(polls.min() ?? 0) to \(polls.max() ?? 0) polls a device")
        for line in site.lines {
            let untouched = record.devices["\(line.name)/\(SoakSite.untouched)"]
            print(
                "soak: longest gap of \(line.name)/\(SoakSite.untouched), polled \(untouched?.polls ?? 0) times: \(untouched?.longestGap ?? 0) ms"
            )
            #expect(.milliseconds(untouched?.longestGap ?? .max) < Self.patience, "seed \(Self.seed)")
        }
    }
}

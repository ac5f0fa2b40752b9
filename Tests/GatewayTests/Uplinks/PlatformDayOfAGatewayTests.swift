import Facilities
import HJ212
import Journal
import Simulator
import Synchronization
import TestSupport
import Testing

@testable import Gateway

/// A day of a gateway, whose means are made as time passes, at a platform that drops, delays, answers with a wrong `QN`, splits and
/// closes.
@Suite(.timeLimit(.minutes(10))) struct PlatformDayOfAGatewayTests {
    private let folder = try! TemporaryFolder()

    /// The values of each minute of a day, in µg/m³: whole ones, whose sums are the same in every order.
    private static let values: [[Double]] = {
        var random = SplitMix(seed: 2025)
        return (0..<1440).map { _ in (0..<3).map { _ in Double(Int.random(in: 0...999, using: &random)) } }
    }()

    private final class Chance: Sendable {
        private let state = Mutex((random: SplitMix(seed: 30), closes: 0))
        var closes: Int { state.withLock(\.closes) }

        /// What the platform does with a packet.
        func reaction() -> HJ212Platform.Reaction {
            state.withLock { state in
                switch Int.random(in: 0..<100, using: &state.random) {
                case 0..<2: return .silence
                case 2..<4: return .wrongNumber
                case 4..<20: return .late(.milliseconds(30))
                case 20..<35: return .split(Int.random(in: 1..<40, using: &state.random))
                case 35..<45 where state.closes < 3:
                    state.closes += 1
                    return .close
                default: return .answer
                }
            }
        }
    }

    private func text(_ value: Double) -> String? {
        PhysicalUnit.microgramPerCubicMetre.convert(value, to: .milligramPerCubicMetre)
            .flatMap { DecimalNumber($0, digits: 3) }?.description
    }

    /// Compares the packets of an interval with the values that the device gave.
    private func check(_ site: DrivenSite, _ command: HJ212.Command, minutes length: Int) {
        let byTime = Dictionary(grouping: site.packets(command)) { $0.content["DataTime"] ?? "" }
        #expect(byTime.count == 1440 / length, "\(command)")
        for from in stride(from: 0, to: 1440, by: length) {
            let time = BeijingTime(milliseconds: (DrivenSite.midnight + .minutes(from)).milliseconds)
            let found = byTime[time.description] ?? []
            let values = Self.values[from..<from + length].joined()
            let expected = [values.min() ?? 0, values.reduce(0, +) / Double(length * 3), values.max() ?? 0].map(text)
            let means = Set(found.map { packet in ["Min", "Avg", "Max"].map { packet.content["a34001-\($0)"] } })
            #expect(means == [expected], "\(command) \(time)")
            // A packet that is sent again has the same number: nothing was sent twice as something new.
            #expect(Set(found.map(\.queryNumber)).count == 1, "\(command) \(time)")
        }
    }

    /// Compares the packets with the means in the journal.
    private func checkJournal(
        _ site: DrivenSite, _ command: HJ212.Command, _ interval: Aggregate.Interval
    ) throws {
        let day = DrivenSite.midnight..<DrivenSite.midnight + .days(1)
        let own = try site.journal.aggregates(of: DrivenSite.code, interval, in: day).map { kept in
            let mean = kept.content.columns.first { $0.quantity == .tsp }?.values.mean
            return "\(BeijingTime(milliseconds: kept.content.start.milliseconds)) \(mean.flatMap(text) ?? "")"
        }
        let sent = site.packets(command).map { "\($0.content["DataTime"] ?? "") \($0.content["a34001-Avg"] ?? "")" }
        #expect(Set(sent) == Set(own) && own.count == 1440 / interval.minutes)
    }

    @Test func everyMeanOfADayArrivesOnceAtAnUnreliablePlatform() async throws {
        let chance = Chance()
        let site = try await DrivenSite(folder) { _ in chance.reaction() }
        for minute in 0..<1440 {
            await site.minute(Self.values[minute])
            // The platform keeps up by an hour, so that most means are sent while time passes and not as an outage's.
            if minute % 60 == 59, minute > 60 {
                #expect(
                    await site.until {
                        site.times(.hour).count >= minute / 60
                    })
            }
        }
        await site.close()
        #expect(
            await site.until {
                site.times(.minute).count == 144 && site.times(.hour).count == 24 && site.times(.day).count == 1
            })
        let last = try site.journal.aggregates(
            of: DrivenSite.code, .day, in: DrivenSite.midnight..<DrivenSite.midnight + .days(1)
        ).first?.sequence
        #expect(
            try await site.until {
                guard let position = try site.positions()["bureau"], let last else { return false }
                return position.live >= last && position.gaps.isEmpty
            })
        check(site, .minute, minutes: 10)
        check(site, .hour, minutes: 60)
        check(site, .day, minutes: 1440)
        try checkJournal(site, .hour, .hour)
        try checkJournal(site, .day, .day)
        #expect(chance.closes == 3)
        await site.end()
    }
}

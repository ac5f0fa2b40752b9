import Facilities
import HJ212
import Journal
import Simulator
import TestSupport
import Testing

@testable import Gateway

/// A gateway that serves a broker and a platform at the same time.
@Suite(.timeLimit(.minutes(5))) struct BrokerAndPlatformTests {
    private let folder = try! TemporaryFolder()

    private func hour(_ site: DrivenSite) async {
        for minute in 0..<60 { await site.minute([Double(minute), Double(minute)]) }
        await site.close()
        // The seconds of `close` belong to the next hour.
    }

    /// The sequences of all means and samples that are in the journal.
    private func kept(_ site: DrivenSite) throws -> Set<Int64> {
        var (position, all) = (Int64(0), Set<Int64>())
        while case let portion = try site.journal.portion(after: position, limit: 500), let last = portion.last {
            for item in portion {
                if case .sample = item { all.insert(item.sequence) }
                if case .aggregate = item { all.insert(item.sequence) }
            }
            position = last.sequence
        }
        return all
    }

    /// The sequences of the minute means of whole intervals of ten minutes.
    private func means(_ site: DrivenSite) throws -> [Int64] {
        let day = DrivenSite.midnight..<DrivenSite.midnight + .days(1)
        let minutes = try site.journal.aggregates(of: DrivenSite.code, .minute, in: day)
        return minutes.prefix(minutes.count / 10 * 10).map(\.sequence)
    }

    /// Whether the position of an uplink covers an item.
    private func isAnswered(_ sequence: Int64, by name: String, _ site: DrivenSite) throws -> Bool {
        guard let position = try site.positions()[name] else { return false }
        return position.live >= sequence && !position.gaps.contains { $0.contains(sequence) }
    }

    private func hasAll(_ site: DrivenSite) throws -> Bool {
        try kept(site).isSubset(of: site.broker.accepted.flatMap(\.sequences))
    }

    @Test func oneThatIsAwayForAnHourDoesNotDelayTheOther() async throws {
        let site = try await DrivenSite(folder, isRefusing: true)
        // Where a new uplink begins is stored with the first commit.
        #expect(try await site.until { try site.positions()["bureau"] != nil })
        let start = try #require(try site.positions()["bureau"]).live

        // The platform is away, and the broker gets everything.
        await hour(site)
        #expect(try await site.until { try hasAll(site) })
        #expect(site.packets.isEmpty)
        let means = try means(site)
        #expect(try means.count >= 60 && means.allSatisfy { try !isAnswered($0, by: "bureau", site) })
        #expect(try await site.until { try site.positions()["broker"]?.live ?? 0 > start })

        // It is back, and gets every mean of the hour.
        site.platform.refuse(false)
        #expect(await site.until { site.times(.hour).count == 1 && site.times(.minute).count == 6 })
        #expect(try await site.until { try means.allSatisfy { try isAnswered($0, by: "bureau", site) } })

        // The broker is away, and the platform gets everything.
        let newest = try kept(site).max() ?? 0
        #expect(try await site.until { try isAnswered(newest, by: "broker", site) })
        site.setBroker(away: true)
        let accepted = site.broker.accepted.flatMap(\.sequences)
        let position = try site.positions()["broker"]?.live
        await hour(site)
        #expect(await site.until { site.times(.hour).count == 2 && site.times(.minute).count == 12 })
        let later = try Set(self.means(site)).subtracting(means)
        #expect(try later.allSatisfy { try !isAnswered($0, by: "broker", site) })
        #expect(site.broker.accepted.flatMap(\.sequences) == accepted)
        #expect(try site.positions()["broker"]?.live == position)

        // It is back, and gets the rest; nothing of it was lost.
        site.setBroker(away: false)
        #expect(try await site.until { try hasAll(site) })
        await site.end()
    }

    /// Requests and garbage without end cost the platform's own connection, and neither samples nor the broker.
    @Test func aPlatformThatFloodsDelaysNothing() async throws {
        let site = try await DrivenSite(folder)
        #expect(await site.until { !site.packets.isEmpty })
        for minute in 0..<60 {
            for _ in 0..<50 { site.platform.ask(1061) }
            site.platform.send(Array(repeating: UInt8(ascii: "#"), count: 1 << 16))
            await site.minute([Double(minute), Double(minute)])
        }
        await site.close()
        #expect(try await site.until { try hasAll(site) })
        #expect(await site.until { site.times(.hour).count == 1 && site.times(.minute).count == 6 })
        // What was not answered was not remembered either.
        #expect(site.waitingBytes <= 4 << 20)
        await site.end()
    }
}

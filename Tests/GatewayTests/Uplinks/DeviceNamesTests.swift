import Facilities
import Journal
import SiteConfiguration
import TestSupport
import Testing

@testable import Gateway
@testable import Uplinks

private let one = Facility.Code("NJ320104C00012K")!
private let other = Facility.Code("NJ320104C000139")!

private func sample(_ value: Double?) -> Sample {
    let reading = value.map { Reading(.pressureDrop, $0, .pascal) } ?? Reading(.pressureDrop, .pascal, bad: .noAnswer)
    return Sample(device: DeviceID("p1"), time: Timestamp(seconds: 1_795_000_000), readings: [reading])
}

/// Two facilities whose devices have the same name.
struct DeviceNamesTests {
    @Test func samplesOfTwoFacilitiesDoNotBreakEachOthersMessages() {
        let items = (1...10).map { sequence in
            let kept = Kept(
                sequence: Int64(sequence), facility: sequence.isMultiple(of: 2) ? one : other, time: sample(1).time,
                sample(1))
            return Item.sample(kept)
        }
        #expect(packed(items, Topics(prefix: "mashang/2", gateway: "NJ-1")).count == 2)
    }

    @Test func aUnitAnswersThatGaveAValueToOneOfItsEntries() async throws {
        let text = """
            gateway: {id: NJ-1}
            buses:
              near: {tcp: {host: a}}
              far: {tcp: {host: b}}
            facilities:
              - {code: \(one), kind: dust-site, name: x, devices: [{name: p1, profile: xy-md02, bus: near}]}
              - {code: \(other), kind: dust-site, name: y, devices: [{name: p1, profile: xy-md02, bus: far},
                 {name: p2, profile: xy-md02, bus: near}]}
            """
        let configuration = try Configuration.read(
            text, file: "g.yaml", folders: [Program.repository + "/device-profiles"], files: .disk)
        let board = Board(after: 0)
        var judged = Judged()
        judged.batch.samples = [
            Kept(sequence: 1, facility: one, time: .now, sample(1)),
            Kept(sequence: 2, facility: other, time: .now, sample(nil)),
        ]
        board.take(judged)
        let folder = try TemporaryFolder()
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: .now)
        let committer = Committer.scripted(ScriptedStore(), board: board)
        let check = HealthCheck(
            configuration, clock: .believed(), board: board, committer: committer, pollers: [:], pulse: Pulse(),
            storage: StorageWatch(journal, .usual) { .now }, unreadable: { 0 })
        let buses = await check.health().buses
        #expect((buses["near"]?.devices, buses["near"]?.answering) == (1, 1))
        #expect((buses["far"]?.devices, buses["far"]?.answering) == (1, 0))
    }
}

import Facilities
import Foundation
import Journal
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct ExportTests {
    private let folder = try! TemporaryFolder()

    @Test func aReadingsBoundAndItsRawValueStandBesideIt() async throws {
        let file = folder.path + "/gateway.yaml"
        try """
        gateway: {id: NJ-TEST-0001}
        journal: {path: \(folder.path)/journal.sqlite}
        facilities:
          - {code: NJ320104C000018, kind: activated-carbon, name: 吸附箱, carbon: {form: granular}}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let time = Timestamp(seconds: 1_795_000_000)
        let readings = [
            Reading(.bedTemperature, 150, .celsius, quality: .uncertain(.outOfRange), bound: .atLeast),
            Reading(.pressureDrop, 812.5, .pascal, raw: 790), Reading(.humidity, .percent, bad: .noAnswer),
        ]
        var batch = Batch()
        let sample = Sample(device: DeviceID("p1"), time: time, readings: readings)
        batch.entries = [
            KeptEntry(sequence: 2, facility: nil, time: time, .epoch(EpochChange("k3f9a2", .upgraded)))
        ]
        batch.samples = [Kept(sequence: 1, facility: Facility.Code("NJ320104C000018")!, time: time, sample)]
        try await Journal.open(path: folder.path + "/journal.sqlite", now: time).commit(batch)
        let csv = try await Program.run(["export", "readings", "--config", file], in: folder).output
        let rows = csv.split(separator: "\r\n")
        #expect(rows[0].hasSuffix("quantity,value,unit,quality,bound,raw,epoch"))
        #expect(rows[1].hasSuffix(",p1,bedTemperature,150.0,°C,uncertain:outOfRange,atLeast,,k3f9a2"), "\(csv)")
        #expect(rows[2].hasSuffix(",p1,pressureDrop,812.5,Pa,good,exact,790.0,k3f9a2"), "\(csv)")
        #expect(rows[3].hasSuffix(",p1,humidity,,%,bad:noAnswer,,,k3f9a2"), "\(csv)")
    }

    @Test func aDevicesDayIsARow() async throws {
        let file = folder.path + "/gateway.yaml"
        try """
        gateway: {id: NJ-TEST-0001}
        journal: {path: \(folder.path)/journal.sqlite}
        facilities:
          - {code: NJ320104C000018, kind: activated-carbon, name: 吸附箱, carbon: {form: granular}}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let time = Timestamp("2026-11-23T16:01:00Z")!
        let days = [
            DeviceDay(DeviceID("p1"), expected: 1440, usable: 1296, hours: 24, validHours: 17, samples: 86_000),
            DeviceDay(DeviceID("p2"), expected: 300, usable: 299, hours: 4, validHours: 4, samples: 300),
        ]
        let account = Account(
            day: Day("2026-11-23")!, running: nil, lights: [:], coverage: nil, counters: [:], limits: [:],
            devices: days)
        var batch = Batch()
        let code = Facility.Code("NJ320104C000018")
        batch.entries = [KeptEntry(sequence: 1, facility: code, time: time, .account(account))]
        try await Journal.open(path: folder.path + "/journal.sqlite", now: time).commit(batch)
        let csv = try await Program.run(["export", "rates", "--config", file], in: folder).output
        let rows = csv.split(separator: "\r\n")
        #expect(rows[1] == "2026-11-23,NJ320104C000018,p1,0.9,0.7083,,1440,1296,24,17,0,86000,", "\(csv)")
        #expect(rows[2] == "2026-11-23,NJ320104C000018,p2,0.9966,1.0,,300,299,4,4,,300,", "\(csv)")
        let later = ["export", "rates", "--config", file, "--from", "2026-11-24 00:00"]
        #expect(try await Program.run(later, in: folder).output.split(separator: "\r\n").count == 1)
    }
}

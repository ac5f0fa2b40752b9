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
        batch.samples = [Kept(sequence: 1, facility: Facility.Code("NJ320104C000018")!, time: time, sample)]
        try await Journal.open(path: folder.path + "/journal.sqlite", now: time).commit(batch)
        let csv = try await Program.run(["export", "readings", "--config", file], in: folder).output
        let rows = csv.split(separator: "\r\n")
        #expect(rows[0].hasSuffix("quantity,value,unit,quality,bound,raw"))
        #expect(rows[1].hasSuffix(",p1,bedTemperature,150.0,°C,uncertain:outOfRange,atLeast,"), "\(csv)")
        #expect(rows[2].hasSuffix(",p1,pressureDrop,812.5,Pa,good,exact,790.0"), "\(csv)")
        #expect(rows[3].hasSuffix(",p1,humidity,,%,bad:noAnswer,,"), "\(csv)")
    }
}

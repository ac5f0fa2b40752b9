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

    /// Two facilities read every 10 s for two hours, and of one of them the 20 minutes after the first half hour.
    @Test(arguments: ["csv", "json"]) func justATimeAndAFacilityAreWritten(format: String) async throws {
        let file = folder.path + "/gateway.yaml"
        try """
        gateway: {id: NJ-TEST-0001}
        journal: {path: \(folder.path)/journal.sqlite}
        facilities:
          - {code: NJ320104C000018, kind: activated-carbon, name: 吸附箱, carbon: {form: granular}}
          - {code: NJ320104D000049, kind: dust-site, name: 工地}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let start = Timestamp("2026-11-23T02:00:00Z")!
        var batch = Batch()
        batch.samples = (0..<1440).map { number in
            let code = Facility.Code(number % 2 == 0 ? "NJ320104C000018" : "NJ320104D000049")!
            let time = start + .seconds(number / 2 * 10)
            let reading = Reading(.temperature, Double(number) / 10, .celsius)
            let sample = Sample(device: DeviceID("温度\"1\""), time: time, readings: [reading])
            return Kept(sequence: Int64(number) + 1, facility: code, time: time, sample)
        }
        try await Journal.open(path: folder.path + "/journal.sqlite", now: start).commit(batch)
        let time = ["--from", "2026-11-23T02:30:00Z", "--until", "2026-11-23T02:50:00Z"]
        let export = ["export", "readings", "--config", file, "--format", format]
        let wanted = Array(stride(from: 362, to: 602, by: 2))
        let one = try await Program.run(export + time + ["--code", "NJ320104D000049"], in: folder).output
        #expect(try sequences(one, format) == wanted)
        let both = try await Program.run(export + time, in: folder).output
        #expect(try sequences(both, format) == Array(361...600))
        let none = try await Program.run(export + ["--until", "2026-11-23T01:00:00Z"], in: folder).output
        #expect(try sequences(none, format) == [])
        let all = try await Program.run(export, in: folder).output
        #expect(try sequences(all, format) == Array(1...1440))
    }

    /// The numbers of the rows, each of which must be whole.
    private func sequences(_ output: String, _ format: String) throws -> [Int] {
        guard format == "json" else {
            return output.split(separator: "\r\n").dropFirst().compactMap { row in
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                return fields.count == 12 && fields[4] == "\"温度\"\"1\"\"\"" ? Int(fields[0]) : nil
            }
        }
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
        return rows.compactMap { $0.count == 12 && $0["device"] as? String == "温度\"1\"" ? $0["sequence"] as? Int : nil }
    }

    /// What can be read is written, and what cannot is named: who has the file must not take it for whole.
    @Test func whatIsDamagedIsNamedAndEndsWithAStatus() async throws {
        let file = folder.path + "/gateway.yaml"
        try """
        gateway: {id: NJ-TEST-0001}
        journal: {path: \(folder.path)/journal.sqlite}
        facilities:
          - {code: NJ320104C000018, kind: activated-carbon, name: 吸附箱, carbon: {form: granular}}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let start = Timestamp("2026-11-23T02:00:00Z")!
        var batch = Batch()
        batch.samples = (1...3000).map { number in
            let time = start + .seconds(number)
            let sample = Sample(device: DeviceID("p1"), time: time, readings: [Reading(.temperature, 20, .celsius)])
            return Kept(sequence: Int64(number), facility: Facility.Code("NJ320104C000018")!, time: time, sample)
        }
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: start)
        try await journal.commit(batch)
        journal.close()
        _ = try await output(
            of: "sqlite3",
            [
                folder.path + "/journal.sqlite", "UPDATE sample SET data = x'09' WHERE sequence IN (7, 2999)",
            ])
        let export = ["export", "readings", "--config", file]
        let all = try await Program.run(export, in: folder)
        #expect(all.status == 1)
        #expect(all.output.split(separator: "\r\n").count { $0.contains(",temperature,20.0,") } == 2998)
        for part in ["序号7至7", "序号2999至2999", "NJ320104C000018 p1", "2026-11-23 10:00:07"] {
            #expect(all.output.contains(part), "\(all.output.suffix(2000))")
        }
        #expect(all.output.components(separatedBy: "序号7至7").count == 2)
        let later = try await Program.run(
            export + ["--from", "2026-11-23T02:10:00Z", "--until", "2026-11-23T02:20:00Z"], in: folder)
        #expect(later.status == 0 && !later.output.contains("损坏"), "\(later.output.suffix(500))")
    }

    /// A journal with an hour of means, an entry and a sample every ten minutes of a facility that the configuration has no more.
    private func removed() async throws -> String {
        let file = folder.path + "/gateway.yaml"
        try "gateway: {id: NJ-TEST-0001}\njournal: {path: \(folder.path)/journal.sqlite}\nfacilities: []\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        let (start, code) = (Timestamp("2026-11-23T02:00:00Z")!, Facility.Code("NJ320104C000018")!)
        var (batch, sequence) = (Batch(), Int64(0))
        for number in 0..<6 {
            let time = start + .minutes(number * 10)
            let sample = Sample(device: DeviceID("p1"), time: time, readings: [Reading(.temperature, 20, .celsius)])
            batch.samples.append(Kept(sequence: sequence + 1, facility: code, time: time, sample))
            let record = Record(at: time, by: "王", Cleaning())
            batch.entries.append(KeptEntry(sequence: sequence + 2, facility: code, time: time, .record(record)))
            var sum = Accumulator(Quantity.temperature.averaging)
            sum.add(20)
            let column = Aggregate.Column(.temperature, .celsius, sum, minutes: 1)
            let means = Aggregate(device: DeviceID("p1"), interval: .minute, start: time, columns: [column])
            batch.minutes.append(Kept(sequence: sequence + 3, facility: code, time: time + .minutes(1), means))
            sequence += 3
        }
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: start)
        try await journal.commit(batch)
        journal.close()
        return file
    }

    @Test(arguments: [["--code", "NJ320104C000018"], []])
    func meansOfAFacilityThatWasRemovedAreWritten(code: [String]) async throws {
        let file = try await removed()
        let export = ["export", "means", "--interval", "1min", "--config", file]
        let run = try await Program.run(export + code, in: folder)
        #expect(run.status == 0 && run.output.components(separatedBy: ",p1,1min,temperature,20.0").count == 7, "\(run)")
    }

    /// From a time on, and before another one: to the millisecond.
    @Test(arguments: ["ledger", "readings", "means"]) func limitsAreExact(what: String) async throws {
        let file = try await removed()
        let export = ["export", what, "--config", file] + (what == "means" ? ["--interval", "1min"] : [])
        func lines(_ limits: [String]) async throws -> Int {
            let run = try await Program.run(export + limits, in: folder)
            #expect(run.status == 0, "\(run.output)")
            return run.output.split(separator: "\r\n").count { $0.contains(",NJ320104C000018,") }
        }
        #expect(try await lines([]) == 6)
        #expect(try await lines(["--from", "2026-11-23T02:10:00Z"]) == 5)
        #expect(try await lines(["--from", "2026-11-23T02:10:00.001Z"]) == 4)
        #expect(try await lines(["--until", "2026-11-23T02:10:00Z"]) == 1)
        #expect(try await lines(["--until", "2026-11-23T02:10:00.001Z"]) == 2)
        #expect(try await lines(["--from", "2026-11-23 10:10", "--until", "2026-11-23 10:30"]) == 2)
        #expect(try await lines(["--code", "NJ320104D000049"]) == 0)
    }

    /// Who reads only the beginning gets it, and nothing is said.
    @Test func aReaderThatHasEnoughEndsItSilently() async throws {
        let file = try await removed()
        let journal = try Journal.open(path: folder.path + "/journal.sqlite", now: Timestamp("2026-11-23T04:00:00Z")!)
        var batch = Batch()
        batch.samples = (1...4000).map { number in
            let time = Timestamp("2026-11-23T04:00:00Z")! + .seconds(number)
            let sample = Sample(device: DeviceID("p1"), time: time, readings: [Reading(.temperature, 20, .celsius)])
            return Kept(sequence: Int64(number) + 100, facility: Facility.Code("NJ320104C000018")!, time: time, sample)
        }
        try await journal.commit(batch)
        journal.close()
        let command = "{ '\(Program.path)' export readings --config '\(file)' 2>&1 1>&3 | cat >&2; } 3>&1 | head -n 1"
        let said = try await output(of: "sh", ["-c", command + " 2>&1"])
        #expect(said.hasSuffix("raw,epoch\r\n") && said.split(separator: "\r\n").count == 1, "\(said)")
    }

    @Test func whatIsNoCodeIsRefusedWithOne() async throws {
        let file = folder.path + "/gateway.yaml"
        try "gateway: {id: NJ-TEST-0001}\njournal: {path: \(folder.path)/journal.sqlite}\nfacilities: []\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        let run = try await Program.run(["export", "readings", "--config", file, "--code", "吸附箱"], in: folder)
        #expect(
            run.status == 64 && run.output.contains("“吸附箱”") && run.output.contains("NJ320104C000018"), "\(run.output)")
    }
}

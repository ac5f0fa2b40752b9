import DeviceProfiles
import Facilities
import Foundation
import Gateway
import Logging
import Modbus
import Simulator
import SiteConfiguration
import TestSupport
import Testing

/// What technicians get wrong: none of it may look like a facility that is in order.
@Suite(.timeLimit(.minutes(5))) struct MisconfiguredSiteTests {
    /// Every facility has a simulated device that works and two hours of its data behind it, as the gateway would have
    /// read them by its configuration; then the gateway itself runs and continues to poll.
    @Test func noMisconfiguredFacilityIsGreen() async throws {
        let site = try MisconfiguredSite(Mistake.twins + Mistake.all)
        defer { site.stop() }
        try await site.takePast()
        let report = try await site.reportOfRunningGateway()
        for (mistake, code) in site.mistakes {
            let facility = try #require(report.facilities.first { $0.code.description == code })
            let texts = ([facility.head] + facility.findings + facility.notJudged.map(\.text)).map(\.en)
            #expect(facility.light == mistake.light, "\(mistake.what): \(texts)")
            #expect(texts.contains { $0.contains(mistake.shown) }, "\(mistake.what): \(texts)")
        }
    }

    @Test(arguments: Mistake.refused) fileprivate func theGatewayDoesNotStartAndSaysWhere(mistake: Mistake) async throws
    {
        let site = try MisconfiguredSite([mistake])
        defer { site.stop() }
        for command in ["check", "run"] {
            let (status, output) = try await site.run(command)
            #expect(status == 65)
            let isNamed = output.split(separator: "\n").contains { line in
                line.contains(#/\.yaml:[0-9]+:[0-9]+: /#) && line.contains(mistake.shown)
            }
            #expect(isNamed, "\(output)")
        }
    }
}

/// One facility and what is wrong with its configuration.
private struct Mistake: CustomTestStringConvertible {
    typealias Edit = (right: String, wrong: String)

    let what: String
    let kind: Kind
    /// Grey for one that the gateway refuses.
    let light: Light
    /// A part of what people see, in English.
    let shown: String
    /// In the profile that the gateway reads the device by.
    let profile: [Edit]
    /// In the facility's entry of the configuration.
    let entry: [Edit]
    /// What the device measures or tells, where that is not the usual.
    let device: [String: Double]
    /// What somebody entered.
    let records: [any RecordContent]

    init(
        _ what: String, _ kind: Kind, _ light: Light, _ shown: String, profile: [Edit] = [], entry: [Edit] = [],
        device: [String: Double] = [:], records: [any RecordContent] = []
    ) {
        (self.what, self.kind, self.light, self.shown) = (what, kind, light, shown)
        (self.profile, self.entry, self.device, self.records) = (profile, entry, device, records)
    }

    var testDescription: String { what }
}

private enum Kind: CaseIterable {
    case carbon, fume, machinery, dust

    var profile: String {
        switch self {
        case .carbon: "mashang-carbon-box"
        case .fume: "mashang-fume-monitor"
        case .machinery: "mashang-machinery-terminal"
        case .dust: "mashang-dust-station"
        }
    }

    /// A correct entry.
    var entry: String {
        let head = "  - {code: CODE, name: CODE, "
        let device = "devices: [{name: box, profile: PROFILE, bus: plc, unit: UNIT}]}"
        return switch self {
        case .carbon:
            head + "kind: activated-carbon, carbon: {form: granular, mass: 1000 kg, removedConcentration: 40 mg/m3, "
                + "airVolume: 10000 m3/h, dailyHours: 8 h, installed: DAY}, " + device
        case .fume: head + "kind: fume-purifier, fume: {stoves: 4, lastCleaned: DAY}, " + device
        case .machinery:
            head + "kind: nonroad-machinery, machinery: {class: II, power: 120 kW, lastTest: DAY, "
                + "registration: 3-2026-00017}, " + device
        case .dust: head + "kind: dust-site, " + device
        }
    }

    /// Where a facility of this kind is in order.
    var values: [String: Double] {
        switch self {
        case .carbon: ["fanState": 1, "airFlow": 10000, "vocIn": 45, "vocOut": 5]
        case .fume: ["fanState": 1, "purifierState": 1]
        case .machinery: [:]
        case .dust: ["noise": 48]
        }
    }

    func records(until now: Timestamp) -> [any RecordContent] {
        switch self {
        case .carbon:
            [
                CarbonInspection(
                    colour: .good, form: .good, weight: .good, bubbles: .good, iodineValue: 900,
                    iodineMethod: .gb7702, state: .new)
            ]
        case .dust:
            [2, 1].map { hours in
                CityAir(from: now.start(ofInterval: .hours(1)) - .hours(hours), pm10: 60)
            }
        default: []
        }
    }
}

extension Mistake {
    /// In order: what a mistake is not green for then is the mistake.
    static let twins = Kind.allCases.map { Mistake("nothing wrong: \($0)", $0, .green, "In order") }

    /// What no rule can tell is not here: a mistake by which every figure is still one that occurs.
    static let all = carbon + fume + machinery + dust

    private static let carbon: [Mistake] = [
        Mistake(
            "no pressure sensor", .carbon, .grey, "Not monitored: pressure drop",
            entry: [("unit:", "only: [temperature, humidity, airFlow, vocIn, vocOut, fanCurrent, fanState], unit:")]),
        Mistake(
            "only a temperature sensor", .carbon, .grey, "Not monitored: the fan, pressure drop",
            entry: [("unit:", "only: [temperature], unit:")]),
        Mistake(
            "Pa for kPa", .carbon, .red, "the pressure drop is 1 Pa, below 50 Pa for over 10 min",
            profile: [("unit: kPa, range: [-1, 10]", "unit: Pa")]),
        Mistake(
            "bar for kPa", .carbon, .red, "Pa, over 2500 Pa, air volume 10000 m³/h, current",
            profile: [("unit: kPa, range: [-1, 10]", "unit: bar")]),
        Mistake(
            "wrong word order", .carbon, .red, "the pressure drop is 0 Pa, below 50 Pa for over 10 min",
            profile: [("order: CDAB", "order: ABCD")]),
        Mistake(
            "range that ends below what occurs", .carbon, .grey, "pressure drop is measured only to 500 Pa",
            profile: [("range: [-1, 10]", "range: [-0.1, 0.5]")]),
        Mistake(
            "register with nothing in it", .carbon, .red, "the pressure drop is 0 Pa, below 50 Pa for over 10 min",
            profile: [("holding 0,", "holding 100,")]),
        Mistake(
            "hoses reversed", .carbon, .grey, "-813 Pa while the fan runs: its hoses may be reversed",
            device: ["pressureDrop": -812.5]),
        Mistake(
            "fan contact normally closed", .carbon, .yellow, "the fan's contact says off and its current is",
            device: ["fanState": 0]),
        Mistake(
            "calibration that multiplies by 100", .carbon, .red, "a calibration changed the reading by 9900 %",
            records: [
                Calibration(device: DeviceID("box"), quantity: .pressureDrop, gain: 100, reference: "x")
            ]),
        Mistake(
            "filling date omitted", .carbon, .grey, "the cycle cannot be judged without filling date",
            entry: [("installed: DAY", "cycleCap: both")]),
        Mistake(
            "unit that is not there", .carbon, .grey, "no valid data arrive", entry: [("unit: UNIT", "unit: 240")]),
        Mistake("bus where nobody listens", .carbon, .grey, "no valid data arrive", entry: [("bus: plc", "bus: gone")]),
        Mistake(
            "profile of another device", .carbon, .red, "Not monitored: the fan, pressure drop",
            entry: [("PROFILE", "mashang-dust-station")]),
        Mistake(
            "temperature ten times too high", .carbon, .red, "air at the inlet at least 200 °C, over 40 °C",
            profile: [("unit: °C, scale: 0.1", "unit: °C")]),
    ]

    private static let fume: [Mistake] = [
        Mistake(
            "no purifier signal", .fume, .grey, "Not monitored: the purifier",
            entry: [("unit:", "only: [fume, fanCurrent, fanState], unit:")]),
        Mistake(
            "no fan signal", .fume, .grey, "Not monitored: the fan",
            entry: [("unit:", "only: [fume, purifierCurrent, purifierState], unit:")]),
        // With the purifier on no rule can tell: both currents are those of something that runs.
        Mistake(
            "currents of fan and purifier swapped, purifier off", .fume, .yellow,
            "the fan's contact says on and its current is 0 A",
            entry: [("unit:", "as: {fanCurrent: purifierCurrent, purifierCurrent: fanCurrent}, unit:")],
            device: ["purifierCurrent": 0, "purifierState": 0]),
        Mistake(
            "fume a hundred times too high", .fume, .red, "10-minute mean of the fume 13",
            profile: [("scale: 0.01, range: [0, 50]", "range: [0, 500]")]),
        Mistake(
            "fume a hundred times too low", .fume, .grey, "the sensor is suspect",
            profile: [("scale: 0.01, range: [0, 50]", "scale: 0.0001, range: [0, 50]")]),
        Mistake(
            "wrong byte order of the fume", .fume, .red, "10-minute mean of the fume",
            profile: [("range: [0, 50],", "order: BADC, range: [0, 50],")]),
        Mistake(
            "purifier contact normally closed", .fume, .yellow, "the purifier's contact says off and its current is",
            device: ["purifierState": 0]),
        Mistake(
            "last cleaning omitted", .fume, .grey, "no cleaning on record: it cannot be judged",
            entry: [(", lastCleaned: DAY", "")]),
        Mistake(
            "holding for input registers", .fume, .grey, "no valid data arrive", profile: [("input ", "holding ")]),
    ]

    private static let machinery: [Mistake] = [
        Mistake(
            "engine speed missing", .machinery, .grey, "not data enough for the one-minute mean of the smoke",
            entry: [("unit:", "only: [nox, exhaustTemp, dpfPressure, smoke, engineHours], unit:")]),
        Mistake(
            "engine speed at an empty register", .machinery, .grey, "not data enough for the mean of NOx",
            profile: [("holding 0,", "holding 50,")]),
        Mistake(
            "last test omitted", .machinery, .grey, "no exhaust test on record: it cannot be judged",
            entry: [("lastTest: DAY, ", "")]),
        Mistake(
            "registration omitted", .machinery, .grey, "neither a registration number nor the day of purchase",
            entry: [(", registration: 3-2026-00017", "")]),
        Mistake(
            "offset of the exhaust temperature omitted", .machinery, .yellow, "°C, over 550 °C",
            profile: [("offset: -273, ", "")]),
        Mistake(
            "smoke a hundred times too high", .machinery, .grey, "live smoke, one-minute mean: at least 30 1/m",
            profile: [("unit: 1/m, scale: 0.01", "unit: 1/m")]),
    ]

    private static let dust: [Mistake] = [
        Mistake(
            "neither TSP nor PM10", .dust, .grey, "Not monitored: TSP, PM10",
            entry: [("unit:", "only: [pm25, noise, windSpeed, windDirection], unit:")]),
        Mistake(
            "noise only", .dust, .grey, "Not monitored: TSP, PM10, TSP or PM10 or PM2.5",
            entry: [("unit:", "only: [noise], unit:")]),
        Mistake(
            "mg for µg of PM10", .dust, .red, "above the city's 60 µg/m³, over 80 µg/m³",
            profile: [
                ("holding 5, type: uint16, unit: ug/m3, range: [0, 10000]", "holding 5, type: uint16, unit: mg/m3")
            ]),
        Mistake(
            "µg for mg of TSP", .dust, .grey, "the finer cannot be more than the whole",
            profile: [("float64, unit: mg/m3", "float64, unit: ug/m3")]),
        Mistake(
            "TSP read as float32", .dust, .red, "µg/m³, over 500 µg/m³", profile: [("float64", "float32")]),
        Mistake(
            "word order of TSP reversed", .dust, .red, "TSP (box) has been marked “out of range”",
            profile: [("float64", "float64, order: DCBA")]),
        Mistake(
            "registers counted from 0", .dust, .red, "TSP (box) has been marked “out of range”",
            profile: [("addressBase: 1\n", "")]),
        Mistake(
            "entered as a kitchen", .dust, .grey, "Not monitored: the fan, the purifier",
            entry: [("kind: dust-site", "kind: fume-purifier, fume: {stoves: 4, lastCleaned: DAY}")]),
    ]

    /// What the gateway does not start with.
    static let refused: [Mistake] = [
        Mistake(
            "registers of pressure drop and temperature swapped", .carbon, .grey,
            "humidity overlaps pressureDrop, which is holding 2 read otherwise",
            profile: [
                ("pressureDrop:\n    {register: holding 0", "pressureDrop:\n    {register: holding 2"),
                ("temperature: {register: holding 2", "temperature: {register: holding 0"),
            ]),
        Mistake(
            "quantity misspelt", .carbon, .grey, "'presureDrop' is no known quantity; did you mean 'pressureDrop'?",
            profile: [("pressureDrop:", "presureDrop:")]),
        Mistake(
            "names of two points swapped", .carbon, .grey,
            "pressureDrop is in Pa, which cannot be converted to temperature's °C",
            entry: [("unit:", "as: {pressureDrop: temperature, temperature: pressureDrop}, unit:")]),
        Mistake(
            "unit of another quantity", .carbon, .grey,
            "pressureDrop is measured in Pa, and °C cannot be converted to it", profile: [("unit: kPa", "unit: °C")]),
        Mistake("unknown unit", .carbon, .grey, "'MPa' is not a known unit", profile: [("unit: kPa", "unit: MPa")]),
        Mistake(
            "range upside down", .carbon, .grey, "the range is empty; write the lower end first",
            profile: [("[-1, 10]", "[10, -1]")]),
        Mistake(
            "unknown word order", .carbon, .grey, "'little' is not one of ABCD, CDAB, BADC, DCBA",
            profile: [("order: CDAB", "order: little")]),
        Mistake("unit address too high", .fume, .grey, "'300' is not a unit from 0 to 255", entry: [("UNIT", "300")]),
        Mistake(
            "bus that nobody described", .fume, .grey, "'plc2' is not a bus of this file; did you mean plc?",
            entry: [("bus: plc", "bus: plc2")]),
        Mistake(
            "point that the profile does not have", .dust, .grey,
            "'TSP' is not a point of the profile; it has tsp, pm10", entry: [("unit:", "only: [TSP], unit:")]),
        Mistake(
            "read too seldom for the rule", .dust, .grey, "tsp is read every 1h, which is too seldom for dust.tsp",
            profile: [("range: [0, 30]", "range: [0, 30], every: 1h")]),
        Mistake(
            "profile that is not there", .machinery, .grey, "there is no profile 'mashang-machinery'",
            entry: [("PROFILE", "mashang-machinery")]),
        Mistake(
            "kind misspelt", .dust, .grey, "'dust' is not one of activated-carbon, fume-purifier",
            entry: [("kind: dust-site", "kind: dust")]),
        Mistake(
            "limit in another unit", .carbon, .grey, "'2500 °C' is not a value with a unit such as 2500 Pa",
            entry: [("kind: activated-carbon", "kind: activated-carbon, limits: {pressureDrop: 2500 °C}")]),
    ]
}

/// Facilities with simulated devices that work, one unit each, and a gateway that is configured with mistakes.
private final class MisconfiguredSite {
    let mistakes: [(mistake: Mistake, code: String)]
    private let folder = try! TemporaryFolder()
    private let devices: [UInt8: SimulatedDevice]
    private let server: ModbusServer
    private let gonePort: UInt16
    private var file: String { folder.path + "/gateway.yaml" }
    private static let profiles = Program.repository + "/device-profiles"

    init(_ mistakes: [Mistake]) throws {
        self.mistakes = mistakes.enumerated().map { ($1, "WRONG-\(100 + $0)") }
        var devices: [UInt8: SimulatedDevice] = [:]
        for (index, mistake) in mistakes.enumerated() { devices[UInt8(index + 1)] = try Self.device(mistake) }
        self.devices = devices
        server = try ModbusServer.tcp(responder: SimulatedBus(devices).respond)
        let probe = try ModbusServer.tcp { _ in .silence }
        probe.stop()
        gonePort = probe.port
        let day = (Timestamp.now - .days(2)).day(utcOffset: 8 * 3600).description
        let entries = try self.mistakes.enumerated().map { index, each in
            try entry(each.mistake, code: each.code, unit: index + 1).replacing("DAY", with: day)
        }
        try (head + entries.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }

    func stop() { server.stop() }

    private var head: String {
        """
        gateway: {id: NJ-TEST-0001, language: en}
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:0"}
        profiles: [\(folder.path)]
        buses:
          plc: {tcp: {host: 127.0.0.1, port: \(server.port)}}
          gone: {tcp: {host: 127.0.0.1, port: \(gonePort)}}
        facilities:

        """
    }

    /// By the correct profile.
    private static func device(_ mistake: Mistake) throws -> SimulatedDevice {
        let name = mistake.kind.profile
        var device = SimulatedDevice(try ProfileCatalog(files: .disk).profile(at: "\(profiles)/\(name).yaml"))
        for (point, value) in mistake.kind.values.merging(mistake.device, uniquingKeysWith: { $1 }) {
            let isHeld = device.set(point, to: value)
            try #require(isHeld, "\(point) cannot be \(value)")
        }
        return device
    }

    /// Writes the profile that it names as well.
    private func entry(_ mistake: Mistake, code: String, unit: Int) throws -> String {
        let (own, name) = (mistake.kind.profile, "wrong-\(unit)")
        if !mistake.profile.isEmpty {
            let text = try String(contentsOfFile: "\(Self.profiles)/\(own).yaml", encoding: .utf8)
            // The samples would give the mistake away.
            let points = text.prefix(upTo: text.range(of: "samples:")?.lowerBound ?? text.endIndex)
            let wrong = try edited(String(points), mistake.profile).replacing(
                "profile: \(own)", with: "profile: \(name)")
            try wrong.write(toFile: "\(folder.path)/\(name).yaml", atomically: true, encoding: .utf8)
        }
        return try edited(mistake.kind.entry, mistake.entry).replacing("UNIT", with: "\(unit)")
            .replacing("PROFILE", with: mistake.profile.isEmpty ? own : name).replacing("CODE", with: code)
    }

    private func edited(_ text: String, _ edits: [Mistake.Edit]) throws -> String {
        try edits.reduce(text) { text, edit in
            try #require(text.contains(edit.right), "\(edit.right) is not in \(text)")
            return text.replacing(edit.right, with: edit.wrong)
        }
    }

    // MARK: The past

    func takePast() async throws {
        let configuration = try Configuration.read(file: file, folders: [Self.profiles], files: .disk)
        let gateway = Gateway(configuration, logger: Logger(label: "past"))
        try await gateway.take(past: past(configuration, until: .now))
    }

    private static let step = 30

    private func past(
        _ configuration: Configuration, until now: Timestamp
    ) -> [(facility: Facility.Code, event: Event)] {
        let start = now - .hours(2)
        let records = zip(configuration.facilities, mistakes).flatMap { installation, each in
            (each.mistake.kind.records(until: now) + each.mistake.records).map { body in
                (installation.facility.code, Event.record(Record(at: start, by: "test", body)))
            }
        }
        let samples = configuration.facilities.flatMap { installation in
            installation.devices.flatMap { device in
                self.samples(of: device, from: start, until: now).map { (installation.facility.code, Event.sample($0)) }
            }
        }
        return (records + samples).sorted { $0.1.time < $1.1.time }.map { (facility: $0.0, event: $0.1) }
    }

    /// What the gateway makes of the device's registers by the profile that it was given.
    private func samples(of device: Configuration.Device, from start: Timestamp, until end: Timestamp) -> [Sample] {
        var checks = ReadingChecks(device.profile)
        let plan = device.profile.readPlan
        return stride(from: 0, to: Int((end - start).inSeconds), by: Self.step).map { elapsed in
            let time = start + .seconds(Int64(elapsed))
            let readings = plan.flatMap { block in
                let request = ModbusRequest.read(
                    unit: device.unit, table: .init(block.table), address: block.address, count: block.count)
                guard device.bus == "plc",
                    case .words(let words) = devices[device.unit]?.answer(request, elapsed: Double(elapsed))
                else { return device.profile.failedReadings(in: block, reason: .noAnswer) }
                return device.profile.readings(in: block, words: words)
            }
            return Sample(device: device.id, time: time, readings: checks.check(readings, at: time))
        }
    }

    // MARK: The present

    func run(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try await Program.run(arguments + options, in: folder)
    }

    private var answering: [DeviceID] {
        get throws {
            try Configuration.read(file: file, folders: [Self.profiles], files: .disk).facilities.flatMap(\.devices)
                .filter { $0.bus == "plc" && devices[$0.unit] != nil }.map { DeviceID(bus: $0.bus, unit: $0.unit) }
        }
    }

    private var options: [String] { ["--config", file, "--profiles", Self.profiles] }

    /// As soon as every device that answers has been polled twice.
    func reportOfRunningGateway() async throws -> GatewayReport {
        let answering = try Set(answering)
        let gateway = try Program(["run"] + options, in: folder)
        while true {
            let (status, output) = try await run("status", "--json")
            if status == 0 {
                let report = try JSONDecoder().decode(GatewayReport.self, from: Data(output.utf8))
                let polled = report.buses["plc"]?.report.devices.filter { $0.counts.done > 1 } ?? []
                if answering.isSubset(of: polled.map(\.device)) {
                    #expect(await gateway.end(SIGTERM) == 0)
                    return report
                }
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

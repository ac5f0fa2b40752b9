import Facilities
import WebPage

/// The states of the devices and the lines of a report, with the newest reading of each channel of the devices.
struct Lines {
    private let readings: [DeviceEntry: [CurrentReading]]
    /// The newest sample of each entry.
    private let samples: [DeviceEntry: Sample]

    init(_ health: GatewayHealth, _ board: Board) {
        let entries = Set(health.buses.values.flatMap { $0.report?.devices ?? [] }.flatMap(\.serves))
        let readings: [DeviceEntry: [CurrentReading]] = Set(entries.map(\.code)).reduce(into: [:]) { readings, code in
            for reading in board.readings(of: code, places: [:]) {
                readings[DeviceEntry(code, reading.device), default: []].append(reading)
            }
        }
        let samples = board.latestSamples
        self.init(
            readings, entries.reduce(into: [:]) { $0[$1] = samples[$1.code]?[$1.device] })
    }

    init(_ readings: [DeviceEntry: [CurrentReading]], _ samples: [DeviceEntry: Sample]) {
        (self.readings, self.samples) = (readings, samples)
    }

    func line(_ name: String, _ report: BusReport) -> MachineReport.Line {
        let bus = GatewayReport.Bus(report)
        return MachineReport.Line(
            name: name, endpoint: report.endpoint, busy: report.busy, suspendedUntil: report.suspendedUntil,
            advice: bus.advice,
            devices: zip(report.devices, bus.deviceAdvice).map { device, advice in
                MachineReport.Device(
                    name: device.device.description, state: state(of: device, report),
                    offlineSince: device.offlineSince, counts: device.countTexts, answers: device.answerTexts,
                    advice: advice,
                    entries: device.serves.map { entry in
                        MachineReport.Entry(name: entry.description, readings: readings[entry] ?? [])
                    })
            })
    }

    func state(of device: BusReport.Device, _ line: BusReport) -> MachineReport.State {
        if line.suspendedUntil != nil { return .suspended }
        if device.offlineSince != nil { return .offline }
        let newest = device.serves.compactMap { samples[$0] }
        if newest.contains(where: \.hasValue) { return .online }
        let counts = device.counts
        if counts.answerTimes.total + counts.exceptions + counts.garbled == 0 { return .unheard }
        if counts.answerTimes.total == 0, counts.exceptions > 0, newest.contains(where: \.isRefusal) {
            return .refusing
        }
        return newest.contains(where: \.isAnswer) ? .withoutValue : .unanswered
    }
}

extension Sample {
    /// Whether the device refused everything that was requested.
    fileprivate var isRefusal: Bool {
        !readings.isEmpty && readings.allSatisfy { $0.quality == .bad(.exception) }
    }

    /// Whether the device answered, with or without usable values.
    fileprivate var isAnswer: Bool {
        readings.contains { reading in
            switch reading.quality {
            case .bad(.noAnswer), .bad(.busError), .bad(.maintenance), .bad(.calibrating): false
            default: true
            }
        }
    }
}

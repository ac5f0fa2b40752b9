import Facilities
import WebPage

/// The lines of a report, with the newest reading of each channel that their devices serve.
struct Lines {
    private let readings: [DeviceEntry: [CurrentReading]]
    /// The entries whose newest sample has a value.
    private let valued: Set<DeviceEntry>

    init(_ health: GatewayHealth, _ board: Board) {
        let entries = Set(health.buses.values.flatMap { $0.report?.devices ?? [] }.flatMap(\.serves))
        readings = Set(entries.map(\.code)).reduce(into: [:]) { readings, code in
            for reading in board.readings(of: code, places: [:]) {
                readings[DeviceEntry(code, reading.device), default: []].append(reading)
            }
        }
        let samples = board.latestSamples
        valued = entries.filter { samples[$0.code]?[$0.device]?.hasValue ?? false }
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

    private func state(of device: BusReport.Device, _ line: BusReport) -> MachineReport.State {
        if line.suspendedUntil != nil { return .suspended }
        if device.offlineSince != nil { return .offline }
        if device.serves.contains(where: valued.contains) { return .online }
        let counts = device.counts
        return counts.answerTimes.total + counts.exceptions + counts.garbled == 0 ? .unheard : .withoutValue
    }
}

import Facilities
import WebPage

/// The metrics of the buses and their devices. Their labels are names of the configuration.
struct BusMetrics {
    private let lines: [(name: String, report: BusReport)]
    private let devices: [(labels: [Metric.Label], report: BusReport.Device, state: MachineReport.State)]

    /// Creates the metrics.
    ///
    /// - Parameter states: the states of the devices as the technician's page shows them.
    init(_ health: GatewayHealth, _ states: Lines) {
        lines = health.buses.sorted { $0.key < $1.key }.compactMap { name, bus in bus.report.map { (name, $0) } }
        devices = lines.flatMap { name, report in
            report.devices.map { device in
                (
                    [.init("bus", name), .init("unit", "\(device.unit)")], device,
                    states.state(of: device, report)
                )
            }
        }
    }

    var all: [Metric] {
        [
            Metric(
                "mashang_bus_busy_ratio", .gauge, "The share of the last minute in which the line was busy.",
                lines.map { .init($0.report.busy, [.init("bus", $0.name)]) }),
            Metric(
                "mashang_bus_suspended", .gauge, "Whether polling is suspended.",
                lines.map { .init($0.report.suspendedUntil == nil ? 0 : 1, [.init("bus", $0.name)]) }),
            Metric(
                "mashang_bus_up", .gauge, "Whether the line itself can be used.",
                lines.map { .init($0.report.lineDown == nil ? 1 : 0, [.init("bus", $0.name)]) }),
            Metric(
                "mashang_device_online", .gauge,
                "Whether the newest sample of the device has a value; 0 while the line is suspended.",
                devices.map { .init($0.state == .online ? 1 : 0, $0.labels) }),
            counter("mashang_polls_due_total", "Polls that were due: each was done or skipped.", \.due),
            counter("mashang_polls_done_total", "Polls in which the device was asked, whatever came of it.", \.done),
            counter(
                "mashang_polls_late_total", "Polls that were skipped because the line was busy.", \.late),
            counter(
                "mashang_polls_put_off_total",
                "Polls that were skipped while the device was silent or the line suspended.",
                \.putOffOrNone),
            failures, answers,
        ]
    }

    private func counter(_ name: String, _ help: String, _ count: KeyPath<DeviceCounts, Int>) -> Metric {
        Metric(
            name, .counter, help, devices.map { .init(Double($0.report.counts[keyPath: count]), $0.labels) })
    }

    private var failures: Metric {
        let reasons: [(String, KeyPath<DeviceCounts, Int>)] = [
            ("timeout", \.timeouts), ("garbled", \.garbled), ("exception", \.exceptions), ("unasked", \.unasked),
            ("unreachable", \.unreachable),
        ]
        return Metric(
            "mashang_polls_failed_total", .counter, "Requests that failed and frames that nobody asked for, by reason.",
            devices.flatMap { device in
                reasons.map { reason, count in
                    .init(Double(device.report.counts[keyPath: count]), device.labels + [.init("reason", reason)])
                }
            })
    }

    /// The distribution of the answer times, one for each line, so that the metrics of a site with many devices stay small.
    private var answers: Metric {
        Metric(
            "mashang_answer_seconds", .histogram, "The time from a request to its whole answer.",
            lines.flatMap { name, report in
                samples(report.devices.map(\.counts.answerTimes), [.init("bus", name)])
            })
    }

    private func samples(_ times: [AnswerTimes], _ labels: [Metric.Label]) -> [Metric.Sample] {
        let bounds = AnswerTimes.bounds.map { "\(Double($0) / 1000)" } + ["+Inf"]
        var total = 0
        let buckets = bounds.enumerated().map { index, bound in
            total += times.reduce(0) { $0 + $1.counts[index] }
            return Metric.Sample(Double(total), labels + [.init("le", bound)], suffix: "_bucket")
        }
        let sum = times.reduce(0) { $0 + $1.sum.inSeconds }
        return buckets + [.init(sum, labels, suffix: "_sum"), .init(Double(total), labels, suffix: "_count")]
    }
}

extension DeviceCounts {
    fileprivate var putOffOrNone: Int { putOff ?? 0 }
}

import Delivery
import Facilities
import WebPage

/// The metrics of one uplink.
struct UplinkFigures {
    var report: UplinkReport
    var counts: UplinkCounts

    fileprivate func sample(_ value: Double, _ more: Metric.Label...) -> Metric.Sample {
        .init(value, [.init("uplink", report.name)] + more)
    }
}

extension [UplinkFigures] {
    var metrics: [Metric] {
        [
            Metric(
                "mashang_uplink_connected", .gauge, "Whether there is a connection to the broker or the platform.",
                map { $0.sample($0.report.isConnected ? 1 : 0) }),
            Metric(
                "mashang_uplink_backlog_items", .gauge, "Samples, means and entries that are not acknowledged.",
                map { $0.sample(Double($0.report.backlog)) }),
            Metric(
                "mashang_uplink_acknowledged_total", .counter,
                "Messages that the broker or the platform has acknowledged.",
                map { $0.sample(Double($0.counts.acknowledged)) }),
            Metric(
                "mashang_uplink_refused_total", .counter, "Messages that were not taken, by reason.",
                flatMap { uplink in
                    uplink.counts.refused.sorted { $0.key < $1.key }.map { reason, count in
                        uplink.sample(Double(count), .init("reason", reason))
                    }
                }),
            Metric(
                "mashang_uplink_refused_topics", .gauge, "Topics that are refused at present.",
                map { $0.sample(Double($0.report.refused.count)) }),
            Metric(
                "mashang_uplink_quarantined_items", .gauge, "Items that are not sent any more.",
                map { $0.sample(Double($0.report.quarantined)) }),
            Metric(
                "mashang_uplink_last_success_age_seconds", .gauge,
                "The time since a message was acknowledged; absent before the first.",
                compactMap { uplink in
                    uplink.counts.lastSuccess.map { uplink.sample((ContinuousClock.now - $0).inSeconds) }
                }),
        ]
    }
}

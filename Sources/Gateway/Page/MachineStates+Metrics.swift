import Delivery
import Facilities
import SiteConfiguration
import WebPage

/// All metrics, stage by stage, from the devices to the brokers.
extension MachineStates {
    func metrics() async -> [Metric] {
        let health = await check.health()
        return program(health) + BusMetrics(health, Lines(health, board)).all + kept(health) + space(health.asOf)
            + (await delivery())
            + [lights]
    }

    private func program(_ health: GatewayHealth) -> [Metric] {
        let age = (ContinuousClock.now - started).inSeconds
        let start = Double(health.asOf.milliseconds) / 1000 - age
        return [
            Metric(
                "mashang_build_info", .gauge, "The version of the program.",
                [.init(1, [.init("version", Release.version)])]),
            Metric(
                "mashang_start_time_seconds", .gauge,
                "The time since which everything here is counted, by the gateway's clock.", start.rounded()),
            Metric(
                "mashang_clock_trusted", .gauge, "Whether the gateway's time is believed.",
                health.clock.believed ? 1 : 0),
            Metric(
                "mashang_clock_synchronised", .gauge, "Whether a source keeps the machine's clock right.",
                health.clock.source != nil ? 1 : 0),
            Metric(
                "mashang_configuration_valid", .gauge, "Whether the configuration that was read last is in force.",
                problem.current == nil ? 1 : 0),
        ]
    }

    // MARK: The journal

    private func kept(_ health: GatewayHealth) -> [Metric] {
        let (counts, bytes) = committer.work
        return [
            Metric(
                "mashang_journal_writable", .gauge, "Whether the journal can be written.",
                health.journal.obstacle == nil ? 1 : 0),
            Metric(
                "mashang_queue_items", .gauge, "Samples, entries and means that wait for the journal.",
                Double(health.journal.waiting)),
            Metric("mashang_queue_bytes", .gauge, "Bytes of memory that wait for the journal.", Double(bytes)),
            Metric("mashang_commits_total", .counter, "Commits of the journal.", Double(counts.commits)),
            Metric(
                "mashang_commits_synced_total", .counter, "Commits that reached the disk.", Double(counts.synced)),
            Metric("mashang_commits_failed_total", .counter, "Attempts that failed.", Double(counts.failed)),
            Metric(
                "mashang_commit_items_total", .counter, "Samples, entries and means that were committed.",
                Double(counts.items)),
            Metric("mashang_commit_seconds_total", .counter, "Time that commits took.", counts.time.inSeconds),
            Metric(
                "mashang_commit_longest_seconds", .gauge, "The longest commit since the start.",
                counts.longest.inSeconds),
            Metric(
                "mashang_journal_sequence", .gauge, "The newest sequence that is kept.", Double(board.lastSequence)),
            Metric(
                "mashang_judging_overdue_seconds", .gauge, "For how long judging has not come round.",
                health.judgingOverdue.inSeconds),
        ]
    }

    private func space(_ now: Timestamp) -> [Metric] {
        let storage = storage.storage
        return [
            Metric(
                "mashang_journal_used_bytes", .gauge, "Bytes of the journal that are in use.",
                storage.map { Double($0.journal) }),
            Metric(
                "mashang_journal_budget_bytes", .gauge, "Bytes that the journal may take.",
                Double(configuration.journal.budget)),
            Metric(
                "mashang_journal_days", .gauge, "Days of samples that are kept.", storage?.days(until: now)),
            Metric(
                "mashang_journal_left_days", .gauge,
                "An estimate of the days until the budget or the disk is full; absent with less than an hour of samples, where the disk does not tell its space, and once the oldest readings go for the newest.",
                storage?.daysLeft),
            Metric(
                "mashang_journal_budget_days", .gauge,
                "An estimate of the days in which the present rate fills the whole budget; absent with less than an hour of samples.",
                storage?.budgetDays),
            Metric(
                "mashang_disk_free_bytes", .gauge,
                "Bytes that are free on the journal's disk; absent where it does not tell.",
                storage.flatMap { $0.free.map(Double.init) }),
            Metric(
                "mashang_photographs_bytes", .gauge, "Bytes of all photographs.",
                storage.map { Double($0.photographs) }),
            Metric(
                "mashang_photographs", .gauge, "Photographs that are kept.",
                storage.map { Double($0.photographCount) }),
            Metric(
                "mashang_photographs_budget_bytes", .gauge, "Bytes that photographs may take.",
                Double(configuration.journal.photographs)),
        ]
    }

    // MARK: The outside

    private func delivery() async -> [Metric] {
        var uplinks: [UplinkFigures] = []
        for uplink in self.uplinks.all {
            uplinks.append(UplinkFigures(report: await uplink.report(), counts: await uplink.counts()))
        }
        return uplinks.metrics
    }

    private var lights: Metric {
        Metric(
            "mashang_facility_light", .gauge, "The light that a facility has: 1 for that one.",
            board.statuses.map { status in
                .init(1, [.init("code", status.code.description), .init("light", status.light.rawValue)])
            })
    }
}

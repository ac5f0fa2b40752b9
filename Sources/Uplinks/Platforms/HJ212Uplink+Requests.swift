import Facilities
import HJ212

/// Carries out the requests of the platform.
extension HJ212Uplink {
    /// Carries a request out beside what is sent, and answers it. The conversation bounds how many there are at one time.
    func carryOut(_ request: Request, _ station: String, _ number: Int) {
        let line = lineNumber
        Task { await carryOut(request, station, number, on: line) }
    }

    private func carryOut(_ request: Request, _ station: String, _ number: Int, on line: Int) async {
        switch request {
        case .setTimeouts(let seconds, let resends):
            await set([(.overTime, seconds), (.reCount, resends)], number, line)
        case .setRealtimeInterval(let seconds): await set([(.rtdInterval, seconds)], number, line)
        case .setMinuteInterval(let minutes): await set([(.minInterval, minutes)], number, line)
        case .startRealtime: await set([(.realtimeSent, 1)], number, line)
        case .stopRealtime: await set([(.realtimeSent, 0)], number, line)
        case .startStates: await set([(.statesSent, 1)], number, line)
        case .stopStates: await set([(.statesSent, 0)], number, line)
        case .intervals(let interval, let from, let to):
            await sendHistory(of: station, interval, Timestamp(from)...Timestamp(to), number, line)
        case .runHours(let from, let to):
            await sendRunHours(of: station, Timestamp(from)...Timestamp(to), number, line)
        case .identity(let factor):
            finish(number, .reports(figures[station]?.identities(of: factor, at: site.now) ?? [], isLast: true), line)
        case .information(let factor, let id, nil, nil):
            guard let figures = figures[station] else { return finish(number, .done(.systemFault), line) }
            let reports = figures.information(of: factor, id: id, latest(of: figures.station))
            finish(number, .reports(reports, isLast: true), line)
        // The gateway has no logs of instruments and no hardware numbers: the standard's answer is that there are no data.
        case .hardwareNumbers, .information: finish(number, .reports([], isLast: true), line)
        // Key and password are in files, where a person changes them.
        case .exchangeKey, .setPassword: finish(number, .done(.failed), line)
        case .time, .setTime, .realtimeInterval, .minuteInterval, .heartbeat: finish(number, .done(.failed), line)
        }
    }

    /// Answers a request, unless the connection on which it came is gone.
    private func finish(_ number: Int, _ outcome: Conversation.Outcome, _ line: Int) {
        guard line == lineNumber, standing.isConnected, var conversation else { return }
        let actions = conversation.finish(number, outcome, moment)
        self.conversation = conversation
        perform(actions)
    }

    // MARK: What it sets

    /// Enters settings, and applies those that are kept.
    private func set(_ items: [(PlatformSetting.Item, Int)], _ number: Int, _ line: Int) async {
        for (item, value) in items where terms[item] != value {
            guard await site.enter(item, value) else { return finish(number, .done(.failed), line) }
            terms[item] = value
        }
        packer.minutes = terms.minutes
        if items.contains(where: { $0.0 == .realtimeSent || $0.0 == .rtdInterval }) { realtimeDue = moment.uptime }
        finish(number, .done(.succeeded), line)
        inbox.wake()
    }

    // MARK: History

    /// The starts of intervals in a time, of each day as one stretch.
    private func sendHistory(
        of station: String, _ interval: Report.Interval, _ time: ClosedRange<Timestamp>, _ number: Int, _ line: Int
    ) async {
        let length = Duration.minutes(interval == .minute ? packer.minutes : Aggregate.Interval(interval).minutes)
        await send(of: time, number, line) { stretch in
            var reports: [Report] = []
            // Days begin at midnight of Beijing, everything else with the hour.
            let shift = Duration.hours(interval == .day ? 8 : 0)
            var start = (stretch.lowerBound + shift).start(ofInterval: length) - shift
            while start < stretch.upperBound {
                if stretch.contains(start), start + length <= closed {
                    reports += try await self.reports(of: station, interval, in: start..<start + length)
                        .filter { $0.command == interval.command }
                }
                start = start + length
            }
            return reports
        }
    }

    private func sendRunHours(
        of station: String, _ time: ClosedRange<Timestamp>, _ number: Int, _ line: Int
    ) async {
        await send(of: time, number, line) { stretch in
            let day = (stretch.upperBound - .milliseconds(1)).startOfBeijingDay
            guard stretch.contains(day), day + .days(1) <= closed else { return [] }
            return try await self.reports(of: station, .day, in: day..<day + .days(1)).filter {
                $0.command == .runHours
            }
        }
    }

    /// Sends what was asked for, a day after the other, as fast as the platform reads.
    private func send(
        of time: ClosedRange<Timestamp>, _ number: Int, _ line: Int,
        _ reports: (Range<Timestamp>) async throws -> [Report]
    ) async {
        let end = min(time.upperBound + .milliseconds(1), closed)
        var begin = max(time.lowerBound, closed - Self.longestHistory)
        do {
            while begin < end, line == lineNumber {
                let next = min(begin.startOfBeijingDay + .days(1), end)
                for report in try await reports(begin..<next) {
                    await hasRoom(line)
                    finish(number, .reports([report], isLast: false), line)
                }
                begin = next
            }
            finish(number, .reports([], isLast: true), line)
        } catch {
            finish(number, .done(.systemFault), line)
        }
    }

    /// The age of the oldest data that a request may concern: no journal has older ones.
    private static var longestHistory: Duration { .days(3660) }

    private func hasRoom(_ number: Int) async {
        while number == lineNumber, line?.isBusy ?? false { try? await Task.sleep(for: .milliseconds(20)) }
    }
}

extension Timestamp {
    /// Midnight of Beijing before it.
    fileprivate var startOfBeijingDay: Timestamp {
        (self + .hours(8)).start(ofInterval: .days(1)) - .hours(8)
    }
}

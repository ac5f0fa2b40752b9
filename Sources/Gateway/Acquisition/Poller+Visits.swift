import Facilities
import Modbus

/// Reads for a program on this machine, one request at a time between polls: two masters on a line would receive each
/// other's answers.
extension Poller {
    var isSuspended: Bool { suspendedUntil > .now - start }

    /// The time that a read of a unit which may be silent waits for a pause of the polls.
    private static let visitPatience = Duration.seconds(1)

    /// Reads for a program on this machine.
    ///
    /// - Parameter scan: the scan that the read belongs to; nil for a single read.
    func visit(_ request: ModbusRead, scan: String?) async -> LineAnswer {
        guard !isSuspended else { return LineAnswer(notNow: .suspended) }
        guard visits.admits(scan: scan, at: .now - start) else { return LineAnswer(notNow: .otherScan) }
        await pause(for: request)
        guard !isSuspended else { return LineAnswer(notNow: .suspended) }
        guard let answer = await bus.read([request]).first else { return LineAnswer(.failure(.noAnswer)) }
        let (asked, arrived) = (answer.asked - start, answer.arrived - start)
        let hasAnswered =
            switch answer.words {
            case .success, .failure(.refused): true
            case .failure: false
            }
        visits.ended(request.unit, asked: asked, at: arrived, hasAnswered: hasAnswered)
        load.add(from: asked, to: arrived + (line?.silence ?? .zero))
        for index in devices.indices where answer.disputed.contains(devices[index].unit) {
            devices[index].isDisputed = true
        }
        return LineAnswer(answer.words)
    }

    /// Returns when the polls have had their share of the line. For a unit that may be silent, its time-out must also fit
    /// before the next poll.
    private func pause(for request: ModbusRead) async {
        await intake.loop.sleep(until: start + visits.notBefore)
        let end = ContinuousClock.now + Self.visitPatience
        let cost = visits.cost(of: request.unit, timeout: request.timeout)
        while cost > .zero, .now < end, !Task.isCancelled {
            switch schedule.step(at: .now - start) {
            case nil: return
            case .ask: await intake.loop.sleep(until: .now + .milliseconds(10))
            case .wait(let time):
                guard start + time - .now < cost else { return }
                await intake.loop.sleep(until: min(start + time + .milliseconds(5), end))
            }
        }
    }
}

extension Text {
    fileprivate static let suspended = Text(
        zh: "该总线已暂停轮询，网关此时不使用线路：请直接重新运行本命令",
        en: "polling of this bus is suspended, and the gateway leaves the line alone: run the command again")

    fileprivate static let otherScan = Text(
        zh: "该总线上已有一次扫描在进行：请等它结束后再试", en: "a scan of this bus is under way: try again when it has ended")
}

import DeviceProfiles
import Facilities
import Logging
import Modbus

/// The evaluation of answers.
extension Poller {
    /// The pause before a device that reports to be busy is polled again, and the number of these repetitions.
    private static let busyPause = Duration.milliseconds(500)
    private static let busyRetries = 3

    /// Evaluates one answer, and returns the readings that it gives. There are none if the block is requested again first.
    func consider(_ answer: ModbusAnswer, to turn: Int) -> [EntryReadings] {
        let part = self.asked(in: turn)
        let isTrial = devices[blocks[turn].device].holeTrial.map { $0.block == blocks[turn].block } ?? false
        let wasPutOff =
            schedule.links[blocks[turn].device].isDoubtful || schedule.turns[turn].lastAsked < suspendedUntil
        let come = schedule.asked(turn, at: answer.asked - start)
        devices[blocks[turn].device].counts.asked(turns: come, wasPutOff: wasPutOff)
        let readings = consider(answer, to: turn, part)
        tryHoles(turn, answer)
        // A failure out of turn during a trial of unused registers is no reading of the block.
        return isTrial && !answer.isSuccess && come == 0 ? [] : readings
    }

    private func consider(_ answer: ModbusAnswer, to turn: Int, _ part: PolledBlock) -> [EntryReadings] {
        let device = blocks[turn].device
        let (asked, arrived) = (answer.asked - start, answer.arrived - start)
        load.add(from: asked, to: arrived + (line?.silence ?? .zero))
        count(answer, of: device)
        switch answer.words {
        case .failure(.refused(let exception)) where !exception.isOfGateway:
            answered(turn, answer)
            let isBusy = exception == .acknowledge || exception == .busy
            if isBusy, schedule.askAgain(turn, at: arrived + Self.busyPause, atMost: Self.busyRetries) { return [] }
            // The search that follows shows which of its points exist. They are read right after it.
            if answer.lacksRegisters, devices[device].nextSearch <= arrived {
                schedule.finished(turn)
                return []
            }
        case .success:
            answered(turn, answer)
            if !part.block.holes.isEmpty { devices[device].bridged.insert(part.block) }
            if devices[device].needsSetup, schedule.askAgain(turn, at: arrived, atMost: .max) { return [] }
        case .failure(.garbled):
            // On a serial line the answer to this request may still arrive.
            if line != nil { schedule.rest(device, until: asked + schedule.turns[turn].cost) }
            if schedule.askAgain(turn, at: arrived, atMost: 1) { return [] }
            return failed(turn, answer)
        case .failure:
            return failed(turn, answer)
        }
        schedule.finished(turn)
        return readings(of: answer.isSuccess ? part : blocks[turn], answer, at: asked)
    }

    /// Returns one sample for each device entry, with all of its blocks that were read in this slice. It is stamped by the
    /// machine's uptime, which advances evenly whatever happens to the clock.
    func samples(_ answered: [EntryReadings]) -> [Arrival] {
        let (now, uptime) = (ContinuousClock.now, clock.uptime)
        return Self.joined(answered).map { one in
            devices[one.place.device].sample(one.readings, of: one.place.entry, at: uptime - (now - one.arrived))
        }
    }

    /// Returns the readings of each entry together, in the order of the entries, and those of one entry in their order.
    private static func joined(_ answered: [EntryReadings]) -> [EntryReadings] {
        guard answered.count > 1 else { return answered }
        let order = answered.indices.sorted { (answered[$0].place, $0) < (answered[$1].place, $1) }
        var joined: [EntryReadings] = []
        for index in order {
            if let last = joined.last?.place, last == answered[index].place {
                joined[joined.count - 1].append(answered[index])
            } else {
                joined.append(answered[index])
            }
        }
        return joined
    }

    /// Returns the readings that an answer to a block gives each entry.
    ///
    /// - Parameter time: the time at which the block was requested, or given up.
    private func readings(of block: PolledBlock, _ answer: ModbusAnswer, at time: Duration) -> [EntryReadings] {
        let device = block.device
        let isSpoilt = otherMaster.spoils(answer.asked - start)
        let readings = devices[device].readings(of: block, from: answer, at: time, isLineShared: isSpoilt)
        let isUsable = readings.contains { $0.readings.contains { !$0.quality.isBad } }
        if isUsable { devices[device].counts.usable += 1 }
        return readings
    }

    private func count(_ answer: ModbusAnswer, of device: Int) {
        if !answer.unasked.isEmpty { countUnasked(answer) }
        if answer.hasOtherMaster { hearOtherMaster(at: answer.arrived - start) }
        devices[device].counts.add(answer.quirks, isTaken: answer.isTaken)
        switch answer.words {
        case .failure(.refused(let exception)) where exception.isOfGateway: devices[device].counts.timeouts += 1
        case .success: devices[device].counts.answerTimes.add(answer.arrived - answer.asked)
        case .failure(.noAnswer): devices[device].counts.timeouts += 1
        case .failure(.garbled): devices[device].counts.garbled += 1
        case .failure(.refused): devices[device].counts.exceptions += 1
        case .failure(.lineDown), .failure(.impossible): devices[device].counts.unreachable += 1
        }
    }

    private func countUnasked(_ answer: ModbusAnswer) {
        for index in devices.indices where answer.unasked.contains(devices[index].unit) {
            devices[index].counts.unasked += 1
        }
        for index in devices.indices where answer.disputed.contains(devices[index].unit) {
            devices[index].isDisputed = true
        }
    }

    /// Marks the readings from now on, and the next one of each device, as uncertain. The earlier readings are already
    /// delivered.
    private func hearOtherMaster(at time: Duration) {
        if otherMaster.heard(before: time) == nil {
            logger.warning("Another master is on the line; readings are uncertain", metadata: ["bus": "\(endpoint)"])
        }
        otherMaster.heard(at: time)
        for index in devices.indices { devices[index].isLineShared = true }
    }

    private func answered(_ turn: Int, _ answer: ModbusAnswer) {
        let device = blocks[turn].device
        if lineDown != nil { schedule.lineReturned(at: answer.arrived - start) }
        lineDown = nil
        guard schedule.answered(turn) == .returned else { return }
        devices[device].returned(at: clock.uptime(of: answer.arrived))
        linkLog.changed(devices[device].id, .returned, at: answer.arrived - start)
    }

    /// Returns the readings of the block, and of the blocks that are skipped with it, all bad.
    private func failed(_ turn: Int, _ answer: ModbusAnswer) -> [EntryReadings] {
        guard case .failure(let error) = answer.words else { return [] }
        let device = blocks[turn].device
        if case .lineDown(let reason) = error { lineDown = reason }
        let (change, dropped) = schedule.failed(
            turn, asked: answer.asked - start, at: answer.arrived - start,
            rest: line == nil ? .zero : blocks[turn].request.timeout
        )
        devices[device].counts.putOff(turns: dropped.reduce(0) { $0 + $1.count })
        if change == .lost {
            devices[device].lost()
            linkLog.changed(devices[device].id, .lost, error.description, at: answer.arrived - start)
        }
        return ([turn] + dropped.map(\.turn)).flatMap { readings(of: blocks[$0], answer, at: answer.arrived - start) }
    }
}

extension ModbusAnswer {
    /// Whether the exception is about the registers: exceptions 2 and 3 are, others are about the device.
    var lacksRegisters: Bool {
        guard case .failure(.refused(let exception)) = words else { return false }
        return exception == .illegalAddress || exception == .illegalValue
    }

    /// Whether a block may have failed because of its unused registers: after silence, and after exceptions that do not
    /// name the registers.
    var mayBeOfHoles: Bool {
        switch words {
        case .failure(.noAnswer): true
        case .failure(.refused(let exception)): exception != .acknowledge && exception != .busy && !lacksRegisters
        default: false
        }
    }

    /// Whether it was an answer to the request: data, or an exception of the device itself.
    var isTaken: Bool {
        if case .failure(let error) = words, case .refused = error { true } else { isSuccess }
    }

    var isSuccess: Bool { if case .success = words { true } else { false } }
}

extension ModbusException {
    /// Whether a Modbus gateway reports that the device did not answer.
    var isOfGateway: Bool { self == .gatewayPathUnavailable || self == .gatewayTargetSilent }
}

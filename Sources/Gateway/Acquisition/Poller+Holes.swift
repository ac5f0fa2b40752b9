import DeviceProfiles
import Logging
import Modbus

/// Devices that do not answer a request that includes registers they lack.
extension Poller {
    /// The pause before the next trial of a device that may only be offline.
    private static let holePause = Duration.seconds(60)

    /// Returns the block to request in a turn: the whole block, or a part of it during a trial of its unused registers.
    func asked(in turn: Int) -> PolledBlock {
        let whole = blocks[turn]
        guard let trial = devices[whole.device].holeTrial, trial.block == whole.block, trial.isOfPart else {
            return whole
        }
        return PolledBlock(trial.request, of: devices[whole.device])
    }

    /// Evaluates one answer for the trial of a block's unused registers, or begins a trial. The next step follows as soon
    /// as the schedule has time for it.
    func tryHoles(_ turn: Int, _ answer: ModbusAnswer) {
        let (block, index) = (blocks[turn].block, blocks[turn].device)
        let trial = devices[index].holeTrial
        guard trial.map({ $0.block == block }) ?? mayBegin(with: block, answer, of: index) else { return }
        let outcome: HoleTrial.Outcome
        if let trial {
            outcome = answer.isSuccess ? trial.answered() : trial.failed(mayBeOfHoles: answer.mayBeOfHoles)
        } else {
            outcome = .goesOn(HoleTrial(block))
        }
        devices[index].holeTrial = nil
        switch outcome {
        case .goesOn(let next):
            devices[index].holeTrial = next
            _ = schedule.askAgain(turn, at: answer.arrived - start, atMost: .max)
        case .bridges: break
        case .hasHoles: avoid(block.holes, of: block.table, index)
        case .unknown: devices[index].nextHoleSearch = answer.arrived - start + Self.holePause
        }
    }

    private func mayBegin(with block: ReadBlock, _ answer: ModbusAnswer, of index: Int) -> Bool {
        answer.mayBeOfHoles && !block.holes.isEmpty && !devices[index].bridged.contains(block)
            && devices[index].nextHoleSearch <= answer.arrived - start
    }

    private func avoid(_ holes: [Range<Int>], of table: DeviceProfiles.RegisterTable, _ index: Int) {
        for hole in holes { devices[index].holes.insertCrossing(hole, of: table) }
        devices[index].isPlanStale = true
        let registers = holes.map { "\($0.lowerBound)…\($0.upperBound - 1)" }.joined(separator: ", ")
        logger.warning(
            "Device does not answer across registers that it lacks; reading in parts",
            metadata: [
                "device": "\(devices[index].id)", "table": "\(table.rawValue)", "registers": "\(registers)",
                "profile": "limits: {holes: false}",
            ])
    }
}

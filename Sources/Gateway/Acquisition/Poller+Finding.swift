import DeviceProfiles
import Facilities
import Logging
import Modbus

/// The steps after a device was found: its setup, and a plan without the registers that it lacks.
extension Poller {
    /// Writes the setup registers of a device that was found, because its readings are worthless before that.
    func setUp(_ index: Int) async {
        guard devices[index].needsSetup, !schedule.links[index].isDoubtful else { return }
        do {
            for write in devices[index].setup {
                guard suspendedUntil <= .now - start else { return }
                try await bus.write(write)
            }
            devices[index].needsSetup = false
        } catch {
            setupFailed(error, index)
        }
    }

    /// Continues with a device that refuses its setup, because unconfigured readings are better than none.
    private func setupFailed(_ error: ModbusError, _ index: Int) {
        logger.warning(
            "Setup failed", metadata: ["device": "\(devices[index].id)", "reason": "\(error.description)"])
        if case .refused = error {
            devices[index].needsSetup = false
        } else if let turn = blocks.firstIndex(where: { $0.device == index }) {
            let now = ContinuousClock.now - start
            let failed = schedule.failed(turn, asked: now, at: now, rest: blocks[turn].request.timeout)
            devices[index].counts.putOff(turns: failed.dropped.reduce(0) { $0 + $1.count })
        }
    }

    /// Finds out which registers of a refused block the device lacks, and continues without them.
    func search(_ turn: Int) async {
        let index = blocks[turn].device
        guard devices[index].nextSearch <= .now - start else { return }
        var search = RefusalSearch(blocks[turn].block)
        while let block = search.next {
            guard suspendedUntil <= .now - start else { return }
            let answer = await bus.read([PolledBlock(block, of: devices[index]).request])
            // A device that stops answering shows nothing about its registers. The next refusal begins a new search.
            guard let answer = answer.first, answer.lacksRegisters || answer.isSuccess else { return }
            answer.lacksRegisters ? search.refused() : search.answered()
        }
        var refused = devices[index].refused
        refused.formUnion(search.found)
        // A device that refuses everything may only be starting, so that everything is still requested.
        guard !devices[index].blocks(at: cost, refused: refused).isEmpty else {
            devices[index].nextSearch = .now - start + searchPause
            return
        }
        devices[index].refused = refused
        devices[index].refusedUntil = .now - start + searchPause
        devices[index].isPlanStale = true
        guard devices[index].refusedAsSaid != refused else { return }
        devices[index].refusedAsSaid = refused
        let names = devices[index].refusedQuantities.map(\.rawValue).joined(separator: ", ")
        logger.warning("Device refuses registers", metadata: ["device": "\(devices[index].id)", "points": "\(names)"])
    }

    /// Plans the requests again for devices whose set of refused registers has changed.
    func plan() {
        for index in devices.indices where devices[index].refusedUntil <= .now - start {
            devices[index].forgetRefusals()
        }
        for index in devices.indices where devices[index].isPlanStale {
            devices[index].isPlanStale = false
            let new = devices[index].blocks(at: cost, refused: devices[index].refused)
            blocks.removeAll { $0.device == index }
            blocks += new
            devices[index].holeTrial = nil
            schedule.replace(turnsOf: index, by: new.map { $0.turn(on: line) }, at: .now - start)
        }
    }
}

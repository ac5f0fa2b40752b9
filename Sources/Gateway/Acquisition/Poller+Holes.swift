import DeviceProfiles
import Logging
import Modbus

/// Devices that answer nothing to a request across registers that they do not have.
extension Poller {
    /// How long a device that may only be dead is left alone with this.
    private static let holePause = Duration.seconds(60)
    /// A dead device costs no more requests than this at a time.
    private static let mostParts = 3

    /// Tries a block with holes that failed in parts: if one of them is answered, the holes are avoided from then on.
    func searchHoles(_ turn: Int) async {
        let (block, index) = (blocks[turn].block, blocks[turn].device)
        let holes = block.holes
        guard !holes.isEmpty, !devices[index].bridged.contains(block),
            devices[index].nextHoleSearch <= .now - start
        else { return }
        for part in block.withoutHoles.prefix(Self.mostParts) {
            let answer = await bus.read([PolledBlock(part, of: devices[index]).request])
            guard answer.first?.isSuccess == true else { continue }
            avoid(holes, of: block.table, index)
            return
        }
        devices[index].nextHoleSearch = .now - start + Self.holePause
    }

    private func avoid(_ holes: [Range<Int>], of table: DeviceProfiles.RegisterTable, _ index: Int) {
        for hole in holes { devices[index].holes.insert(hole, of: table) }
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

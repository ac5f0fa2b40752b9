import Delivery
import Facilities
import Foundation
import TestSupport
import Testing

@testable import Uplinks

/// A message of samples stays below 64 KiB, whatever they say.
struct MessageSizeTests {
    private func items(_ count: Int, _ quantities: Int, isLong: Bool) -> [Chosen] {
        let code = Facility.Code("NJ320104C00012K")!
        var random = SplitMix(seed: 64)
        return (1...Int64(count)).map { sequence in
            let time = Timestamp(seconds: 1_795_000_000 + sequence)
            let readings = (0..<quantities).map { index in
                let quantity = Quantity(rawValue: "quantity\(index)")!
                guard isLong else {
                    return Reading(quantity, Double(Int.random(in: 0...999, using: &random)) / 10, .pascal)
                }
                let value = -Double.random(in: 1e-100...2e-100, using: &random)
                return Reading(
                    quantity, value, .pascal, quality: .uncertain(.clockUntrusted), bound: .atLeast, raw: value / 3)
            }
            let sample = Sample(device: DeviceID("p1"), time: time, readings: readings)
            let kept = Kept(sequence: 9_000_000_000_000_000 + sequence, facility: code, time: time, sample)
            return Chosen(.sample(kept), previous: kept.sequence - 1)
        }
    }

    @Test(arguments: [(3000, 1), (500, 8), (40, 120)], [(false, false), (false, true), (true, false), (true, true)])
    func everyMessageIsBelowTheLimitAndNoSampleIsMissing(size: (Int, Int), form: (isRows: Bool, isLong: Bool)) {
        let items = items(size.0, size.1, isLong: form.isLong)
        let packer = Packer(
            topics: Topics(prefix: "mashang/2", gateway: "NJ-1"), isRows: form.isRows, epochs: { Epochs() })
        let parcels = packer.parcels(items, clock: 3, isBackfill: true)
        #expect(parcels.flatMap(\.items) == items)
        #expect(parcels.allSatisfy { $0.size < 65_536 })
        // Messages are not smaller than they have to be: half of the limit on average, but for the last.
        let bytes = parcels.reduce(0) { $0 + $1.size }
        #expect(parcels.count <= bytes / 25_000 + 1, "\(parcels.count) messages of \(bytes) bytes")
    }
}

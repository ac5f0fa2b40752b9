public import Facilities

extension Batch {
    public var count: Int { samples.count + entries.count + minutes.count + summaries.count }
    public var sequences: ClosedRange<Int64>? {
        let firsts = [
            samples.first?.sequence, entries.first?.sequence, minutes.first?.sequence, summaries.first?.sequence,
        ].compactMap(\.self)
        guard let first = firsts.min(), let last = lastSequence else { return nil }
        return first...last
    }
    public var bytes: Int {
        samples.reduce(0) { $0 + 96 + $1.content.readings.count * MemoryLayout<Reading>.stride } + entries.count * 500
            + (minutes.count + summaries.count) * 300 + ruleStates.reduce(0) { $0 + $1.state.utf8.count } + progress
            .count * 64 + delivered.count * 64 + (durable ? 1 : 0)
    }
    public mutating func dropOldestSamples(bytes: Int) -> Loss? {
        var freed = 0
        var n = 0
        while n < samples.count, freed < bytes {
            freed += 96 + samples[n].content.readings.count * MemoryLayout<Reading>.stride
            n += 1
        }
        guard n > 0 else { return nil }
        let loss = Loss(from: samples[0].sequence, to: samples[n - 1].sequence, count: Int64(n), reason: .memory)
        samples.removeFirst(n)
        return loss
    }
}
extension Journal {
    public var losses: [Loss] { [] }
    public func noteUnkept(_ loss: Loss) {}
}

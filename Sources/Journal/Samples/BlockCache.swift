import Facilities
import Synchronization

/// A cache of decoded blocks, so that reading a fold in portions does not decode it again. A block is never changed, and its key is never
/// used for another one.
final class BlockCache: Sendable {
    private struct Entry {
        var samples: [FoldedSample]
        var bytes: Int
        var use: Int
    }

    private struct State {
        var blocks: [Int64: Entry] = [:]
        var bytes = 0
        var uses = 0
    }

    /// The largest size in bytes. The blocks of one fold take at most about 6 MiB.
    private static let bound = 12 << 20

    private let state = Mutex(State())

    subscript(first: Int64) -> [FoldedSample]? {
        state.withLock { state in
            state.uses += 1
            state.blocks[first]?.use = state.uses
            return state.blocks[first]?.samples
        }
    }

    /// Adds a block, and removes those that were not used for the longest time.
    func keep(_ samples: [FoldedSample], under first: Int64) {
        let bytes = samples.reduce(0) { $0 + $1.memory }
        guard bytes <= Self.bound else { return }
        state.withLock { state in
            state.uses += 1
            state.bytes += bytes - (state.blocks[first]?.bytes ?? 0)
            state.blocks[first] = Entry(samples: samples, bytes: bytes, use: state.uses)
            while state.bytes > Self.bound, let oldest = state.blocks.min(by: { $0.value.use < $1.value.use }) {
                state.blocks[oldest.key] = nil
                state.bytes -= oldest.value.bytes
            }
        }
    }
}

extension FoldedSample {
    /// An estimate of the memory that the sample takes, in bytes.
    fileprivate var memory: Int {
        let content =
            switch content {
            case .readings(let readings): readings.count * MemoryLayout<Reading>.stride
            case .verbatim(let bytes): bytes.count
            }
        return MemoryLayout<Self>.stride + 32 + content
    }
}

import Facilities
import Foundation

/// A value with an estimate of the memory that it takes.
protocol Sized {
    /// The estimated memory in bytes, including what it refers to.
    var bytes: Int { get }
}

/// The total size of an array, which is updated as elements are appended.
struct Sizes<Element: Sized>: Sendable {
    private(set) var bytes = 0
    private var count = 0

    /// Adds the elements that were appended since the last call; counts all elements again if some were removed.
    mutating func follow(_ elements: [Element]) {
        if elements.count < count { (bytes, count) = (0, 0) }
        for element in elements[count...] { bytes += element.bytes }
        count = elements.count
    }
}

extension Kept: Sized where Content: Measured {
    var bytes: Int { MemoryLayout<Self>.stride + Allocation.header + content.arrayBytes }
}

/// The content of a sample or a mean: an array of values.
protocol Measured {
    /// The size of the array in bytes.
    var arrayBytes: Int { get }
}

extension Sample: Measured {
    var arrayBytes: Int { readings.count * MemoryLayout<Reading>.stride }
}

extension Aggregate: Measured {
    var arrayBytes: Int { columns.count * MemoryLayout<Column>.stride }
}

extension KeptEntry: Sized {
    /// Twice the length of its JSON, since most of an entry is text, and each text is an allocation.
    var bytes: Int {
        let json = (try? JSONEncoder().encode(content))?.count ?? 0
        return MemoryLayout<Self>.stride + 2 * json
    }
}

extension RuleState: Sized {
    var bytes: Int { MemoryLayout<Self>.stride + Allocation.header + state.utf8.count }
}

private enum Allocation {
    /// The size of the header of an array or a text in bytes.
    static let header = 32
}

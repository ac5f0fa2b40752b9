import Facilities
import Foundation

/// Something of which one can say about how much memory it takes.
protocol Sized {
    /// Bytes in memory, with what it refers to.
    var bytes: Int { get }
}

/// The bytes of an array, kept as elements are appended to it.
struct Sizes<Element: Sized>: Sendable {
    private(set) var bytes = 0
    private var count = 0

    /// Adds what was appended; counts all of it again after something was taken away.
    mutating func follow(_ elements: [Element]) {
        if elements.count < count { (bytes, count) = (0, 0) }
        for element in elements[count...] { bytes += element.bytes }
        count = elements.count
    }
}

extension Kept: Sized where Content: Measured {
    var bytes: Int { MemoryLayout<Self>.stride + Allocation.header + content.arrayBytes }
}

/// What a device or a mean gave: a row of values.
protocol Measured {
    /// Bytes of its array of values.
    var arrayBytes: Int { get }
}

extension Sample: Measured {
    var arrayBytes: Int { readings.count * MemoryLayout<Reading>.stride }
}

extension Aggregate: Measured {
    var arrayBytes: Int { columns.count * MemoryLayout<Column>.stride }
}

extension KeptEntry: Sized {
    /// The length of its JSON, twice: most of an entry is text, and each text is an allocation.
    var bytes: Int {
        let json = (try? JSONEncoder().encode(content))?.count ?? 0
        return MemoryLayout<Self>.stride + 2 * json
    }
}

extension RuleState: Sized {
    var bytes: Int { MemoryLayout<Self>.stride + Allocation.header + state.utf8.count }
}

private enum Allocation {
    /// The bytes that an array or a text has before its content.
    static let header = 32
}

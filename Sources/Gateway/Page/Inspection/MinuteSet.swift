/// A set of minutes of a month, by their number, with a bit for each. With a set of numbers, a month with many gaps took
/// longer to count than to read.
struct MinuteSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var words: [UInt64] = []

    init() {}

    init(_ minutes: some Sequence<Int>) { insert(minutes) }

    init(arrayLiteral minutes: Int...) { insert(minutes) }

    /// Adds minutes.
    ///
    /// - Parameter minutes: the numbers, none of them negative.
    mutating func insert(_ minutes: some Sequence<Int>) {
        for minute in minutes {
            let (word, bit) = (minute / 64, UInt64(1) << (minute % 64))
            if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count) }
            words[word] |= bit
        }
    }

    mutating func formUnion(_ other: MinuteSet) {
        if other.words.count > words.count { words += Array(repeating: 0, count: other.words.count - words.count) }
        for (index, word) in other.words.enumerated() { words[index] |= word }
    }

    func contains(_ minute: Int) -> Bool {
        minute / 64 < words.count && words[minute / 64] & (1 << (minute % 64)) != 0
    }
}

extension [UInt8] {
    /// Whether a word in ASCII is at a place.
    func has(_ word: String, at start: Int) -> Bool {
        let word = Array(word.utf8)
        guard start >= 0, count - start >= word.count else { return false }
        return self[start..<start + word.count].elementsEqual(word)
    }

    /// Returns a number of two bytes, the most significant first. The bytes must be there.
    func bigEndian16(at place: Int) -> Int { Int(self[place]) << 8 | Int(self[place + 1]) }

    /// Returns a number of four bytes, the most significant first. The bytes must be there.
    func bigEndian32(at place: Int) -> Int { bigEndian16(at: place) << 16 | bigEndian16(at: place + 2) }

    /// Returns a number of two bytes, the most significant last. The bytes must be there.
    func littleEndian16(at place: Int) -> Int { Int(self[place]) | Int(self[place + 1]) << 8 }

    /// Returns a number of four bytes, the most significant last. The bytes must be there.
    func littleEndian32(at place: Int) -> Int { littleEndian16(at: place) | littleEndian16(at: place + 2) << 16 }
}

import Synchronization

/// The names of quantities that rules do not know: those of profiles, and of earlier profiles in the journal.
enum OwnQuantities {
    /// Far more, and far longer ones, than all profiles that are installed have together: some hundred of 32 bytes.
    private static let names = Mutex(NameTable(most: 4096, longest: 256))

    /// Returns the position of a name, which is added if it is new; nil for a new one that has no place.
    static func add(_ name: String) -> Int? { names.withLock { $0.add(name) } }

    /// Returns the position of a name; nil for a new one.
    static func place(of name: String) -> Int? { names.withLock { $0.place(of: name) } }

    /// Returns the name at a position that `add` has returned.
    static func name(at place: Int) -> String { names.withLock { $0[place] } }
}

/// Names that are numbered in the order in which they are added. None is ever removed, so that a position stands for one
/// name for ever, and therefore their number and their length are limited.
struct NameTable: Sendable {
    private let most: Int
    private let longest: Int
    private var names: [String] = []
    private var places: [String: Int] = [:]

    /// Creates an empty table.
    ///
    /// - Parameters:
    ///   - most: the greatest number of names.
    ///   - longest: the greatest length of a name, in bytes.
    init(most: Int, longest: Int) {
        (self.most, self.longest) = (most, longest)
    }

    /// Returns the position of a name, which is added if it is new; nil for a new one if the table is full, or the name
    /// too long.
    mutating func add(_ name: String) -> Int? {
        if let place = places[name] { return place }
        guard names.count < most, name.utf8.count <= longest else { return nil }
        names.append(name)
        places[name] = names.count - 1
        return names.count - 1
    }

    /// Returns the position of a name; nil for one that was not added.
    func place(of name: String) -> Int? { places[name] }

    subscript(place: Int) -> String { names[place] }
}

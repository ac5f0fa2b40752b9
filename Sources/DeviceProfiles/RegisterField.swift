/// Registers that hold one thing: where they are and how it lies in them.
struct RegisterField: Hashable, Sendable {
    var register: RegisterAddress
    var format: RegisterFormat

    var addresses: Range<Int> { Int(register.address)..<Int(register.address) + format.count }

    /// Registers may be shared by bits, and by what reads them alike.
    func clashes(with other: RegisterField) -> Bool {
        guard register.table == other.register.table, addresses.overlaps(other.addresses) else { return false }
        return !(format.kind.isPart && other.format.kind.isPart) && self != other
    }
}

/// Words of one table that were read together.
struct RegisterWindow {
    /// The address of the first one.
    var start: Int
    var words: ArraySlice<UInt16>

    /// - Parameter field: its registers must be in the window.
    func code(_ field: RegisterField) -> Code {
        let first = words.startIndex + field.addresses.lowerBound - start
        return field.format.code(words[first..<first + field.format.count])
    }
}

/// Words that a device with a value has from one register on.
public struct RegisterContent: Hashable, Sendable {
    public var register: RegisterAddress
    public var words: [UInt16]
    /// Whether other bits of the registers belong to others.
    public var isPart: Bool
    /// Whether it says how others are to be read, so that it is the same whatever they hold.
    public var isSetting: Bool

    init(_ field: RegisterField, _ code: Code, isSetting: Bool = false) {
        register = field.register
        words = field.format.words(code)
        isPart = field.format.kind.isPart
        self.isSetting = isSetting
    }
}

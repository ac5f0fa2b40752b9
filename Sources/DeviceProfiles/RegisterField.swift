/// Registers that hold one number or text: their address, and their format.
struct RegisterField: Hashable, Sendable {
    var register: RegisterAddress
    var format: RegisterFormat

    var addresses: Range<Int> { Int(register.address)..<Int(register.address) + format.count }

    /// Returns whether two fields cannot share registers. Parts of registers can, and so can fields that are read in
    /// the same way.
    func clashes(with other: RegisterField) -> Bool {
        guard register.table == other.register.table, addresses.overlaps(other.addresses) else { return false }
        return !(format.kind.isPart && other.format.kind.isPart) && self != other
    }
}

/// Words of one table that were read together.
struct RegisterWindow {
    /// The address of the first word.
    var start: Int
    var words: ArraySlice<UInt16>

    /// Returns the code in the registers of a field.
    ///
    /// - Parameter field: its registers must be in the window.
    func code(_ field: RegisterField) -> Code {
        let first = words.startIndex + Int(field.register.address) - start
        return field.format.code(words[first..<first + field.format.count])
    }
}

/// The words that a device with a certain value holds from one register on.
public struct RegisterContent: Hashable, Sendable {
    /// The address of the first word.
    public var register: RegisterAddress
    /// The words to put there.
    public var words: [UInt16]
    /// Whether other bits of the same registers belong to other points.
    public var isPart: Bool
    /// Whether the words determine how other registers are read, so that they stay the same whatever those hold.
    public var isSetting: Bool

    init(_ field: RegisterField, _ code: Code, isSetting: Bool = false) {
        register = field.register
        words = field.format.words(code)
        isPart = field.format.kind.isPart
        self.isSetting = isSetting
    }
}

/// The form in which a number is written, little endian.
enum NumberForm: Equatable {
    /// An integer of 1, 2 or 4 bytes, divided by ten to the power of the places, 0...22.
    case decimal(places: Int, size: Int)
    case float32
    case float64
    /// The number of the shortest text of a float32, such as 35.3. Only earlier versions wrote it.
    case shortFloat32

    /// Reads the code of a form; nil for one that this version does not know.
    init?(code: UInt8) {
        let places = Int(code & 31)
        switch code >> 5 {
        case 0: self = .decimal(places: places, size: 1)
        case 1: self = .decimal(places: places, size: 2)
        case 2: self = .decimal(places: places, size: 4)
        case 3 where places == 0: self = .float32
        case 3 where places == 1: self = .float64
        default: return nil
        }
        if places > FixedDecimal.mostPlaces { return nil }
    }

    /// Reads the code of versions 1 and 2 of a sample.
    init?(earlier code: UInt8) {
        switch code {
        case 1: self = .decimal(places: 0, size: 2)
        case 2: self = .decimal(places: 0, size: 4)
        case 3: self = .float32
        case 4: self = .float64
        case 5: self = .shortFloat32
        default: return nil
        }
    }

    /// The code of the form, below 128. The lowest five bits are the places; the next two are the size, 1, 2 or 4 bytes. With both of
    /// these set, 96 is a float32 and 97 a float64.
    var code: UInt8 {
        switch self {
        case .decimal(let places, let size): UInt8(size / 2) << 5 | UInt8(places)
        case .float32: 96
        // The shortest text of a float32 has at most nine digits: as a decimal it takes four bytes, too.
        case .float64, .shortFloat32: 97
        }
    }

    /// The size of a number in bytes.
    var size: Int {
        switch self {
        case .decimal(_, let size): size
        case .float32, .shortFloat32: 4
        case .float64: 8
        }
    }

    /// Returns whether a number can be read back to the last bit.
    func holds(_ number: Double) -> Bool {
        switch self {
        case .decimal(let places, let size): return Self.size(of: number, places: places).map { $0 <= size } ?? false
        case .float32: return Double(Float(number)).bitPattern == number.bitPattern
        case .float64: return true
        case .shortFloat32: return false
        }
    }

    /// The sizes of integers in bytes.
    static let sizes = [1, 2, 4]

    /// Returns the least size that holds a number as an integer over ten to the power of the places; nil where none does.
    static func size(of number: Double, places: Int) -> Int? {
        guard let integer = FixedDecimal.integer(number, places: places) else { return nil }
        if Int8(exactly: integer) != nil { return 1 }
        if Int16(exactly: integer) != nil { return 2 }
        return Int32(exactly: integer) == nil ? nil : 4
    }

    /// Appends a number.
    ///
    /// - Parameter number: a number that the form holds.
    func append(_ number: Double, to bytes: inout [UInt8]) {
        switch self {
        case .decimal(let places, let size):
            let integer = FixedDecimal.integer(number, places: places) ?? 0
            switch size {
            case 1: bytes.append(Int8(truncatingIfNeeded: integer))
            case 2: bytes.append(Int16(truncatingIfNeeded: integer))
            default: bytes.append(Int32(truncatingIfNeeded: integer))
            }
        case .float32: bytes.append(Float(number).bitPattern)
        case .float64, .shortFloat32: bytes.append(number.bitPattern)
        }
    }

    /// Reads numbers of this form.
    ///
    /// - Throws: `corrupt` if the bytes end before, or are no number.
    func read(_ count: Int, _ reader: inout ByteReader) throws(JournalError) -> [Double] {
        var numbers: [Double] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count { numbers.append(try read(&reader)) }
        return numbers
    }

    private func read(_ reader: inout ByteReader) throws(JournalError) -> Double {
        switch self {
        case .decimal(let places, let size):
            let integer: Int64
            switch size {
            case 1: integer = Int64(try reader.integer() as Int8)
            case 2: integer = Int64(try reader.integer() as Int16)
            default: integer = Int64(try reader.integer() as Int32)
            }
            return FixedDecimal.number(integer, places: places)
        case .float32: return Double(Float(bitPattern: try reader.integer()))
        case .float64: return try reader.double()
        case .shortFloat32:
            guard let number = Double("\(Float(bitPattern: try reader.integer()))") else {
                throw .corrupt("a sample has no number here")
            }
            return number
        }
    }
}

/// How one number is written, little endian.
enum NumberForm: Equatable {
    /// An integer of 1, 2 or 4 bytes over ten to the power of the places, 0...22.
    case decimal(places: Int, size: Int)
    case float32
    case float64
    /// The number that the shortest text of a float32 says: 35.3. Only earlier versions wrote it.
    case shortFloat32

    /// Nil for a form that this version does not know.
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

    /// Below 128. The lowest five bits are the places, the next two the size: 1, 2 or 4 bytes. With all of these two set
    /// it is 96 for a float32 and 97 for a float64.
    var code: UInt8 {
        switch self {
        case .decimal(let places, let size): UInt8(size / 2) << 5 | UInt8(places)
        case .float32: 96
        // The shortest text of a float32 has at most nine digits: as a decimal it takes four bytes, too.
        case .float64, .shortFloat32: 97
        }
    }

    /// The bytes of a number.
    var size: Int {
        switch self {
        case .decimal(_, let size): size
        case .float32, .shortFloat32: 4
        case .float64: 8
        }
    }

    /// Whether a number comes back to the last bit.
    func holds(_ number: Double) -> Bool {
        switch self {
        case .decimal(let places, let size):
            guard let integer = FixedDecimal.integer(number, places: places) else { return false }
            let bits = size * 8
            return integer >> (bits - 1) == integer >> 63
        case .float32: return Double(Float(number)).bitPattern == number.bitPattern
        case .float64: return true
        case .shortFloat32: return false
        }
    }

    /// - Parameter number: One that the form holds.
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

/// The numbers of a column, exactly.
///
/// The first byte is the form: 0...22 for decimals, which are integers over ten to that power, 32 for the bits of a float32, 33 for those
/// of a float64. Then follows the number of exceptions, and for each the count of numbers since the exception before and its 8 bytes:
/// these few numbers have no integer in this form, and repeat the one before. Then follow the integers (`PackedIntegers`); those of bits
/// are mapped so that they have the order of the numbers, and neighbours are near. No numbers take no byte. The form is the one that takes
/// the fewest bytes.
enum PackedNumbers {
    private enum Form: Equatable {
        case decimal(Int)
        case float32
        case float64

        init?(code: UInt8) {
            switch code {
            case 0...UInt8(FixedDecimal.mostPlaces): self = .decimal(Int(code))
            case 32: self = .float32
            case 33: self = .float64
            default: return nil
            }
        }

        var code: UInt8 {
            switch self {
            case .decimal(let places): UInt8(places)
            case .float32: 32
            case .float64: 33
            }
        }

        /// Returns the integer that stands for a number; nil where none gives it back exactly.
        func integer(_ number: Double) -> Int64? {
            switch self {
            case .decimal(let places):
                return FixedDecimal.integer(number, places: places)
            case .float32:
                let float = Float(number)
                guard Double(float).bitPattern == number.bitPattern else { return nil }
                return Int64(Int32(bitPattern: float.bitPattern).inOrder)
            case .float64:
                return number.order
            }
        }

        func number(_ integer: Int64) throws(JournalError) -> Double {
            switch self {
            case .decimal(let places):
                return FixedDecimal.number(integer, places: places)
            case .float32:
                guard let bits = Int32(exactly: integer) else { throw .corrupt("a fold has no float32 here") }
                return Double(Float(bitPattern: UInt32(bitPattern: bits.inOrder)))
            case .float64:
                return Double(order: integer)
            }
        }
    }

    static func append(_ numbers: [Double], to bytes: inout [UInt8]) {
        guard !numbers.isEmpty else { return }
        let forms = FixedDecimal.places(of: numbers).map(Form.decimal) + [.float32, .float64]
        let candidates = forms.compactMap { packed(numbers, $0) }
        bytes += candidates.min { $0.count < $1.count } ?? []
    }

    /// Returns the bytes of numbers in a form; nil where more than one of eight numbers would be an exception.
    private static func packed(_ numbers: [Double], _ form: Form) -> [UInt8]? {
        let integers = numbers.map(form.integer)
        let exceptions = integers.indices.filter { integers[$0] == nil }
        guard exceptions.count <= numbers.count / 8 else { return nil }
        var bytes = [form.code]
        bytes.append(varint: UInt64(exceptions.count))
        var start = 0
        for index in exceptions {
            bytes.append(varint: UInt64(index - start))
            bytes.append(numbers[index].bitPattern)
            start = index + 1
        }
        var before = integers.lazy.compactMap { $0 }.first ?? 0
        let filled = integers.map { integer in
            before = integer ?? before
            return before
        }
        PackedIntegers.append(filled, to: &bytes)
        return bytes
    }

    static func read(_ count: Int, _ reader: inout ByteReader) throws(JournalError) -> [Double] {
        guard count > 0 else { return [] }
        guard let form = Form(code: try reader.integer()) else {
            throw .corrupt("a fold has numbers in a form that this version does not know")
        }
        var exceptions: [(index: Int, number: Double)] = []
        var start = 0
        for _ in 0..<(try reader.count(upTo: count)) {
            let index = start + (try reader.count(upTo: count))
            guard index < count else { throw .corrupt("a fold has fewer numbers than it names") }
            exceptions.append((index, try reader.double()))
            start = index + 1
        }
        var numbers: [Double] = []
        numbers.reserveCapacity(count)
        for integer in try PackedIntegers.read(count, &reader) { numbers.append(try form.number(integer)) }
        for exception in exceptions { numbers[exception.index] = exception.number }
        return numbers
    }
}

extension Double {
    /// The position of the number in the order of all numbers: neighbours differ by one.
    var order: Int64 { Int64(bitPattern: bitPattern).inOrder }

    init(order: Int64) { self.init(bitPattern: UInt64(bitPattern: order.inOrder)) }
}

extension FixedWidthInteger where Self: SignedInteger {
    /// The bits of an IEEE 754 number as an integer that has the order of the numbers; applied twice, the bits again.
    fileprivate var inOrder: Self { self < 0 ? self ^ .max : self }
}

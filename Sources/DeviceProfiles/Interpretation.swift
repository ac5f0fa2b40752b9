/// Interprets registers as every number that they may be, for a technician who has no register map and searches for the
/// meaning.
public enum Interpretation {
    /// The numbers that one register may be.
    public struct Single: Hashable, Sendable {
        /// The word as an unsigned number.
        public var unsigned: Double
        /// The word as a signed number.
        public var signed: Double
        /// The word as binary-coded decimal digits; nil if a digit is above 9.
        public var bcd: Double?
        /// The word as an unsigned number, with its bytes swapped.
        public var swapped: Double
    }

    /// The number that two registers may be, read as one type in one order.
    public struct Pair: Hashable, Sendable {
        /// The type: `float32`.
        public var type: String
        /// The order of the bytes: `CDAB`.
        public var order: String
        /// The number; nil if the registers do not hold one, such as NaN.
        public var value: Double?
    }

    /// Returns the numbers that one register may be.
    public static func single(_ word: UInt16) -> Single {
        Single(
            unsigned: Double(word), signed: Double(Int16(bitPattern: word)),
            bcd: RegisterFormat(kind: .bcd).number(.bits(UInt64(word))), swapped: Double(word.byteSwapped)
        )
    }

    /// Returns the numbers that two consecutive registers may be, for every 32-bit type and order.
    public static func pairs(_ first: UInt16, _ second: UInt16) -> [Pair] {
        [RegisterFormat.Kind.uint32, .int32, .float32].flatMap { kind in
            RegisterFormat.Order.allCases.map { order in
                let format = RegisterFormat(kind: kind, order: order, count: 2)
                return Pair(
                    type: kind.rawValue, order: order.rawValue, value: format.number(format.code([first, second])))
            }
        }
    }
}

/// Registers as every number that they may be, for who has no register map and looks for the one that makes sense.
public enum Interpretation {
    /// Of one register.
    public struct Single: Hashable, Sendable {
        public var unsigned: Double
        public var signed: Double
        /// Nil for digits above 9.
        public var bcd: Double?
        /// Unsigned, with the bytes the other way round.
        public var swapped: Double
    }

    /// Of two registers: one type in one order.
    public struct Pair: Hashable, Sendable {
        /// `float32`
        public var type: String
        /// `CDAB`
        public var order: String
        /// Nil for what stands for no number.
        public var value: Double?
    }

    public static func single(_ word: UInt16) -> Single {
        Single(
            unsigned: Double(word), signed: Double(Int16(bitPattern: word)),
            bcd: RegisterFormat(kind: .bcd).number(.bits(UInt64(word))), swapped: Double(word.byteSwapped)
        )
    }

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

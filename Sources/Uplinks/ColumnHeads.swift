import Facilities
import Synchronization

/// The beginnings of the columns of messages, `"tsp":{"unit":"µg/m³","value":[`, each put together once: they are most of the
/// text of a message.
struct ColumnHeads: Sendable {
    private struct Head {
        var unit: PhysicalUnit
        var json: [UInt8]
    }

    /// By the numbers of the quantities.
    private var all: [Head?] = []

    /// Returns the beginning of a column up to its first value.
    mutating func head(of quantity: Quantity, in unit: PhysicalUnit) -> [UInt8] {
        let place = Int(quantity.number)
        if place < all.count, let known = all[place], known.unit == unit { return known.json }
        if place >= all.count { all += Array(repeating: nil, count: place + 1 - all.count) }
        var json = JSONBytes()
        json.string(quantity.rawValue)
        json.write(#":{"unit":""#)
        json.write(unit.symbol)
        json.write(#"","value":["#)
        all[place] = Head(unit: unit, json: json.bytes)
        return json.bytes
    }
}

/// The beginnings of columns for all messages of one uplink.
final class SharedColumnHeads: Sendable {
    private let heads = Mutex(ColumnHeads())

    /// Returns the JSON of samples as columns.
    func columns(of payload: ReadingsPayload) -> [UInt8] { heads.withLock { payload.columns(&$0) } }
}

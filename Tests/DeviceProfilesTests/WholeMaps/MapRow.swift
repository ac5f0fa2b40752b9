import DeviceProfiles
import Facilities
import Foundation
import Testing

/// One line of a source's list: registers of one kind, what may stand in each, and what that means there.
struct MapRow {
    var registers: [RegisterAddress]
    var words: [UInt16]
    /// In the reading's unit.
    var value: Double
    var unit = "1"
    /// For one of several points that read the same register.
    var name: String?

    /// - Parameter addresses: as on the wire.
    init(
        _ table: RegisterTable, _ addresses: [Int], _ words: [UInt16], _ value: Double, _ unit: String = "1",
        name: String? = nil
    ) {
        registers = addresses.map { RegisterAddress(table, UInt16($0)) }
        (self.words, self.value, self.unit, self.name) = (words, value, unit, name)
    }
}

/// A profile of the repository, beside the list that its source has.
struct WholeMap {
    let profile: DeviceProfile
    let rows: [MapRow]

    init(_ id: String, _ rows: [MapRow]) throws {
        let file = URL(filePath: #filePath).appending(path: "../../../../device-profiles/\(id).yaml").standardized
        profile = try DeviceProfile(yaml: String(contentsOf: file, encoding: .utf8), file: "\(id).yaml")
        self.rows = rows
    }

    /// Every row has its point, which reads as the row says, and no point is in no row.
    func check() {
        for row in rows {
            for register in row.registers {
                #expect(profile.points.contains { isExpressed(row, by: $0, at: register) }, "\(register), \(row.words)")
            }
        }
        let listed = Set(rows.flatMap(\.registers))
        #expect(profile.points.filter { !listed.contains($0.register) }.map(\.name) == [])
    }

    private func isExpressed(_ row: MapRow, by point: Point, at register: RegisterAddress) -> Bool {
        guard point.register == register, row.name ?? point.name == point.name, point.unit.symbol == row.unit,
            point.count == row.words.count
        else { return false }
        let reading = profile.readings(in: ReadBlock([point]), words: row.words)[0]
        return reading.value.map { ($0 - row.value).magnitude <= 1e-9 * max(1, row.value.magnitude) } ?? false
    }
}

/// Addresses that lie a step apart.
func addresses(from first: Int, step: Int, count: Int) -> [Int] { (0..<count).map { first + $0 * step } }

import Facilities
import Foundation
import GRDB
import Synchronization

/// The series of the file, in memory.
final class SeriesTable: Sendable {
    private struct Owner: Hashable {
        var facility: Facility.Code
        var device: DeviceID
    }

    private struct State {
        var byID: [Int64: Series] = [:]
        var byOwner: [Owner: [Series]] = [:]
        var unreadable: Set<Int64> = []
    }

    private let state = Mutex(State())

    /// Reads all series.
    func load(_ db: Database) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT id, facility, device, columns FROM series")
        var texts = ColumnTexts()
        let series = rows.map { row -> (id: Int64, series: Series?) in (row[0], Self.series(row, &texts)) }
        state.withLock { state in
            state = State()
            for (id, series) in series {
                if let series { Self.add(series, to: &state) } else { state.unreadable.insert(id) }
            }
        }
    }

    /// Reads all series again if another program has added one since.
    func renew(_ db: Database) throws {
        let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM series") ?? 0
        let known = state.withLock { max($0.byID.keys.max() ?? 0, $0.unreadable.max() ?? 0) }
        if newest > known { try load(db) }
    }

    /// Returns the series of a row; nil where it has a unit or a code of a newer version.
    private static func series(_ row: Row, _ texts: inout ColumnTexts) -> Series? {
        let columns = texts.columns(row[3])
        guard let code = Facility.Code(row[1]), let columns else { return nil }
        return Series(id: row[0], facility: code, device: DeviceID(row[2]), columns: columns)
    }

    /// The ids of the series that a newer version has written and this one cannot read.
    var unreadable: Set<Int64> { state.withLock { $0.unreadable } }

    subscript(id: Int64) -> Series? {
        state.withLock { $0.byID[id] }
    }

    /// Returns the id of the series of a sample, which is inserted if there is none.
    func id(of sample: Kept<Sample>, _ db: Database) throws -> Int64 {
        let owner = Owner(facility: sample.facility, device: sample.content.device)
        let known = state.withLock { state in
            state.byOwner[owner]?.first { $0.fits(sample.content) }
        }
        if let known { return known.id }
        let columns = sample.content.readings.map { Column(quantity: $0.quantity, unit: $0.unit) }
        return try insert(owner, columns, db)
    }

    /// Returns the id of the series of an aggregate, which is inserted if there is none.
    func id(of aggregate: Kept<Aggregate>, _ db: Database) throws -> Int64 {
        let owner = Owner(facility: aggregate.facility, device: aggregate.content.device)
        let known = state.withLock { state in
            state.byOwner[owner]?.first { $0.fits(aggregate.content) }
        }
        if let known { return known.id }
        let columns = aggregate.content.columns.map { Column(quantity: $0.quantity, unit: $0.unit) }
        return try insert(owner, columns, db)
    }

    /// Returns the ids of all series of a device, present and past.
    func ids(of facility: Facility.Code, _ device: DeviceID) -> [Int64] {
        let series = state.withLock { $0.byOwner[Owner(facility: facility, device: device)] ?? [] }
        return series.map(\.id)
    }

    /// The ids of all series that this version can read.
    var ids: [Int64] { state.withLock { Array($0.byID.keys) } }

    /// The facilities that have a series.
    var facilities: Set<Facility.Code> { state.withLock { Set($0.byOwner.keys.map(\.facility)) } }

    /// Returns the ids of all series of a facility.
    func ids(of facility: Facility.Code) -> [Int64] {
        let series = state.withLock { $0.byID.values.filter { $0.facility == facility } }
        return series.map(\.id)
    }

    /// Returns the quantities that each device of a facility has measured, also with series of the past.
    func measured(at facility: Facility.Code) -> [DeviceID: Set<Quantity>] {
        let series = state.withLock { $0.byID.values.filter { $0.facility == facility } }
        var measured: [DeviceID: Set<Quantity>] = [:]
        for one in series { measured[one.device, default: []].formUnion(one.columns.map(\.quantity)) }
        return measured
    }

    private func insert(_ owner: Owner, _ columns: [Column], _ db: Database) throws -> Int64 {
        let text = String(decoding: try JSONEncoder().encode(columns), as: UTF8.self)
        try db.execute(
            sql: "INSERT INTO series (facility, device, columns) VALUES (?, ?, ?)",
            arguments: [owner.facility.description, owner.device.description, text]
        )
        let series = Series(
            id: db.lastInsertedRowID, facility: owner.facility, device: owner.device, columns: columns
        )
        state.withLock { Self.add(series, to: &$0) }
        return series.id
    }

    private static func add(_ series: Series, to state: inout State) {
        state.byID[series.id] = series
        state.byOwner[Owner(facility: series.facility, device: series.device), default: []].append(series)
    }
}

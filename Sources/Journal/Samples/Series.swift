import Facilities

/// What the samples of one device have in common: whose they are and what their readings are of. It is written once,
/// so that a sample is only its values.
struct Series: Hashable {
    var id: Int64
    var facility: Facility.Code
    var device: DeviceID
    var columns: [Column]

    func fits(_ sample: Sample) -> Bool {
        columns.count == sample.readings.count
            && zip(columns, sample.readings).allSatisfy { $0.quantity == $1.quantity && $0.unit == $1.unit }
    }

    func fits(_ aggregate: Aggregate) -> Bool {
        columns.count == aggregate.columns.count
            && zip(columns, aggregate.columns).allSatisfy { $0.quantity == $1.quantity && $0.unit == $1.unit }
    }
}

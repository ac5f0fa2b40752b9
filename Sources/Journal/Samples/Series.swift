import Facilities

/// The description that the samples of one device have in common: facility, device, quantities and units. It is written once, so that a
/// sample is only its values.
struct Series: Hashable {
    var id: Int64
    var facility: Facility.Code
    var device: DeviceID
    var columns: [Column]

    /// Returns whether a sample has the columns of the series.
    func fits(_ sample: Sample) -> Bool {
        guard columns.count == sample.readings.count else { return false }
        for index in columns.indices
        where columns[index].quantity != sample.readings[index].quantity
            || columns[index].unit != sample.readings[index].unit
        { return false }
        return true
    }

    /// Returns whether an aggregate has the columns of the series.
    func fits(_ aggregate: Aggregate) -> Bool {
        guard columns.count == aggregate.columns.count else { return false }
        return zip(columns, aggregate.columns).allSatisfy { $0.quantity == $1.quantity && $0.unit == $1.unit }
    }
}

import Facilities

/// The memory of a rule for each device that measures one quantity. A facility has few devices, so that a search is
/// cheap.
struct ByDevice<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    private struct Item: Codable, Hashable, Sendable {
        var device: DeviceID
        var value: Value
    }

    private var items: [Item] = []

    init() {}

    init(_ device: DeviceID, _ value: Value) { items = [Item(device: device, value: value)] }

    subscript(device: DeviceID) -> Value? {
        get { items.first { $0.device == device }?.value }
        set {
            let index = items.firstIndex { $0.device == device }
            switch (index, newValue) {
            case (let index?, let value?): items[index].value = value
            case (let index?, nil): items.remove(at: index)
            case (nil, let value?): items.append(Item(device: device, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Changes the memory of a device, which begins with `initial`.
    mutating func update<Result>(
        _ device: DeviceID, from initial: @autoclosure () -> Value, _ change: (inout Value) -> Result
    ) -> Result {
        let index = items.firstIndex { $0.device == device } ?? append(device, initial())
        return change(&items[index].value)
    }

    private mutating func append(_ device: DeviceID, _ value: Value) -> Int {
        items.append(Item(device: device, value: value))
        return items.count - 1
    }

    mutating func updateAll(_ change: (inout Value) -> Void) {
        for index in items.indices { change(&items[index].value) }
    }

    var values: [Value] { items.map(\.value) }
    var devices: [DeviceID] { items.map(\.device) }
    var isEmpty: Bool { items.isEmpty }
}

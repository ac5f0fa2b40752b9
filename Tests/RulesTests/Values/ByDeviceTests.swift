import Facilities
import Foundation
import Testing

@testable import Rules

@Suite struct ByDeviceTests {
    private let a = DeviceID("a")
    private let b = DeviceID("b")

    @Test func eachDeviceHasAValueOfItsOwn() {
        var values = ByDevice(a, 1)
        values[b] = 2
        #expect((values[a], values[b], values[DeviceID("c")]) == (1, 2, nil))
        #expect(values.devices == [a, b])
    }

    @Test func aValueBeginsWithTheInitialOneAndIsChangedInPlace() {
        var values = ByDevice<Int>()
        #expect(values.isEmpty)
        for expected in [11, 12] {
            #expect(
                values.update(a, from: 10) { value in
                    value += 1
                    return value
                } == expected)
        }
        values.update(b, from: 0) { $0 += 1 }
        values.updateAll { $0 *= 2 }
        #expect(values.values == [24, 2])
    }

    @Test func aDeviceIsForgottenWithNil() {
        var values = ByDevice(a, 1)
        values[b] = nil
        #expect(values == ByDevice(a, 1))
        values[a] = nil
        #expect(values.isEmpty)
    }

    @Test func itIsReadAsItWasWritten() throws {
        var values = ByDevice(b, 1)
        values[a] = 2
        let data = try JSONEncoder().encode(values)
        #expect(try JSONDecoder().decode(ByDevice<Int>.self, from: data) == values)
    }
}

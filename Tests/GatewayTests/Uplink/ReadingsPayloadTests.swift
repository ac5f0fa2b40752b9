import Facilities
import Testing

@testable import Gateway

struct ReadingsPayloadTests {
    private func json(_ readings: Reading...) -> String {
        let code = Facility.Code("NJ320104C00012K")!
        let samples = readings.enumerated().map { index, reading in
            let time = Timestamp(seconds: 1_795_000_000 + Int64(index))
            let sample = Sample(device: DeviceID("p1"), time: time, readings: [reading])
            return Kept(sequence: Int64(index + 1), facility: code, time: time, sample)
        }
        return String(
            decoding: ReadingsPayload.json(samples, gateway: "NJ-1", epoch: nil, backfill: false), as: UTF8.self)
    }

    @Test func aDeviceIsNamedAsTheFacilityNamesIt() {
        #expect(json(Reading(.pressureDrop, 800, .pascal)).contains(#""device":"p1","#))
    }

    @Test func exactReadingsHaveNoBound() {
        let text = json(Reading(.pressureDrop, 800, .pascal), Reading(.pressureDrop, 810, .pascal))
        #expect(text.hasSuffix(#""readings":{"pressureDrop":{"unit":"Pa","value":[800.0,810.0]}}}"#), "\(text)")
    }

    @Test func aColumnWithABoundSaysItOfEverySample() {
        let beyond = Reading(.pressureDrop, 3000, .pascal, quality: .uncertain(.outOfRange), bound: .atLeast)
        let text = json(Reading(.pressureDrop, 800, .pascal), beyond)
        #expect(
            text.hasSuffix(
                #"{"unit":"Pa","value":[800.0,3000.0],"quality":["good","uncertain:outOfRange"],"#
                    + #""bound":["exact","atLeast"]}}}"#), "\(text)")
    }
}

import Facilities
import Testing

@testable import Gateway
@testable import Uplinks

@Suite struct MeansPayloadTests {
    private let start = Timestamp("2026-12-01T04:00:00Z")!

    private func json(_ columns: Aggregate.Column...) -> String {
        let aggregate = Aggregate(device: DeviceID("b/1"), interval: .quarter, start: start, columns: columns)
        let code = Facility.Code("NJ320104D000049")!
        let kept = Kept(sequence: 7, facility: code, time: start + .minutes(15), aggregate)
        return String(decoding: MeansPayload(kept, gateway: "NJ", epoch: nil).json, as: UTF8.self)
    }

    private func column(_ quantity: Quantity, _ good: Double..., minutes: Int) -> Aggregate.Column {
        var values = Accumulator(quantity.averaging)
        for value in good { values.add(value) }
        return Aggregate.Column(quantity, quantity.unit ?? .one, values, minutes: minutes)
    }

    @Test func aQuarterSaysWhatItIsOf() {
        #expect(
            json(column(.tsp, 10, 25, minutes: 12))
                == #"{"code":"NJ320104D000049","device":"b/1","gateway":"NJ","interval":"15min","#
                + #""means":{"tsp":{"capture":0.8,"count":2,"max":25,"mean":17.5,"min":10,"unit":"µg/m3"}},"#
                + #""previous":null,"schema":"mashang/means/2","sequence":7,"start":1796097600000}"#
        )
    }

    @Test func whatHasNoFiniteMeanIsLeftOut() {
        let none = json(
            column(.pm10, minutes: 0), column(.windDirection, 90, 270, minutes: 1), column(.noise, -1e6, minutes: 1),
            column(.tsp, .greatestFiniteMagnitude, .greatestFiniteMagnitude, minutes: 1)
        )
        #expect(none.contains(#""means":{},"#))
    }
}

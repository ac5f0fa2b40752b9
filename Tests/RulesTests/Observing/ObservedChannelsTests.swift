import Facilities
import Foundation
import TestSupport
import Testing

@testable import Rules

/// The index of a facility's channels finds what a look through all of them finds.
@Suite struct ObservedChannelsTests {
    /// Known quantities, and so many others that some share their place in the index.
    private static let quantities =
        [Quantity.tsp, .pm10, .rainState] + (0..<25).map { Quantity(rawValue: "w\($0)")! }
        + ["", "a", "abba", "acba", "粉尘", "pressureDropAtTheInlet", "pressureDropAtTheOutlet"].map {
            Quantity(rawValue: $0)!
        }

    private static let devices = (0..<4).map { DeviceID("p/\($0)") }

    @Test(arguments: 0..<20 as Range<UInt64>) func findsWhatAScanFinds(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var channels = ObservedChannels()
        for second in 0..<150 {
            let time = Timestamp(milliseconds: Int64(second) * 1000)
            let (quantity, device) = (
                Self.quantities.randomElement(using: &random)!, Self.devices.randomElement(using: &random)!
            )
            switch Int.random(in: 0..<20, using: &random) {
            case 0: channels.removeAll { _ in Bool.random(using: &random) }
            case 1: channels = ObservedChannels(channels.shuffled(using: &random))
            case 2: channels = try JSONDecoder().decode(ObservedChannels.self, from: JSONEncoder().encode(channels))
            default:
                guard channels.place(of: quantity, device) == nil else { continue }
                channels.append(ObservedChannel(Channel(device, quantity), at: time))
            }
            expectIndex(of: channels, &random)
        }
    }

    private func expectIndex(of channels: ObservedChannels, _ random: inout SplitMix) {
        let all = Array(channels)
        for quantity in Self.quantities {
            #expect(Array(channels.of(quantity)) == all.filter { $0.quantity == quantity })
            #expect(channels.measures(quantity) == all.contains { $0.quantity == quantity })
            for device in Self.devices {
                let place = all.firstIndex { $0.quantity == quantity && $0.device == device }
                let likely = Int.random(in: -2...all.count + 1, using: &random)
                #expect(channels.place(of: quantity, device, near: likely) == place)
            }
        }
        let several = (0..<3).map { _ in Self.quantities.randomElement(using: &random)! }
        #expect(Array(channels.of(several)) == all.filter { several.contains($0.quantity) })
    }

    /// The same events tell an observation with declared channels the same, whether it was remembered between them or not;
    /// what is not declared is not told.
    @Test func isFoundAgainAfterDecodingAndDeclaring() throws {
        let declared = [
            Channel(Self.devices[0], .tsp), Channel(Self.devices[1], .tsp), Channel(Self.devices[1], .noise),
        ]
        let facility = Facility(code: .init("SITE")!, name: "", settings: .dustSite, channels: declared)
        let levels = Levels(of: facility)
        let readings = [
            Reading(.noise, 60, .decibel), Reading(.pm10, 80, .microgramPerCubicMetre),
            Reading(.tsp, 300, .microgramPerCubicMetre),
        ]
        func sample(_ second: Int64, of device: DeviceID) -> Event {
            .sample(Sample(device: device, time: Timestamp(milliseconds: second * 1000), readings: readings))
        }
        var observation = Observation()
        let first = observation.take(sample(1, of: Self.devices[1]), of: facility, levels)
        #expect(first.newReadings.map(\.channel) == [declared[2], declared[1]])
        var again = try JSONDecoder().decode(Observation.self, from: JSONEncoder().encode(observation))
        again.declare(declared.reversed(), at: Timestamp(milliseconds: 2000))
        #expect(again.channels.map(\.channel) == declared.reversed())
        let second = again.take(sample(3, of: Self.devices[0]), of: facility, levels)
        #expect(second.newReadings.map(\.channel) == [declared[0]])
        #expect(second.channels(of: .noise, .tsp).map(\.id) == declared.reversed().map(\.id))
        #expect(second.channel(Self.devices[1], .noise)?.number?.measured.value == 60)
    }

    @Test func theChannelsOfAReadingStayItsOwnWhenOthersAreForgotten() {
        let facility = Facility(code: .init("SITE")!, name: "", settings: .dustSite)
        let levels = Levels(of: facility)
        var observation = Observation()
        func take(_ quantities: [Quantity], of device: DeviceID, day: Int) -> Observed {
            let readings = quantities.map { Reading($0, 1, .one) }
            let sample = Sample(device: device, time: Timestamp(milliseconds: 0) + .days(day), readings: readings)
            return observation.take(.sample(sample), of: facility, levels)
        }
        _ = take([.tsp, .pm10], of: Self.devices[0], day: 0)
        let seen = take([.noise, .tsp], of: Self.devices[1], day: 2)
        #expect(seen.channels.map(\.device) == [Self.devices[1], Self.devices[1]])
        #expect(seen.newReadings.map(\.channel.id.quantity) == [.noise, .tsp])
        #expect(seen.newReadings.map(\.reading.quantity) == [.noise, .tsp])
        #expect(seen.newReadings.map(\.device) == [Self.devices[1], Self.devices[1]])
        #expect(seen.hasNewReading(of: .pm10, .tsp) && !seen.hasNewReading(of: .pm10, .fume))
    }

    /// The form is that of a list of channels, as it was before there was an index.
    @Test func isStoredAsAList() throws {
        let list = [ObservedChannel(Channel(Self.devices[0], .tsp), at: Timestamp(milliseconds: 5))]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(ObservedChannels(list)) == encoder.encode(list))
    }
}

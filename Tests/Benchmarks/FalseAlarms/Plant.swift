import Facilities

/// A facility that is run honestly, minute by minute: what wanders, wanders; every instrument has its own noise and its own
/// steps; values are lost, sensors break, and people do what they enter.
struct Plant {
    let facility: Facility
    private let hours: (Int, Int) -> Bool
    private let measure: (inout Plant, Int, Bool) -> [(DeviceID, [Reading])]
    var dice: Dice
    var load = Wandering(memory: 0.97, deviation: 0.25)
    var drift = Wandering(memory: 0.9995, deviation: 0.2)

    /// Minute 0 is a Monday's midnight.
    func runs(_ minute: Int) -> Bool { hours(minute / 1440 % 7, minute % 1440 / 60) }

    mutating func samples(_ minute: Int) -> [(DeviceID, [Reading])] { measure(&self, minute, runs(minute)) }

    /// A value with the noise and the steps of its instrument.
    mutating func reading(
        _ quantity: Quantity, _ value: Double, noise: Double = 0.02, steps: Double = 0.01
    ) -> Reading {
        let noisy = max(0, value * (1 + noise * dice.normal()))
        return Reading(quantity, (noisy / steps).rounded() * steps, quantity.unit ?? .one)
    }

    static let one = DeviceID("b/1")
    static let two = DeviceID("b/2")

    static func all(seed: UInt64) -> [Plant] { [box(seed), kitchen(seed), machine(seed), site(seed)] }

    static func box(_ seed: UInt64) -> Plant {
        let settings = CarbonSettings(
            form: .granular, mass: 1000, face: 5, designCycle: 90, installed: Day("2026-01-05"))
        return Plant(
            facility: named(.activatedCarbon(settings)), hours: { day, hour in day < 6 && 8..<18 ~= hour },
            measure: { plant, minute, runs in
                let (fan, age) = (runs ? 1.0 : 0, Double(minute % 129_600) / 129_600)
                let load = plant.load.next(&plant.dice) * plant.drift.next(&plant.dice)
                let pressure = fan * (600 + 900 * age)
                let first = [
                    plant.reading(.pressureDrop, pressure, noise: 0.015, steps: 1),
                    plant.reading(.airFlow, fan * 9000, noise: 0.01, steps: 10),
                    plant.reading(.vocIn, 2 + fan * 45 * load, noise: 0.03, steps: 0.1),
                    plant.reading(.vocOut, 1 + fan * 5 * load * (1 + age), noise: 0.03, steps: 0.1),
                    plant.reading(.fanCurrent, fan * 12, noise: 0.01), Reading(.fanState, fan, .one),
                ]
                let second = [plant.reading(.pressureDrop, pressure * 0.9, noise: 0.015, steps: 1)]
                return [(one, first), (two, second)]
            }, dice: Dice(seed))
    }

    static func kitchen(_ seed: UInt64) -> Plant {
        let settings = FumeSettings(stoves: 4, lastCleaned: Day("2026-01-05"))
        return Plant(
            facility: named(.fumePurifier(settings)),
            hours: { day, hour in day != 0 && (10..<14 ~= hour || 16..<22 ~= hour) },
            measure: { plant, _, runs in
                let fan = runs ? 1.0 : 0
                let load = plant.load.next(&plant.dice) * plant.drift.next(&plant.dice)
                let readings = [
                    plant.reading(.fumeIn, 0.1 + fan * 6 * load, noise: 0.06),
                    plant.reading(.fume, 0.05 + fan * 1.3 * load, noise: 0.06),
                    plant.reading(.nmhc, 0.4 + fan * 4 * load, noise: 0.03),
                    plant.reading(.fanCurrent, fan * 12, noise: 0.01),
                    plant.reading(.purifierCurrent, fan * 1.4, noise: 0.01),
                ]
                return [(one, readings)]
            }, dice: Dice(seed &+ 1))
    }

    static func machine(_ seed: UInt64) -> Plant {
        let settings = MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-01-05"))
        return Plant(
            facility: named(.nonroadMachinery(settings)),
            hours: { day, hour in day < 5 && (8..<12 ~= hour || 13..<17 ~= hour) },
            measure: { plant, _, runs in
                let (engine, load) = (runs ? 1.0 : 0, plant.load.next(&plant.dice))
                let readings = [
                    plant.reading(.engineSpeed, engine * 1800 * load, noise: 0.01, steps: 1),
                    plant.reading(.nox, engine * 450 * load, noise: 0.02, steps: 1),
                    plant.reading(.smoke, engine * 0.5 * load, noise: 0.06),
                    plant.reading(.dpfPressure, engine * 9 * load, noise: 0.02, steps: 0.1),
                    plant.reading(.exhaustTemp, 20 + engine * 330, noise: 0.005, steps: 1),
                ]
                return [(one, readings)]
            }, dice: Dice(seed &+ 2))
    }

    /// Two stations that see the same dust, each with its own.
    static func site(_ seed: UInt64) -> Plant {
        Plant(
            facility: named(.dustSite), hours: { _, hour in 6..<20 ~= hour },
            measure: { plant, _, runs in
                let common = (runs ? 260.0 : 90) * plant.drift.next(&plant.dice) * plant.load.next(&plant.dice)
                func station(_ share: Double, _ plant: inout Plant) -> [Reading] {
                    let dust = common * share * (1 + 0.06 * plant.dice.normal())
                    return [
                        plant.reading(.tsp, dust, noise: 0.01, steps: 1),
                        plant.reading(.pm10, dust * 0.5, noise: 0.01, steps: 1),
                        plant.reading(.pm25, dust * 0.2, noise: 0.01, steps: 1),
                        plant.reading(.noise, runs ? 64 : 46, noise: 0.03, steps: 0.1),
                    ]
                }
                return [(one, station(1, &plant)), (two, station(0.8, &plant))]
            }, dice: Dice(seed &+ 3))
    }

    private static func named(_ settings: Facility.Settings) -> Facility {
        Facility(code: Facility.Code("BENCH")!, name: "", settings: settings)
    }
}
